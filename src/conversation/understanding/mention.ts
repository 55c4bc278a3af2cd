import { kindOfNumber } from '../../commands/numbers.ts';
import type { Entity } from '../../commands/parameters.ts';
import { type Span, spansOf, withoutOverlaps } from './span.ts';

/** Companies whose names hold a grammatical character: 美的 is no 美 with a particle. */
export const NAMES_LIKE_WORDS =
  /(?<![\w])(?:(?:phase|part|version|wave|tier|area|building|level|series|gen|lot|batch|site|plant|store|studio|route|pier|unit|zone|edition|release) \d{1,2}|q[1-4] (?:expansion|renewal|upgrade|rollout|pilot|upsell|migration|refresh|extension|promo|campaign|launch|licen[cs]e|retrofit)|(?:rollout|renewal|expansion|pilot|project|plan|program|programme|upgrade|licen[cs]es?|budget|fy) (?:19|20)\d\d)(?![\w%$€£]|[.,]\d)|(?<=\b(?:rename|retitle|call|called|named|name)\b[^\n]{2,60}[a-z] )(?:19|20)\d\d(?=[\s"'!.,;]*$)|(?<=\b(?:called|named)(?: (?!(?:clos(?:e|es|ing)|due|on|by|for|at|worth|in|from|until|with|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z]))[\p{L}][\p{L}&'-]*){1,4} )\d{1,2}(?=[\s"'!.,;]*$|\s+(?!days?|weeks?|months?|years?|hours?|units?|seats?|usd|eur|gbp|cny|k|m)[a-z]{2,})|(?<!\d)(?:360(?:公司|集团|数科|安全)|3M(?:中国|公司)|58(?:同城|到家)|51(?:信用卡|Talk)|37互娱|9号公司|7-?Eleven(?:中国)?|4399|12306)|美的(?:集团|电器|空调)?|万(?:科|达|华|向|豪|通|国)|千(?:禾|寻|方)|百(?:度|丽|威|世)|三(?:一重工|星|全|只松鼠)|一汽|五(?:粮液|菱|矿)|六福|七匹狼|九(?:阳|州通|牧)|十月稻田|得到(?=\s|app|$)|有赞|去哪儿|一点资讯|\p{Script=Han}{2}创新(?:工场|科技)?/giu;
/** The number at the end of a name that is given: "add account Glass Line 2". */
export const NUMBERED_NAME =
  /(?<=(?:[Aa]ccount|[Cc]ompany|[Cc]ustomer|[Cc]lient|[Aa]cct|[Pp]roduct|[Tt]eam|[Pp]ipeline)(?: called| named|:)? (?:\p{L}[\p{L}'&-]* ){0,3}(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)\p{Lu}\p{L}+ )\d{1,2}(?=[\s"'!.]*$|,)/gu;
const ENDS_LIKE_WORD = /(?:美的)$/;

/** Words by which the record last spoken of is meant. They stay as said: the dialogue knows which one that is. */
const ANAPHORA_EN =
  /^(?:it|its|him|his|her|he|she|them|they|there|this|that|these|those|(?:this|that|the same|the last|the first|the second|the other|my last|that same) (?:one|deal|opportunity|opp|account|company|customer|client|contact|person|guy|lead|order|quote|product|task|todo|reminder|ticket|case|record|activity|call|meeting|note)|the (?:ticket|lead|order|quote|product|deal|opportunity|opp|account|company|customer|client|contact|person|task|reminder|record|one))$/i;
const ANAPHORA_ZH =
  /^(?:第[一二三四五六七八九十\d]{1,2}[个条家位单笔]|最后一?[个条家位]|另外?一?[个条家位单笔]|它|他|她|它们|他们|她们|(?:这|那|该|刚才那|刚刚那|上)一?(?:个|家|位|条|笔|单|张)?(?:单子|商机|客户|公司|联系人|线索|订单|报价单?|产品|任务|工单|人|记录|项目|单|deal|account)?|刚才的?(?:单子|商机|客户|联系人|线索|订单|报价|任务)?)$/i;

const ARTICLE =
  /^(?:the|a|an|our|my|your|his|her|their|this|that|with|for|at|about|on|of|to|from|by|new|called|named)\s+/i;
const ARTICLE_ZH =
  /^(?:我们的?|咱们的?|我的|那个|这个|一下|关于|给|跟|和|与|对|的|在|叫|名叫|是|写成?(?=.{2})|填成?(?=.{2}))/;
const NOUNS_EN =
  'deals?|opportunity|opp|oppty|orders?|tickets?|quote|account|acct|contact|company|customer|client|task|to-?do|reminder|lead|person|record|rep|folks|guys';
const NOUN_ZH =
  '工单|单子|商机|这单|那单|这个单子|那个单子|客户|公司|企业|联系人|任务|记录|账户|deal|account|项目|单|销售|同事';
const LEADING_NOUN = new RegExp(
  `^(?:${NOUNS_EN})(?:\\s+(?:called|named|is|for|with|at|of|from))?\\s+(?=\\S)`,
  'i',
);
const TRAILING_NOUN = new RegExp(`(?:'s|s')?\\s+(?:${NOUNS_EN})$`, 'i');
/** "恒通那边" is 恒通. */
const PLACE_ZH =
  /(?:那边|这边|那里|那儿|名下|的(?:人|同事|团队)|(?<=..)(?:也|都|已经|再|又|还))$|(?<=[^\s])(?:这|那)(?:笔|个|家|位|一单|单)$|(?<=\S)\s*(?:麻烦你?|请?帮我|请?帮忙|烦请|劳烦)$/;
const LEADING_NOUN_ZH =
  /^(?:客户|联系人|商机|工单|单子|任务|项目|公司(?=\s*[A-Za-z])|销售|同事|account|deal)\s*[::]?\s*(?=\S)/i;
const TRAILING_NOUN_ZH = new RegExp(
  `\\s*(?:的|这个|那个|这|那)\\s*(?:${NOUN_ZH})$|\\s+(?:${NOUN_ZH})$|(?:这单|那单|单子|商机)$`,
  'i',
);
/** A company's own name may end in 公司; only what a sentence adds is taken off. */
const POSSESSIVE = /(?:'s|的)$/i;

const POINTING_EN =
  /(?<![\w-])(?:(?:that|this|the same|the last|my last|the other) (?:one|deal|opportunity|opp|account|company|customer|client|contact|person|guy|lead|order|quote|product|task|todo|reminder|ticket|record))(?![\w-])/giu;
/**
 * "The deal closes May 5", "make the deal 38k": the noun alone, where it is neither made nor said to be of somebody. Of other
 * records only where they are shown: "the customer" is said of many.
 */
const DEFINITE_EN =
  /(?<!\b(?:log|record|add|create|enter|open|register|book|start|new|in|up)\s)(?<![\w-])the (?:deal|opportunity|opp)(?=(?:'s|s')?(?:[\s,.!?]|$))(?!\s+(?:with|w\/|for|of|at|from|in|on|called|named|about|by|over|under|above|below|that|which|who|we|i|you|they|value|size|list|pipeline|team|name|owner|stage|desk|report|history|details|log|form|fields?)\b)|(?<=^(?:(?:please|pls|ok|now|and|can you)\s)?(?:show|show me|open|pull up|see|view|check)\s)the (?:account|contact|customer|company|order|quote|lead)(?=[\s.!?]*$)/giu;
const DEFINITE_ZH =
  /^(?:商机|单子)(?=\s*(?:\d{1,2}\s?月|\d{1,2}[号日]|[今明后]天|下个?[周月季]|本?[周月季]底|[月年季]底|改|推|移|挪|延|转给|赢了|赢单了|丢了|丢单了|输了|输单了|黄了|拿下了|签了|现在|值?多少|什么时候|啥时候|几[号月]|谁|到哪))(?!.*(?:哪些|哪几|几个|列|清单|报表|统计|原因|率|[的][?？]?$))/gu;

/** After a name it only repeats the name's kind: "Globex 那个单子" is Globex. */
const POINTING_ZH =
  /(?<=^|[,，。:：]\s?|把|将|给|对|看看|看一下|看下|查一下|查看|查下|改一下|更新|删除|删掉|删了|打开|显示|关于|标记|推进|移除|了解|完成|跟|和|现在|就是|谁改了|谁动过|负责|跟进|谁在跟|谁跟|\s)(?:这|那|该|刚才那|刚刚那)一?(?:个|家|位|条|笔|张)?(?:单子|商机|客户|公司|联系人|线索|订单|工单|报价单?|产品|任务|项目|单)(?!\p{Script=Han}{0,2}叫)/giu;

/** Phrases that point back to a record as a whole: "that deal", 这个单子. */
export function anaphoraIn(text: string): Span<string>[] {
  const zh = /[这那该]/u.test(text)
    ? spansOf(text, POINTING_ZH, (m) => m[0]).filter(
        (span) =>
          !/(?:[a-z0-9]|[\d一二三四五六七八九十百]\s?[万亿千百]的?)\s?$/iu.test(
            text.slice(0, span.start),
          ),
      )
    : [];
  return withoutOverlaps([
    ...spansOf(text, POINTING_EN, (m) => m[0]),
    ...spansOf(text, DEFINITE_EN, (m) => m[0]),
    ...spansOf(text, DEFINITE_ZH, (m) => `这个${m[0]}`),
    ...zh,
  ]);
}

/** Whether a mention points back to the record last spoken of. */
export function isAnaphora(mention: string): boolean {
  return ANAPHORA_EN.test(mention) || ANAPHORA_ZH.test(mention);
}

const LAST_SPOKEN_OF =
  /^(?:它|(?:this|that) (?:deal|opportunity|opp|account|company|customer|client|lead|order|quote|product|task|todo|reminder|ticket)|(?:这|那|该)一?(?:个|家|位|条|笔|张)?(?:工单|单子|商机|项目|单|客户|公司|线索|订单|报价单?|产品|任务|deal|account))$/iu;

/** Whether words mean the record last spoken of, and of which kind, where they say so: "this deal", 这单. */
export function lastSpokenOf(mention: string): { kind: Entity | null } | null {
  if (!LAST_SPOKEN_OF.test(mention)) return null;
  return { kind: KIND_WORDS.find(([words]) => words.test(mention))?.[1][0] ?? null };
}

/**
 * A record mention without articles, possessives and generic nouns: "the Acme deal" and "Acme's deal" are "Acme", a
 * descriptive name stays ("the Globex renewal" is "Globex renewal"), anaphora stays as said.
 *
 * @returns null when nothing of a name is left.
 */
export function mentionIn(text: string, entities: readonly Entity[]): string | null {
  let mention = trimmed(text);
  if (entities.includes('member') && SELF.test(mention)) return 'me';
  for (let before = ''; before !== mention; ) {
    before = mention;
    if (isAnaphora(mention) || ENDS_LIKE_WORD.test(mention)) return mention;
    mention = trimmed(stripOnce(mention, entities.includes('task') && entities.length === 1));
  }
  if (mention === '' || NO_NAME.test(mention)) return null;
  return mention;
}

const SELF = /^(?:me|i|my|mine|myself|我|我的|我自己|自己|本人|俺|咱)$/i;
const NO_NAME = new RegExp(
  `^(?:${NOUNS_EN}|${NOUN_ZH}|the|a|an|one|all|any|new|的|了|is|are|to|for|with)$`,
  'i',
);

function stripOnce(mention: string, isTask: boolean): string {
  const lesser = mention
    .replace(ARTICLE, '')
    .replace(LEADING_NOUN, '')
    .replace(LEADING_NOUN_ZH, '')
    .replace(TRAILING_NOUN, '')
    .replace(TRAILING_NOUN_ZH, '')
    .replace(PLACE_ZH, '')
    .replace(POSSESSIVE, '');
  const plain = /\p{Script=Han}/u.test(lesser) && !isTask ? lesser.replace(ARTICLE_ZH, '') : lesser;
  return plain.trim() === '' ? mention.replace(POSSESSIVE, '') : plain;
}

function trimmed(text: string): string {
  return text
    .trim()
    .replace(/^[\s"'([,;:*_#-]+(?=\S)/u, '')
    .replace(/[\s"'\],;:!?。！？、*_-]+$/u, '')
    .replace(/(?<!\([^()]*)[\s"')\],;:!?。！？、*_-]+$/u, '')
    .replace(/(?<=\p{L}{3,}|\s\p{L})\.$/u, '')
    .trim();
}

const KIND_WORDS: readonly (readonly [RegExp, readonly Entity[]])[] = [
  [/\b(?:ticket|case)$|工单$/i, ['ticket']],
  [/\border$|订单$/i, ['order']],
  [/\bquote$|报价单?$/i, ['quote']],
  [/\bproduct$|产品$/i, ['product']],
  [/\b(?:deal|opportunity|opp)$|(?:单子|商机|项目|单)$/i, ['deal']],
  [/\b(?:account|company|customer|client)$|(?:客户|公司)$/i, ['account']],
  [/\b(?:contact|person|guy)$|联系人$/i, ['contact', 'member']],
  [/\b(?:task|todo|reminder)$|任务$/i, ['task']],
  [/\b(?:lead|prospect)$|线索$/i, ['lead']],
  [/^(?:him|her|he|she|他|她)$/i, ['contact', 'member', 'account', 'lead']],
];

/** Whether a mention can be a record of one of these kinds, as far as it says its kind: "D-12" is a deal, "that task" a task. */
export function mayBe(mention: string, entities: readonly Entity[]): boolean {
  const kind = kindOfNumber(mention);
  if (kind !== null) return entities.includes(kind);
  if (
    entities.every((e) => e === 'member') &&
    /(?:\bteam|团队|部门|大区|组)$|^(?:team|the team) /i.test(mention)
  )
    return false;
  if (!isAnaphora(mention)) return true;
  const kinds = KIND_WORDS.find(([words]) => words.test(mention))?.[1];
  return kinds === undefined || kinds.some((k) => entities.includes(k));
}

const FUNCTION_WORDS = new Set(
  'date along u ur delete remove move mv actually bout really maybe probably its bc cuz coz the a an of domain hoping latest biggest loved between everyone everybody someone somebody anyone anybody everything anything something nothing team guys folks all us done its his closing probably likely expected hopefully ready here employees people to that which who signed said went gone happened wants buy bought sent send called met budget price update status history search find open due overdue pls plz thx ok okay hey hi oops undo again already yet never week month quarter year went whom what when where why how is are was were be been am do does did has have had will would should can could may might must not no and or but if then than so because we they i you he she us me them it this with from into about for on at by as in please just now also still too very really get got give show tell make let put move set change update add create log remind want need like going think know see closed close closes closing won lost my your our their deal deals opportunity account contact task stage value list all any some every more less over under above below there here pipeline today tomorrow'.split(
    ' ',
  ),
);
/** Characters that names seldom hold, as whole words of a Chinese sentence. */
const FUNCTION_HAN =
  /哦不|哎呀|算了|砍价|压价|还价|不对|不是|错了|推进?到|[的了把将给跟吗呢吧啊是我你他她们哪谁这那没不很都也还又就才再让请帮叫想买录要移到]|(?<![诊究务易])所|有(?!限|赞)|什么|怎么|多少|啥|何时|为何|咋|有没有|一下|已经|现在|今天|明天|昨天|刚才|刚刚|改成|改为|改名|换成|推进|金额|订单|报价单|单子|商机|任务|阶段|提醒|记录|查看|客户|联系人|看看|看下|看一下|查下|查一下|列出|所有|新建|创建|添加|新增|[加建报记做录写开下]一?[个条张份笔]|手机|电话|邮箱|预计|以上|以下|开会|开了会|行业|区域|员工|负责人?|漏斗|管道|情况|待办|备注|到期|逾期|之间|搜索|查找|下一步|有个|发邮件|完成了|做完|哪里|些|几个|几家|几位|成交|日期|推到|推|挪|退回|往后|往前|目前|不对|错了|谈合同|谈价格|最近|麻烦|劳驾|这边|那边|币种|汇率/gu;

/** Said to the assistant, or of what was just done. */
const REMARK =
  /^(?:sorry|oops|whoops|wait|actually|hm+|thanks|thank you|done|好了|好的|行了|成了|可以了|对了|不对|不好意思|签了|定了|谈妥了?|搞定了?|谈成了?|标(?:记为|记成|记|为|成)(?:[赢输]单?|完成)?|完成|赢单|输单)$/iu;
/** A quote that is opened or closed outside of it. */
const HALF_QUOTED = /^[^"]*"[^"]*$/;
const OPENS_LIKE_A_SENTENCE =
  /^(?:(?:they|we|i|you|he|she|it|who|there|what|if|when)(?:'\w+)?(?:\s|$)|(?:is|are|was|were|has|did|does|which|why|how|should|could|would|shall)\s)/i;
const OPENS_LIKE_A_COMMAND =
  /^(?:sent|send|add|move|show|log|create|remind|call|email|tell|give|ask|put|set|make|change|update|get|find|search|schedule|book|delete|remove|mark|push|bump|help|please|record|correct)\s/i;
/** "Move Logistics" is a name. */
const CAPITALIZED = /^\p{Lu}\S*(?: \p{Lu}\S*)+$/u;
const AMOUNT =
  /^[$€£¥]?\d[\d.,]*\s*(?:k|m|mm|bn|mil|grand|万|亿|w)?\s*(?:usd|eur|gbp|cny|rmb|dollars?|euros?|元|块)?$/i;

/** 丢了，嫌贵 says why, and no name. */
const COMPLAINT =
  /^(?:嫌.{1,4}|太[贵慢远高低久晚少]了?|没(?:有)?(?:预算|钱)了?|预算(?:不够|太少|没了)|价格太?[高贵]了?)$/u;
/** "8 hours" counts no product called hours. */
const A_WHILE =
  /^(?:小时|个小时|分钟|分|秒|天|周|个?星期|个?月|年|工作日|个工作日|(?:business |working )?(?:hours?|hrs?|minutes?|mins?|days?|weeks?|months?|years?))$/i;

/** "Head of sales" is a title, not a head at the company Sales. */
const DEPARTMENT =
  /^(?:sales|marketing|it|hr|procurement|purchasing|engineering|finance|operations|ops|product|products|security|legal|support|people|technology|strategy|design|growth|partnerships|business development|customer success|supply chain|logistics|r&d|research)$/i;

/** Whether a mention holds nothing of a name: one Chinese character, or only words that make sentences. */
export function isHollow(mention: string, entities: readonly Entity[]): boolean {
  if (mention === 'me') return !entities.includes('member');
  // Nobody in the company is called so: "they decide on Monday" gives nobody a task.
  if (entities.every((e) => e === 'member') && /^(?:they|it|他们|它们?)$/i.test(mention))
    return true;
  if (isAnaphora(mention)) return false;
  if (entities.includes('account') && DEPARTMENT.test(mention)) return true;
  if ([OPENS_LIKE_A_SENTENCE, HALF_QUOTED, REMARK].some((sign) => sign.test(mention))) return true;
  if (/^(?:push|move|set|change|bump|slide|make|update|delay|extend)$/.test(mention)) return true;
  if (
    /(?<!fort) (?:worth|valued|priced|totaling|at|by|with|for|to|than|is|are|was|of|from|has|have|and)$/.test(
      mention,
    )
  )
    return true;
  if (!entities.includes('task') && / (?:in|into|on)$/.test(mention)) return true;
  if (/'s (?:phone|e-?mail|number|title|mobile|industry|region|website|domain)$/.test(mention))
    return true;
  if (
    /^(?:any|some|every)thing |^(?:closing|signing|expected) (?:in|on|by|between|before|after|this|next|to)(?![a-z])/i.test(
      mention,
    )
  )
    return true;
  if (/^and |[.!?] (?:they|we|he|she|it|i)(?![a-z])/i.test(mention)) return true;
  if (!entities.includes('task') && (PARTICLE.test(mention) || COSTS.test(mention))) return true;
  if (!entities.includes('task') && / (?:is|are|was|were) /.test(mention)) return true;
  if (MUCH_OF.test(mention) || /^(?:帮助|求助)$/u.test(mention)) return true;
  if (!entities.includes('task') && (A_WHILE.test(mention) || COMPLAINT.test(mention))) return true;
  if (/^(?:把|打开|查看|看看|看下|多少|几[个家条单])(?=.)/u.test(mention)) return true;
  // 看一 is left of 看一下.
  if (/^(?:看|查|改|记|录|加|建|报|列|找|搜|调|给|说|聊|想)一$/u.test(mention)) return true;
  if (
    entities.every((e) => e === 'member') &&
    /^(?:customers?|users?|clients?|people|guests?|employees?|partners?|any(?:one|body)|some(?:one|body)|every(?:one|body)|visitors?|members|admins|they|one|data|the system|it)$|^(?:call|email|send|ring|write|draft|chase|check|review|prep|prepare|follow|finish|ask|buy|book|schedule|confirm)$|^(?:me|him|her|us|them) /.test(
      mention,
    )
  )
    return true;
  if (AMOUNT.test(mention) && !/^\d{4,}$/.test(mention)) return !entities.includes('task');
  if (
    OPENS_LIKE_A_COMMAND.test(mention) &&
    !CAPITALIZED.test(mention) &&
    !entities.includes('task')
  )
    return true;
  if (/\band (?:its|the|their|my|his|her)\b/i.test(mention)) return true;
  if (/^(?:是?谁|哪位)(?=.)/.test(mention)) return true;
  // 指标完不成了 has won no 指标完不.
  if (
    /^(?:怎么|如何|怎样|教[教我]|不少|许多|很多|好多|一些)|\p{Script=Han}(?:不|没|没有|未|难)$/u.test(
      mention,
    )
  )
    return true;
  if (/^(?:他|她|我们?|你们?|他们|客户说|导出|导入|下载|上传)(?=.)/.test(mention)) return true;
  if (/^[\d\s.,:%-]+$/.test(mention))
    return !entities.some((e) => e === 'task' || e === 'order' || e === 'ticket');
  if (
    /^(?:mine|yours|ours|theirs|im|ive|after|before|behind|during|until|since|again|later|[a-z])$/.test(
      mention,
    )
  )
    return true;
  // 销售真难做 names nobody, 华南的客户 no owner.
  if (
    entities.every((e) => e === 'member') &&
    /^(?:真|太|很|挺|好难|这么|那么|不|没|难|华[东南北中]|西[南北]|东[南北])/.test(mention)
  )
    return true;
  if (
    /^(?:人数|员工数?|行业|区域|地区|域名|官网|网站|邮箱|电话|手机|职位|规模|close date|金额|转到|转入|转至)$/.test(
      mention,
    )
  )
    return true;
  if (/^\p{Script=Han}$/u.test(mention)) return true;
  const words = mention.toLowerCase().match(/[a-z0-9'&.-]+/g) ?? [];
  const rest = mention.replace(FUNCTION_HAN, '').replace(/[^\p{Script=Han}]/gu, '');
  return rest === '' && words.every((word) => FUNCTION_WORDS.has(word.replace(/'s$/, '')));
}

/** What people speak of at work beside customers and deals: in small letters no name of a record. */
const EVERYDAY = new Set(
  'money amount run jog cup court subject nightmare lunch dinner breakfast brunch coffee tea beer beers drink drinks pizza salad burger sandwich taco tacos cake food snack snacks mom mum dad mother father wife husband girlfriend boyfriend kid kids son daughter brother sister baby dog cat dentist doctor nurse landlord boss neighbour neighbor in-laws inlaws roommate weather rain snow sun traffic train bus flight plane car bike taxi uber bill bills rent phone laptop printer wifi internet computer screen keyboard monitor browser software app server lottery raffle bet game games match race tournament plot count track time mind temper patience hope faith sleep weight wallet keys luck lucky problem problems issue issues trouble chance clue idea question questions point mistake mistakes mess joke fun party birthday holiday vacation weekend wedding funeral nobody none twice cool fine whatever nice great good bad best stuff shave nonsense flow sense everything injury apologies apology fate discount shop store bar pub restaurant gym office airport beach bathroom kitchen lease mortgage door window light lights chair desk salt butter milk mic microphone ball bomb day night morning evening war battle argument fight vote election song movie film show book news trick deal-breaker dealbreaker dust bullet ship boat mood momentum focus balance control interest touch sight way ground face voice hair head eye eyes heart nerve cool marbles shirt direction route side sides team winner loser cigar dice lot lots mountain moon sky world life love cash tip tips hand hands break rest nap win even quits nothing remote fridge headache bunch fuel needle loop thought thoughts nose jar lid loan fire marathon cause holidays quiz lenses podcast playlist beard hat shoes socks dishes laundry homework gym thesis novel puzzle crossword early late poker house kilos stain words'.split(
    ' ',
  ),
);

const EVERYDAY_ZH =
  /^(?:我的?|他的?|她的?|老|大|好|新|一[场杯个部顿局]|收)?(?:家人|朋友|同学|老婆|老公|爸妈?|妈|父母|孩子|儿子|女儿|男友|女友|男朋友|女朋友|室友|房东|邻居|医生|钱包|手机|钥匙|雨伞|早饭|午饭|晚饭|早餐|午餐|晚餐|外卖|奶茶|咖啡|球|比赛|快递|体重|彩票|电影|游戏|作业|减肥目标|团建|面具|起跑线|思路|天窗说亮话|新?世界(?:的)?大门|三落四|无限|转瞬即逝|终于|总算|居然|果然|差点)$/u;

/** Whether words in small letters speak of everyday things: "the lottery", "track of time", "too soon". */
export function isEveryday(mention: string): boolean {
  if (EVERYDAY_ZH.test(mention)) return true;
  if (/\p{Lu}|\d|\p{Script=Han}/u.test(mention)) return false;
  const words = mention.match(/[a-z'-]+/g) ?? [];
  return (
    EVERYDAY.has(words.at(-1) ?? '') ||
    /^(?:too|so|very|still|sounds|looks|feels) |\b(?:of time|anymore|somewhere|against (?:them|us|me|him|her))$/.test(
      mention,
    )
  );
}

/** "The 500 dollar deal", "a 1.5 million dollar order": what something costs is no part of a name. */
const COSTS =
  /\d[\d.,]*\s*(?:k|m|mil|mm|bn|thousand|million|billion|grand)?\s*(?:dollars?|euros?|pounds?|bucks|usd|eur|gbp|cny|yuan)(?![a-z])/i;
/** "Lunch Box Ltd" is a firm. */
const COMPANY = /\b(?:ltd|inc|llc|gmbh|corp|co|group|plc|ag|sa|bv)\.?$/i;
/** What no name begins with, in small letters: "down a 9", "in translation". */
const PARTICLE = /^(?:down|up|out|off|in|into|onto|over|under|as|than|like|away|back)\s/;
const SMALL_WORD = /^(?:an?|to|for|of|from|with|by|about|at|on)\s/;
/** 新客户真难搞 speaks of customers. "Yourself" and "more colour" are nobody. */
const MUCH_OF =
  /^(?:(?:真|太|好)(?:难|好|多|烦|累|少|慢|快|差|贵|大|棒|香|忙|坑)|难[找搞做说缠]|很|[挺超](?:难|好|多|烦|累|少|慢|快|差|贵|大|忙)|这么|那么|(?:my|your|him|her|it|them|our)sel(?:f|ves)$|(?:more|some|any|much|less|enough)\s)/u;
/** A noun of ours may be half of another word: contact lenses, a lead singer, an account manager. */
const COMPOUND: Partial<Record<string, RegExp>> = {
  contact:
    /^(?:lens|lenses|sports?|forms?|center|centre|details|info|information|page|tracing|number|list|us)(?![a-z])/,
  lead: /^(?:singer|guitarist|guitar|time|times|role|actor|actress|vocalist|developer|engineer|designer|paint|balloon|us|them|pipe|pipes|generation|gen|magnet|poisoning|character|story|team|investor)(?![a-z])/,
  account:
    /^(?:managers?|executives?|exec|rep|number|balance|statement|password|settings|plan|review|page|team|polic(?:y|ies)|support|success|service|dinner|lunch|drinks|party|outing|retreat|cars?|phones?|laptops?|culture|base|feedback|satisfaction|surveys?|care|complaints?)(?![a-z])/,
  team: /^(?:members?|building|lead|leader|spirit|player|work|meeting|lunch|dinner|outing|call|shirts?|name|photo|effort)(?![a-z])/,
  task: /^(?:force|manager|management|master|bar)(?![a-z])/,
  product:
    /^(?:managers?|management|launch|team|page|line|road ?map|owner|marketing|design|demo|tour|placement|recall)(?![a-z])/,
};

/** Whether words cannot be what something new is called: an assignment, an amount, the rest of an idiom. */
export function isNoName(words: string, noun: string): boolean {
  if (PARTICLE.test(words) || SMALL_WORD.test(words)) return true;
  if (MUCH_OF.test(words)) return true;
  return /\s(?:=|is|are|was|were)\s/.test(words) || COSTS.test(words) || isCompound(words, noun);
}

/** Whether a noun and the words after it are one word for something else. */
export function isCompound(words: string, noun: string): boolean {
  const behind = words.startsWith(`${noun} `) ? words.slice(noun.length + 1) : words;
  return !COMPANY.test(words) && (COMPOUND[noun]?.test(behind) ?? false);
}

const KIND_AFTER =
  /^(?:'s|s')?\s*(?:的|这个|那个|这|那)?\s*(?:(?<deal>deals?|opportunity|opp|单子|商机|项目|单)|(?<account>accounts?|company|customer|client|客户|公司)|(?<contact>contact|联系人)|(?<task>task|todo|reminder|任务|待办))(?![a-z])/iu;
const KIND_BEFORE =
  /(?:(?<deal>(?<![a-z])(?:deal|opportunity|opp)|单子|商机)|(?<account>(?<![a-z])(?:account|company|customer|client)|客户|公司)|(?<contact>(?<![a-z])contact|联系人)|(?<task>(?<![a-z])(?:task|todo|reminder)|任务|待办))(?: (?:called|named|with|for|at|about|to))?\s*[:"']?\s*$/iu;

/** What kind of record the words right beside a mention say it is: "the Acme deal", 联系人张伟. */
export function kindBeside(mention: string, clause: string): Entity | null {
  const at = clause.toLowerCase().indexOf(mention.toLowerCase());
  if (at < 0) return null;
  const groups =
    KIND_AFTER.exec(clause.slice(at + mention.length))?.groups ??
    KIND_BEFORE.exec(clause.slice(0, at))?.groups;
  return KINDS_SAID.find((kind) => groups?.[kind] !== undefined) ?? null;
}

const KINDS_SAID = ['deal', 'account', 'contact', 'task'] as const;

/** Whether the words around a name say that it is of a kind that is not wanted: "account Acme" is no deal. */
export function saysAnotherKind(text: string, entities: readonly Entity[]): boolean {
  const noun =
    /^(?:the )?(deal|account|contact|task|lead|order|quote|product)(?:\s|$)|\s(deal|account|contact|task|lead|order|quote|product)$/i.exec(
      text.trim(),
    );
  const kind = (noun?.[1] ?? noun?.[2])?.toLowerCase();
  if (kind !== undefined) return !entities.some((entity) => entity === kind);
  const said = /^(?:联系人|线索|客户(?!端)|商机|订单|报价单)(?=\s?[\p{L}\d])/u.exec(
    text.trim(),
  )?.[0];
  const meant = KIND_WORDS.find(([words]) => said !== undefined && words.test(said))?.[1];
  return meant !== undefined && !meant.some((entity) => entities.includes(entity));
}

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤';
const PERSON_ZH = new RegExp(`^(?:[${SURNAMES}]\\p{Script=Han}{1,2}|[小老阿][${SURNAMES}])$`, 'u');

const DOING =
  /^(?:订(?!单)|寄|写|催|填|打(?:电话|款|印)|准备|整理|回复|安排|发(?:合同|邮件|报价|资料|方案))./u;

/** How well a Chinese mention's form suits a person or a company: above 0 it does, below 0 it does not. */
export function suits(mention: string, entities: readonly Entity[]): number {
  if (!/^\p{Script=Han}+$/u.test(mention) || isAnaphora(mention)) return 0;
  const isPerson = PERSON_ZH.test(mention);
  if (entities.every((e) => e === 'member'))
    return isPerson ? 0.3 : mention.length > 3 ? -1.2 : -0.5;
  // What one does makes a task: 订会议室搞定了.
  if (!entities.includes('task') && DOING.test(mention)) return -0.8;
  if (entities.includes('contact')) return 0;
  return /^[小老阿]/.test(mention) && isPerson ? -0.6 : 0;
}

/** How unlike a name a mention is: 0 for a name or anaphora, more for each word that no name holds. */
export function oddity(mention: string): number {
  if (/^(?:they|these|those|we|you|he|she|there)$/i.test(mention)) return 0.8;
  if (isAnaphora(mention) || mention === 'me') return 0;
  const several = mention.split(/\s+and\s+/i);
  if (several.length > 1) return Math.max(...several.map(oddity)) + (several.length > 3 ? 1 : 0.2);
  const words = mention.toLowerCase().match(/[a-z0-9'&.-]+/g) ?? [];
  const latin = words.filter((word) => FUNCTION_WORDS.has(word.replace(/'s$/, ''))).length;
  const han = mention.match(FUNCTION_HAN)?.length ?? 0;
  const hanLength = mention.match(/\p{Script=Han}/gu)?.length ?? 0;
  const long = Math.max(0, words.length - 4) * 0.5 + Math.max(0, hanLength - 10) * 0.2;
  const single = /^\p{Script=Han}$/u.test(mention) ? 1 : 0;
  const moved =
    /(?:推进?到|移动?到|挪到|改[成到为]|转[成为]?$|进(?:谈判|方案|报价|资格)|^(?:找|搜|查)(?:一下|下|找|搜|查)|^(?:下一步|接下来))/u.test(
      mention,
    )
      ? 2
      : 0;
  return latin + han * 0.8 + long + single + moved;
}
