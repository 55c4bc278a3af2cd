import { z } from 'zod';
import { type Deal, getDeal } from '../../crm/deals.ts';
import { listOrders } from '../../crm/orders.ts';
import { stageName } from '../../crm/pipelines.ts';
import { usualMilliseconds } from '../../crm/stage-history.ts';
import type { Block } from '../../reply/reply.ts';
import { dealButtons, dealReply, dealTitle, orderButton, refOf } from '../cards/deal-card.ts';
import { durationText } from '../cards/duration-text.ts';
import { ORDERS_SHOWN, ordersBlock } from '../cards/order-card.ts';
import { ownFieldsBlock } from '../cards/own-fields.ts';
import { defineCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { record } from '../parameters.ts';

export const showDeal = defineCommand({
  name: 'deal.show',
  risk: 'read',
  roles: ['rep'],
  summary: { en: 'Show a deal.', zh: '查看商机。' },
  parameters: z.object({
    deal: record('deal', {
      label: { en: 'deal', zh: '商机' },
      question: { en: 'Which deal?', zh: '哪个商机？' },
    }),
  }),
  examples: {
    en: [
      'show me the Blue Creek deal',
      'show the Acme deal',
      'where are we with Globex?',
      "what's the status of the Initech renewal",
      "how's the Hooli deal looking",
      'pull up D-12',
      'D-7',
      'open deal D-104',
      'how much is the Notion deal worth',
      'when does the Stripe deal close?',
      'what stage is Pied Piper in',
      'who owns D-33?',
      'umbrella deal status pls',
      'is the Vandelay deal still open',
      'did we ever close the Cyberdyne deal?',
      "what's the next step on the tyrell deal",
      'give me a rundown of the Northwind renewal',
      "what's going on with the Oscorp opp",
      'show me that deal',
      'details on D-58 please',
      'any news on the Wayne deal?',
      "what's happening with D-9",
      'remind me what the Gekko deal was about',
      'how far along is the Delta opportunity',
      'status of the massive dynamic deal',
      'can i see the soylent deal',
      "what's the value of D-21",
      'when does it close?',
      'why was it lost?',
      'show me the Globex renewal',
      'details on the Wayne expansion',
      'pull that deal up again',
      'why is the Acme deal still in proposal?',
    ],
    zh: [
      '打开沐光集团的商机',
      '看看 Acme 的单子',
      'Globex 这单怎么样了',
      'D-12 现在什么情况',
      '打开 D-7',
      '查一下小米商机的详情',
      '这个单子多少钱来着',
      '云帆科技那单什么时候关',
      '比亚迪的商机谁在跟',
      '大疆的单子签了吗',
      '华为续约到哪个阶段了',
      '它现在在哪个阶段',
      '现在多少钱了',
      '什么时候成交',
      '谁负责的',
      '下一步是什么',
      '为什么丢了',
      'show 一下 Stripe 的 deal',
      '请帮我看一下招商银行二期这个商机的状态',
      '顺丰的项目进展如何',
      '腾讯那个单子有消息吗',
      '美的这单金额是多少',
      '给我看看 D-33',
      '字节跳动的单子下一步是什么',
      '京东那单跟到哪了',
      '查看商机 D-9',
      '格力的单子现在谁负责',
      '那个单子什么进度',
      '联想的deal什么状态',
      '我想看看网易那单',
      '看下云帆智能的单子',
      '把星海科技的商机调出来',
      '看一下翼达这笔单子',
    ],
  },
  patterns: {
    en: [
      '<deal> (status|details|info|update) [of|for|on|:] {deal}',
      '(details|info|status|update|news|progress|story) (on|of|for|about) {deal#}',
      '<show> {deal} (again|once more|one more time)',
      '<show> {deal} (for me|for us) [again|once more|please]',
      'when [<the>] {deal} [<deal>] (will|is|should|does|would|may|can) [going to|expected to|supposed to|due to|planned to] [be] (close|closing|sign|land|signed|closed|due)',
      "(who|who's|whos|who is) [the|our] [main|primary|key] (contact|contact person|decision maker) (on|for|of|in) [<the>] {deal} <deal>",
      "why (is|was|are|has|hasn't|isn't|does|doesn't) [<the>] {deal} [<deal>] (still|not|stuck|always|so|in|at|slipping|delayed|late|lost|won|going|taking|been|moving|marked) ...",
      'why (did|do|have|are) (we|they|you|i) (lose|win|drop|lost|won|losing|push|delay|move) [<the>] {deal} [<deal>] [...]',
      '(is|are|was|were|has|have) [<the>] {deal} [<deal>] [still|already|now|ever|been|being|really|actually|officially|finally] (open|active|alive|closed|won|lost|on track|in play|signed|dead|moved|in|at|marked|marked as|close to|ready|stuck|qualified|closing|moving) [yet|already|...]',
      'what about [<the>] {deal} <deal>',
      'when (do|are|did) (we|you|i|they) (expect|expecting|think|plan|hope|anticipate|supposed|going|planning) [to] [close] [<the>] {deal} [<deal>] [to|will|is going to] [close|sign|land|be signed|closes|get signed]',
      '(is|will|are|can) [<the>] {deal} [<deal>] [still|really|actually] [going to|likely to|expected to|on track to|gonna] (close|sign|land|happen|closing|come in)',
      "(what|what's|whats) happened (to|with) [<the>] {deal} [<deal>]",
      'what did we (talk about|discuss) with {deal} ...',
      "(who's|whos|who is|who was) [the|its|the deal|the current] owner [of it|again|now] {deal=it}",
      '[and|so|ok] [the|its] next step[s] [again|now] {deal=it}',
      '(which|what) (stage|phase) [is it|is that|are we|is this] [in|at] [now|again|currently] {deal=it}',
      '(why|how come) (was|is|were) [<the>] {deal} [<deal>] [marked|marked as|closed] (lost|closed lost) [again|in the end]',
      'how come we (lost|won) [<the>] {deal} [<deal>]',
      'how much is {deal#} [worth] [now|again|currently]',
      '<show> [at] [<the>] [details|status|info] [of|on|for] [<the>] {deal} <deal> [status|details|info]',
      '<show> <deal> {deal}',
      '[<show>] {deal#}',
      "(what's|whats|what is) [the] (status|latest|stage|value) (of|on) {deal#}",
      '<show> [details|status|the details|the status|a summary|an update|a quick rundown|a rundown|quick rundown|everything] (of|on|for|about) [<the>] {deal} <deal>',
      '<show> (that|this) <deal> {deal=it}',
      "(how's|hows|how is|how are) [<the>] {deal} <deal> [looking|doing|going|coming along|coming] [along]",
      "(how's|hows|how is) [<the>] {deal} (looking|coming along|progressing)",
      "(how's|hows|how is) [<the>] {deal} <deal>",
      "(what's|whats|what is) [the] (status|latest|state|story|progress|update|news|next step|value|amount|size|close date|stage|owner) (of|on|with|for|about) [<the>] {deal} [<deal>]",
      "(what's|whats|what is) [the] {deal} [<deal>] (status|stage|value|amount|close date|worth|next step|next steps)",
      "(what's|whats|what is) (up|going on|happening|new) (with|w/|on) [<the>] {deal} [<deal>]",
      'where are we (with|on|at with|w/|at on) [<the>] {deal} [<deal>]',
      'where do we stand (with|on|w/) [<the>] {deal} [<deal>]',
      'where (is|does) [<the>] {deal} [<deal>] (at|stand|standing)',
      "[what is|what's|give me] [the] (status|details|summary|update|rundown|overview|info|progress|state) (of|on|for|about) [<the>] {deal} <deal>",
      '[an|any] (news|update|updates|movement|progress) (on|with|from|about) [<the>] {deal} [<deal>]',
      '{deal} <deal> [status|details|info|update|summary]',
      '[<show>] [<the>] {deal} <deal> (status|details|info|update|summary)',
      "(when|how soon|when's|whens) [does|is|will|should|do|are] [<the>] {deal} [<deal>] [going to|expected to|supposed to|meant to|planned to|likely to] [be] (close|closing|due|signing|sign|signed|closed|expected)",
      "[in|at|on] (what|which) (stage|phase) (is|'s) [<the>] <deal> (of|with|for|from|at) {deal} [actually|exactly]",
      '(pull|bring) {deal} [<deal>] up [again]',
      '<show> {deal} <deal> [again|once more|for me|for us|for me again]',
      '{deal#} (status|details|info|summary|overview)',
      '<deal> (status|details|info|update|summary|overview) [of|on|for|:|with] {deal}',
      '[<show>] [me] [the|any|an|a] (details|detail|info|status|everything|update|summary|news|more) (of|on|for|about) [<the>] {deal: ... <sale>} [<deal>]',
      '<show> [me] [<the>] {deal: ... <sale>} [<deal>]',
      '(what|which) (stage|value|amount|close date|owner) (does|has|is) [<the>] {deal} <deal> [have|got|in|at|on]',
      'when is [<the>] {deal} [<deal>] [going to|expected to|supposed to] (close|closing|due)',
      'how much is [<the>] {deal} <deal> [worth|for|at]',
      'how (much|big|large) is [<the>] {deal} [<deal>] [worth|for|at]',
      '[in|at|on] (what|which) (stage|phase) is [<the>] {deal} [<deal>] [in|at|on] [right now|now|actually|exactly]',
      "(who owns|who's on|who is on|who has|who's working|whose deal is|who is working|who is handling|who's handling|who leads) [on] [<the>] {deal} <deal>",
      "(who owns|who's on|whose deal is|who has) {deal}",
      '(is|are) [<the>] {deal} <deal> (still|already|now|ever) [open|active|alive|going|closed|won|lost|on track|in play|signed]',
      '(is|are) [<the>] {deal} <deal> (open|active|alive|closed|won|lost|on track|in play|signed)',
      'did (we|they|i) [ever|already] (close|win|lose|sign|get) [<the>] {deal} <deal>',
      'did [<the>] {deal} [<deal>] (close|sign|go through|buy|accept|come through|get signed|agree|sign the contract|pay) [yet|already|today]',
      '<show> [the] (latest|status|update|details|news|an update|progress) (on|of|from|with|about|for) [<the>] {deal} [<deal>]',
      '(has|have) [<the>] {deal} [<deal>] (closed|signed|moved|progressed|changed) [yet|at all|recently]',
      'what did we (quote|offer) [to] {deal}',
      'how far (along|on) (is|are) [we] [on|with] [<the>] {deal} [<deal>]',
      'remind me (what|where|about) [<the>] {deal} <deal> [was|is] [about|at]',
      '[the] next step[s] (on|for|with) [<the>] {deal} <deal>',
      '(give me|get me|i need|show me) [a|an|the] [quick] (rundown|overview|summary|update|details|info|status|snapshot) (of|on|for|about) [<the>] {deal} [<deal>]',
      "(what's|whats|what is|what was) [the|its] (value|amount|stage|close date|next step|owner|status) [of it|on it] [now|again|right now|currently] {deal=it}",
      "(where's|wheres|where is) [<the>] {deal} [<deal>] (at|now|standing|at now|right now)",
      "(what's|whats|what is) (the|its) (new) (value|amount|stage|close date) [now] {deal=it}",
    ],
    zh: [
      '[<看>] [一下] [<the>] {deal} [的] [这|那] (<单>|商机|单子|deal|项目) [的] [这个商机|这个单子] [状态|情况|详情|进展|进度|资料|信息]',
      '[<看>] {deal} [的] (这单|那单|这个单子|那个单子|单子|商机|deal|项目|这个商机|那个商机|这个项目) [现在] [的] (怎么样|怎样|如何|什么情况|啥情况|什么状态|什么进度|进展如何|进展怎么样|进展|进度|状态|情况|详情|有进展吗|有消息吗|有什么进展|有什么消息|有动静吗|什么阶段|到哪了|跟到哪了|到哪一步了|谈到哪一步了|谈到哪了|走到哪一步了|走到哪了|跟到哪一步了|推到哪了|推进到哪了|谈得怎么样|推进得怎么样|谈得咋样|咋样|咋样了) [了]',
      '{deal} [的] (这单|那单|这个单子|那个单子|单子|商机|deal|项目)',
      '(打开|调出|拉出) {deal} [的] (这单|那单|这个单子|那个单子|单子|商机|deal|项目) [的] [详情|情况|信息] [<给看>]',
      '{deal#} [的] (详情|信息|情况|进展)',
      '<看> [一下] [商机|单子|deal] {deal} [的] [状态|详情|情况|进展]',
      '{deal} (那边|这边) [现在|最近] (有进展吗|有消息吗|有什么进展|怎么样了|怎么样|什么情况|有动静吗|有什么消息|进展如何) [了]',
      '{deal} [现在] [是] (什么情况|啥情况|什么状态|什么进度|进展如何|进展怎么样|怎么样了|到哪一步了|到哪了|跟到哪了|什么阶段|在哪个阶段|在什么阶段|是什么阶段|到哪个阶段了|到什么阶段了|处于什么阶段|走到哪一步了|谈到哪了) [了]',
      '{deal} [的] [单子|商机|项目|这单|那单|这个单子|那个单子|deal] [现在] (多少钱|金额多少|金额是多少|值多少|多大|值多少钱|多大金额|什么金额) [来着]',
      '{deal} [的] [单子|商机|项目|这单|那单|这个单子|那个单子|deal] [预计|大概|计划] (什么时候|啥时候|何时|哪天|几号|几月) (关|成交|签|关单|能签|能关|能成|close|到期|签约|能成交)',
      '{deal} [的] (单子|商机|项目|这单|那单|这个单子|那个单子|deal) [现在|是] (谁在跟|谁负责|谁跟|归谁|是谁的|谁的|谁在负责|是谁在跟|是谁负责的)',
      '{deal} [的] [单子|商机|项目|这单|那单|这个单子|那个单子|deal] (签了吗|签了没|签了没有|成了吗|成交了吗|关了吗|赢了吗|还在谈吗|还在吗|有戏吗|丢了吗|谈成了吗|谈下来了吗)',
      '{deal} [的] [单子|商机|项目|这单|那单|这个单子|那个单子|deal] [的] 下一步 [是|要|该] (啥|干啥|做啥|什么|做什么|干什么|干嘛|怎么走)',
      '<看> [商机|单子] {deal}',
      '{deal} [的] [单子|商机|项目|这单|那单|这个单子|那个单子|deal] [的] (金额|预计成交日|成交日期|成交日|关单日|关单日期|签约日期|阶段|关单时间) [是|在] (多少|什么|哪个|哪天|几号|啥|什么时候|啥时候|几月)',
      '[<把>] {deal} [的] (这单|那单|这个单子|那个单子|单子|商机|deal|项目|这个商机|那个商机|这个项目) [的] [详情|情况|信息|状态|进展|资料] (<给看>)',
      '[现在] [的] (金额|阶段|进度|状态|关单日期|成交日期|预计成交日) [现在] [是] (多少|什么|啥|到哪了|怎么样|哪天|几号|什么时候|多少了) [<了>] {deal=它}',
      '[那|所以] [它] [现在|目前|到底] [的] [金额|价格] [是] (多少|多少钱|多大|值多少|值多少钱|什么价) [了] [来着|呢|啊] {deal=它}',
      '{deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单] (现在|目前) [的] [金额|价格] [是] (多少|多少钱) [了] [来着|呢]',
      '{deal#} [的] [金额|价格] [是] (多少|多少钱|值多少|值多少钱) [了] [来着|呢]',
      '[它|这单|那单] [预计|大概|计划|应该] [是] (什么时候|啥时候|何时|哪天|几号|几月) [能|要|会] (关|关单|成交|签|签约|签单|close|收单) [的|了] [来着|呢|啊] {deal=它}',
      '[它|这单|那单] [现在] [是|归] (谁|谁在|是谁在|是谁) [在] (负责|跟|跟进|管) [的] [来着|呢|啊] {deal=它}',
      '[它的] (负责人|owner) [现在] [是] (谁|哪位|哪个) [来着|呢|啊] {deal=它}',
      '[是] (谁|哪位) [在] (负责|跟|跟进|管) {deal#} [的] [来着|呢]',
      '[是] (谁|哪位) [在] (负责|跟|跟进|管) {deal} (的单子|的商机|的项目|这单|那单|那个商机|那个单子) [的] [来着|呢]',
      '[<看>] [一下] {deal#} [呢]',
      '[那] [它的] 下一步 [是|要|该] (啥|什么|干啥|做什么|干什么|做啥|怎么走|干嘛|呢) [来着|呢|啊] {deal=它}',
      '[它|现在|目前] [在|是|处于] (什么|哪个|啥) 阶段 [了] [来着|呢|啊] {deal=它}',
      '{deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单] [当时|最后|到底] [是] (为什么|为啥|怎么|咋|为何|因为什么|因为啥) [会] (丢|输|黄|没成|没拿下) [掉] [的|了] [呢|啊|来着]',
      '[它|这单|那单] [当时|到底] [是] (为什么|为啥|怎么|咋|为何) [会] (丢|输|黄|没成|没拿下) [掉] [的|了] [呢|啊|来着] {deal=它}',
      '(为什么|为啥|怎么) [会] (丢|输|丢了|输了|丢掉|没拿下) {deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单]',
      '[现在] 到 (哪|哪儿|哪一步|什么阶段|哪个阶段) [<了>] {deal=它}',
      '{deal} [的] (单子|商机|deal|这单|那单|项目) [呢|怎么样了|咋样了|啥情况|什么情况]',
    ],
  },
  followUps: {
    en: [
      "(when's|whens|when is) it (closing|due|signing) (again|now) {deal=it}",
      'when does it (close|sign) (again|now) {deal=it}',
      "[tell me] (where we are|where we stand|where we're at|where things stand|how we're doing) (with|on) [<the>] {deal} [<deal>] [now]",
    ],
    zh: [],
  },
  run: async (ctx, { deal: { id } }) => {
    const deal = await getDeal(ctx, id);
    const orders = await listOrders(ctx, { dealId: id }, ORDERS_SHOWN);
    const stale = deal.stale ? (ctx.locale === 'zh' ? '（停滞）' : ' (stale)') : '';
    return {
      reply: dealReply(
        `${dealTitle(deal)}${stale}`,
        deal,
        ctx.locale,
        ...(await ownFieldsBlock(ctx, 'deal', deal)),
        ...(await timeInStage(ctx, deal)),
        ...ordersBlock(orders, ctx.locale),
        ...dealButtons(deal, ctx.locale),
        ...(orders.count === 0 ? orderButton(deal, ctx.locale) : []),
      ),
      about: [refOf(deal), { entity: 'account', ...deal.account }],
    };
  },
});

/** How long an open deal has been in its stage, and how long deals usually are. */
async function timeInStage(ctx: CommandContext, deal: Deal): Promise<Block[]> {
  if (deal.status !== 'open') return [];
  const zh = ctx.locale === 'zh';
  const time = durationText(ctx.clock.now().getTime() - deal.stageEnteredAt.getTime(), ctx.locale);
  const median = await usualMilliseconds(ctx, deal.stage.id);
  const usual =
    median === null
      ? ''
      : zh
        ? `（通常 ${durationText(median, 'zh')}）`
        : ` (usual: ${durationText(median, 'en')})`;
  const name = stageName(deal.stage, ctx.locale);
  const text = zh ? `在${name}阶段已 ${time}${usual}` : `In ${name} for ${time}${usual}`;
  return [{ kind: 'note', text }];
}
