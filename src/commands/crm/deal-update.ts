import { z } from 'zod';
import { type Deal, getDeal, type SaidMoney, updateDeal as update } from '../../crm/deals.ts';
import { exchanged, rateBook } from '../../crm/rates.ts';
import { decimalOf, type Money, moneyFrom, moneyToJson } from '../../platform/money.ts';
import { Refusal } from '../../platform/refusal.ts';
import { dayText, moneyText } from '../../reply/format.ts';
import { askWhatToChange, changedReply } from '../cards/changed.ts';
import { dealTitle, refOf } from '../cards/deal-card.ts';
import { type Ask, defineCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { CLOSE_DATE, VALUE } from '../cues.ts';
import { category } from '../deal-parameters.ts';
import { choice, currency, date, money, person, record, text } from '../parameters.ts';

export const updateDeal = defineCommand({
  name: 'deal.update',
  risk: 'write',
  roles: ['rep'],
  summary: {
    en: 'Change a deal: value, currency, close date, owner, next step, contact, name, forecast category.',
    zh: '修改商机：金额、币种、预计成交日、负责人、下一步、联系人、名称、预测类别。',
  },
  parameters: z.object({
    deal: record('deal', {
      label: { en: 'deal', zh: '商机' },
      question: { en: 'Which deal?', zh: '哪个商机？' },
    }),
    name: text({ label: { en: 'name', zh: '名称' } }).optional(),
    value: money({ label: { en: 'value', zh: '金额' }, cues: VALUE }).optional(),
    closeDate: date({ label: { en: 'close date', zh: '预计成交日' }, cues: CLOSE_DATE }).optional(),
    owner: person({ label: { en: 'owner', zh: '负责人' } }).optional(),
    nextStep: text({ label: { en: 'next step', zh: '下一步' }, rest: true }).optional(),
    contact: record('contact', { label: { en: 'contact', zh: '联系人' } }).optional(),
    category: category().optional(),
    currency: currency({ label: { en: 'currency', zh: '币种' } }).optional(),
    /** What becomes of the number when the currency changes. */
    conversion: choice(
      {
        convert: { en: 'Convert', zh: '换算' },
        keep: { en: 'Keep the number', zh: '保留数字' },
      },
      {
        label: { en: 'conversion', zh: '换算方式' },
        also: {
          convert: ['conversion', 'exchange', 'yes', '折算', '按汇率', '转换', '换一下'],
          keep: [
            ...[
              'keep',
              'keep it',
              'same number',
              'same amount',
              'no',
              "don't convert",
              'do not convert',
              'as is',
            ],
            ...[
              '保留',
              '不换算',
              '不折算',
              '不转换',
              '不用换算',
              '不用折算',
              '数字不变',
              '金额不变',
              '保持不变',
              '不变',
              '不用',
            ],
          ],
        },
        silent: true,
      },
    ).optional(),
  }),
  examples: {
    en: [
      'make it 60k',
      'push Acme to next month',
      'bump the Globex deal to $75k',
      'change the close date on Hooli to 4/15',
      'Acme deal is actually 42k',
      'assign the Initech deal to Dana',
      'next step for the Notion deal: send the MSA to legal',
      'rename D-9 to Stripe EMEA rollout',
      'the Wayne deal slipped to next quarter',
      'update the value of the Northwind renewal to 110,000 EUR',
      "it's now 80k and closes May 15",
      'D-41 closes tomorrow instead',
      '<@U042> owns the Pied Piper deal now',
      'set the contact on D-12 to Jane Doe',
      'lower that deal to 9.5k',
      'hand the Tyrell deal over to me',
      'give it to Marcus',
      'D-63 next step is a demo with the CFO',
      'drop D-77 down to 5k',
      'no, 60k',
      'actually 45k',
      'sorry, make that 80k',
      'it should be 55k',
      'the close date is June 30 now',
      'push it to next month',
      'pull the Vandelay close date in to Friday',
      'raise Oscorp to 300k',
      "Soylent won't close until July",
      'change owner of Gekko to Priya',
      'Delta is worth 90k now',
      'change the currency of the Globex deal to EUR',
      'the Acme deal is in euros, not dollars',
      'convert Hooli to pounds',
      'Acme is a commit',
      'put D-12 in best case',
      'leave Initech out of the forecast',
    ],
    zh: [
      '改成6万',
      'Acme 推迟到下个月',
      '把它改成6万',
      '华为的单子金额改到130万',
      'D-12 推迟到下个月',
      '把续约的关单日期改成4月20号',
      '小米的单子转给小王',
      '把 Globex 那个 deal 的 value 调到 75k',
      '云帆那单的下一步：给法务发合同',
      'D-9 改名叫美的二期',
      '这个单子延到季度末',
      '比亚迪的单子以后由我来跟',
      '大疆的商机联系人换成韩梅梅',
      '腾讯云的单子降到3万',
      '顺丰那个单子其实是180万',
      '金额改成60k',
      '不对，是7万',
      '预计成交日改到下周五',
      '把负责人换成小李',
      '美的这单涨到90万了',
      '京东要拖到年底',
      '把关单日期提前到这周五',
      '网易的金额写错了，应该是12万',
      '联想那单给 Dana 负责',
      '下一步：约客户演示',
      '格力预计5月10号签',
      '把 Acme 的币种改成欧元',
      '华为那单换成人民币计价',
      '把 D-12 列为承诺',
      '小米的单子算最佳情况',
      'Globex 这单不计入预测',
    ],
  },
  patterns: {
    en: [
      "(change|switch|set|update|put|move|quote|price|denominate|correct|make|turn|redo) [<the>] [currency] [of|for|on] [<the>] {deal} [<deal>|deal's] ['s|s] [currency] [over] (to|into|in|as|from {*} to|=) [be] [in] {currency} [(and|but|,) [please] (<keepnumber> {conversion=keep}|<convertit> {conversion=convert})] [instead|please|now]",
      '(change|switch|set|update|correct|make) [the] [deal] currency (to|into|as|=|from {*} to) {currency} [(and|but|,) (<keepnumber> {conversion=keep}|<convertit> {conversion=convert})] [instead|please|now]',
      '(switch|change|move) (it|that) [over] (to|into) {currency} {deal=it} [(and|but|,) (<keepnumber> {conversion=keep}|<convertit> {conversion=convert})]',
      '(convert|translate|recalculate|rebase) [<the>] {deal} [<deal>] [value|amount] (to|into|in) {currency} {conversion=convert} [please|now]',
      "[<the>] {deal} [<deal>] (is|'s|should be|was|has to be|must be|is actually|is really|needs to be) [actually|really|now|quoted|priced|billed|paid|denominated|in fact] [in] {currency} [,|and] [not ...|instead of ...|now]",
      '[<the>] {deal} [<deal>] currency (is|should be|=|:) {currency} [not ...]',
      "[<the>] {deal} [<deal>] (is|'s|goes|looks like|should be|counts as|belongs|is now|are|was|in|as|->|:) [now|still|only|really|moves] [in|to|into|as|under] [a|our|the|my] (<commit> {category=commit}|<bestcase> {category=best_case}|<pipelinecat> {category=pipeline}|<omitted> {category=omitted}) [deal|category|forecast|for the quarter|this quarter|number|now]",
      '(set|mark|put|move|change|flag|count|classify|forecast|make|add|call|list|update|shift|pull|place) [up|down] [<the>] [forecast category|category|forecast] [of|for|on] [<the>] {deal} [<deal>] [forecast category|category|forecast] [up|down] [to|as|in|into|at|under|=] [a|our|the|my] (<commit> {category=commit}|<bestcase> {category=best_case}|<pipelinecat> {category=pipeline}|<omitted> {category=omitted}) [deal|category|forecast|for the quarter|this quarter|list|now]',
      '(set|change|update|make) [the] (forecast category|category|forecast) (to|as|=) (<commit> {category=commit}|<bestcase> {category=best_case}|<pipelinecat> {category=pipeline}|<omitted> {category=omitted})',
      '(omit|exclude|leave|take|keep|drop|remove) [<the>] {deal} [<deal>] (out of|from|off) [my|the|our|this] (forecast|forecasts|commit number|numbers|forecast number) {category=omitted} [please|for now|this quarter]',
      "(i|we|i'm|we're|i'll|we'll) (commit|committing|can commit|will commit) [to] [<the>] {deal} [<deal>] {category=commit} [this quarter|for the quarter|this month]",
      'commit [to] [<the>] {deal} [<deal>] {category=commit}',
      '{owner} is [now] the [new] owner (of|for|on) [<the>] {deal} [<deal>]',
      '(for|on|in) [<the>] {deal} <deal> (set|change|update|make|move|push) [<the>] [close date|closing date|close] [to|until] {closeDate}',
      '(for|on|in) [<the>] {deal} <deal> (set|change|update|make) [<the>] [value|amount|price] [to|as] {value}',
      '[<the>] {deal} [<deal>] (needs to|should|has to|must|will|is going to) (move|be pushed|slip|go|be moved|be delayed) [back|out] to {closeDate}',
      "[<the>] {deal} [<deal>] (close date|closing date) ('s|is|was) (wrong|off|not right|incorrect) [it's|it is|it|should be] [should be|is] {closeDate}",
      "(i'm|i am|i|i'll|i will) (taking over|taking|take over|take|own|handle|now own) [<the>] {deal} [<deal>] [from {_}|now] {owner=me}",
      '(make|bump|raise|increase|lower|drop|cut|reduce|take|bring|put|get|update|change|set|adjust|correct|push|mark|revise|edit|move|knock|up) [up|down] [<the>] {deal} [<deal>] [up|down] [back] [to|at|as|from] [about|around] {value} [now|instead]',
      '(make|bump|raise|increase|lower|drop|cut|reduce|bring|put|get|update|change|set|adjust|correct|up) [<the>] (value|amount|price|size|deal value|deal size) (of|on|for) [<the>] {deal} [<deal>] [up|down] (to|at|as|is) {value}',
      '(make|bump|raise|increase|lower|drop|cut|reduce|bring|put|get|update|change|set|adjust|correct) {deal} [<deal>] (value|amount|price|size) [up|down] (to|at|as) {value}',
      '(bump|raise|increase|lower|drop|cut|reduce|update|change|set|correct|adjust|bring) [up|down] [the] [value|amount|price|deal value|size] [up|down] (to|at|by) {value}',
      '(make|bump|push|move|slide|slip|pull|change|set|delay|postpone|extend|update|shift|bring|adjust|reschedule) [in|out|back|up|forward] [<the>] [close date|closing date|close|date|expected close|closing] [of|on|for] [<the>] {deal} [<deal>] [close date|closing date|close|date|closing] [in|out|back|up|forward] [to|until|till|for|as|by] {closeDate} [instead]',
      '(bump|push|move|slide|slip|pull|change|set|delay|postpone|extend|update|shift|bring) [in|out|back|up|forward] [the] (close date|closing date|close|date|expected close) [in|out|back|up|forward] [to|until|till|for|as|by] {closeDate} [instead]',
      '(push|move|slide|delay|postpone|extend|bump|pull) [in|out|back] [to|until|till] {closeDate}',
      '{deal} [<deal>] (is|has been|was|got) (pushed|delayed|postponed|slipping|slipped|moved|pulled|pulled in) [back|out|in|forward] [to|until|till] {closeDate}',
      '{deal} [<deal>] (slipped|slips|slid|moved|moves|is moving|pushed|got pushed|got delayed|is slipping|has slipped|pushes|is pushing|is delayed) [out|back] [to|until|till|into] {closeDate}',
      "{deal} [<deal>] (closes|will close|won't close until|wont close until|won't close before|won't sign until|won't sign before|wont sign until|wont sign before|will not close before|will not sign before|won't be signed before|not closing before|not closing until|is closing|should close|is going to close|expected to close|closing|close|won't close till|will sign|is due|should be signed|is expected to close|is expected) [on|in|by|until|at] {closeDate} [now|instead|not]",
      '{deal} [<deal>] [expected|expected close|close|closing|target] (close date|close|date|closing date) [is|should be|to be|=|to] [now|actually] {closeDate} [instead]',
      '[the] [expected] (close date|closing date|close) (of|for|on) [<the>] {deal} [<deal>] [has|was|is|got] (slipped|moved|pushed|changed|is|now|slips|delayed|to be|should be) [back|out] [to|until] {closeDate}',
      '[the] [expected] (close date|closing date|close) [is|should be|=|to] [now|actually] {closeDate} [now|instead]',
      "{deal} [<deal>] (is|'s|are|should be|will be|went|goes|came|grew|is worth|is now|is actually|now|worth|dropped|shrunk|is going|went up|went down|is up|is down|has grown|has gone up|was|would be|is only|could be|ends up|came down) [now|actually|worth|more like|really|only|closer] [up|down] [to|at] {value} [now|instead|actually] [not ...]",
      "[the] {deal} [<deal>] (value|amount|price|size) (is|should be|went|'s|=) [now|actually] [up|down] [to|at] {value} [now|instead]",
      '[the] (value|amount|price|deal size) (is|should be|=|to) [now|actually] {value} [now|instead]',
      "[the] (value|amount|price) ('s|is|was) (wrong|off|not right|incorrect|outdated) [it|it's] [should be|is|make it|actually] {value}",
      "(no|nope|actually|sorry|wait|correction|scratch that|i mean|i meant|oops|rather|hmm) [no|actually|sorry|i mean|i meant|make that|make it|it's|its|it should be|should be|not] {value}",
      '(make|change) (it|that) [to] {value} {deal=it}',
      '(increase|raise|bump|lower|reduce|decrease|cut|drop|up) [up] [<the>] {deal} [<deal>] [value|amount|price] by {*}',
      '(update|change|edit|set|modify|correct) [<the>] [<deal>] {deal} [<deal>] (with|to have|to show|at) [the|an|a] [new] [value|amount|price|deal value] [of] {value}',
      '[<the>] {deal} [<deal>] [,|:|-] next step[s] (->|=>|→|=) {nextStep}',
      '[it|that] should (be|have been|say) {value} [not ...] {deal=it}',
      '{deal} [<deal>] {value} (now|instead|not ...)',
      '(assign|reassign|give|transfer|hand|move|pass|switch|hand over|re-assign) [over] [<the>] {deal} [<deal>] [over|off] (to) {owner}',
      "(assign|reassign|give|transfer|hand|pass|switch|move) [over] [<the>] {deal} [<deal>] [over|off] to {owner#} (,|-|.|since|because|as|while) (i'm|im|i am|he's|she's|they're|i|i'll|he is|she is) (out|away|off|leaving|on leave|on vacation|on holiday|sick|busy|full|be|have|won't) [... (from|until|till|starting|since|next|on|in|after) {*}] ...",
      '(assign|reassign|give|transfer|hand|pass|switch) [<the>] {deal} <deal> [over|off] [to] {owner}',
      '(change|set|make|update|switch|put) [<the>] (owner|deal owner|rep|account exec|ae|sales rep) (of|on|for) [<the>] {deal} [<deal>] (to|as|=|is|:) {owner}',
      '(change|set|make|update|switch|put) [<the>] {deal} [<deal>] [deal] owner (to|as|=|is) {owner}',
      '(change|set|make|update|switch) [<the>] owner (to|as|=) {owner}',
      'make {owner} [the] owner (of|on|for) [<the>] {deal} [<deal>]',
      '{owner} (owns|should own|should be on|now owns|is taking over|takes over|will take over|is taking|will own|is the owner of|is now the owner of|takes|will handle|has taken over|took over|is running|will run|is handling) [<the>] {deal} <deal> [now|from now on|from here|going forward]',
      'put {owner} on [<the>] {deal} <deal>',
      '[<the>] {deal} <deal> [now] (belongs to|goes to|is owned by|should go to|is with|is going to) {owner} [now]',
      '(set|change|update|add|put|make) [<the>] next step[s] (on|for|of|with|to) [<the>] {deal} [<deal>] (to|:|=|as|is) {nextStep}',
      '(set|change|update|add|put|make) [<the>] {deal} [<deal>] next step[s] (to|:|=|as|is) {nextStep}',
      '(set|change|update|add|put|make) [<the>] next step[s] (to|:|=|as|is|) {nextStep}',
      '[the] next step[s] (on|for|with|in) [<the>] {deal} [<deal>] (is|are|:|will be|-|=|should be) [to] {nextStep}',
      '[the] next step[s] (on|for|with|in) [<the>] {deal} <deal> [is] {nextStep}',
      '[<the>] {deal} [<deal>] [,|:|-] next step[s] [is|are|:|will be|should be] [to] {nextStep}',
      '[the] next step[s] (is|:|are|=) {nextStep}',
      '(rename|retitle) [<the>] [<deal>] {deal} [<deal>] (to|as|:) "?{name#}"?',
      '(change|set|update) [<the>] name (of|on|for) [<the>] {deal} [<deal>] (to|as|:) "?{name#}"?',
      'call [<the>] {deal} <deal> "?{name#}"?',
      '(set|change|update|add|make|put|switch) [<the>] [primary|main] contact (on|for|of|to) [<the>] {deal} [<deal>] (to|as|:|=|is) {contact}',
      '(set|change|update|make|switch) [<the>] {deal} [<deal>] [primary|main] contact (to|as|=|is) {contact}',
      '(set|make|add|put) {contact} [as] [the] [primary|main] contact (on|for|of) [<the>] {deal} [<deal>]',
      '{contact} (is|should be|will be|becomes) [now] [the|our] [new] [primary|main|key] (contact|contact person|point of contact|poc) (on|for|of|at|in) [<the>] {deal} <deal> [,] [please|pls|can you] [(set|update|change|fix) (it|that)]',
      '{contact} (is|should be|will be|becomes) [now] [the|our] (primary|main|key) (contact|contact person) (on|for|of|in) {deal} [,] [please|pls|can you] [(set|update|change|fix) (it|that)]',
      '{contact} (is|should be|will be|becomes) [now] [the|our] [new] [primary|main|key] (contact|contact person|point of contact) (on|for|of|in) {deal: (that|this) <deal>} [,] [please|pls|can you] [(set|update|change|fix) (it|that)]',
      '(update|change|edit) [<the>] {deal} <deal>',
      '(update|change|edit) <deal> {deal}',
    ],
    zh: [
      '[<把>] {deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] [的] [币种|货币|结算货币|币别|金额] (改成|改为|换成|换为|换到|改用|改按|按|用|以|变成|转成|转为|切换成|切换到|改到|设为|是|应该是) {currency} [计价|结算|报价|来算|计算|计] [<了>|吧] [,] [<不换算> {conversion=keep}|<要换算> {conversion=convert}]',
      '(币种|货币|结算货币|币别) (改成|改为|换成|换为|换到|改用|变成|切换成|设为|是|应该是|用) {currency} [<了>|吧] [,] [<不换算> {conversion=keep}|<要换算> {conversion=convert}]',
      '[<把>] {deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] [的] [金额] (换算成|折算成|折合成|换算为|折算为|换算到) {currency} {conversion=convert}',
      '[<把>] {deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] [的] [预测类别|预测分类|预测|类别|分类] [现在|可以|应该] [列为|列入|算作|算|算是|算到|归为|归入|归到|放进|放到|放入|标为|标成|标记为|改成|改为|设为|设成|调到|调成|调整为|移到|是|计入|划到|属于] (<承诺> {category=commit}|<最佳> {category=best_case}|<管道类> {category=pipeline}|<不计入> {category=omitted}) [里|类别|预测|类|了|吧|里面]',
      '[<把>] {deal} [的] [单子|商机|deal|项目|这单|那单] (从预测里|从预测中|从 forecast 里) (去掉|剔除|拿掉|排除|移除|拿出来) {category=omitted}',
      '(预测类别|预测分类) (改成|改为|设为|调到|是) (<承诺> {category=commit}|<最佳> {category=best_case}|<管道类> {category=pipeline}|<不计入> {category=omitted})',
      '{deal} [的] [单子|商机|这单|那单|项目] [的] (金额|价格|报价) [我] (写错了|错了|不对|填错了|报错了) [应该|其实] [是|应该是] {value}',
      '{deal} [的] [单子|商机|这单|那单|项目] [的] 下一步 {nextStep: <做事> ...}',
      '[<把>] {deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] [的] [金额|价格|报价|value|总价|总额|预算|价值|合同额|合同金额|成交金额] [再] [要] (<改>|降到|涨到|加到|提到|提高到|减到|砍到|降为|升到|上调到|下调到|降|涨|加|改到了|bump到|拉到|压到|增加到|减少到|降低到|减为|抬到|update 到) {value} [<了>]',
      '{deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] [的] [金额|价格|报价|value|总价|总额|预算|合同额] [现在|其实|应该|实际] (是|为|变成了|变成|应该是|降到了|涨到了|到了|有|不是 ... 是|只有|大概是|大概|写错了 应该是|写错了 是|错了 应该是|错了 是|填错了 应该是|记错了 应该是|填错了 是|记错了 是|不对 应该是) {value} [<了>] [, 不是 {*}|不是 {*}]',
      '[<把>] (金额|价格|报价|value|总价|总额|预算|价值|合同额) [再] (<改>|降到|涨到|加到|提到|提高到|减到|砍到|降为|升到|应该是|写错了 应该是|错了 应该是|为) {value} [<了>]',
      '(<改>|应该是|涨到|降到|加到|提到) {value} [<了>]',
      '不是 {*} (是|应该是|而是) {value}',
      '[<把>] [{deal}] [的] [单子|商机|deal|项目] [的] [金额|价格|报价|value|总价|预算|合同额] [从] {*} (<改>|涨到|降到|加到|提到) {value} [<了>]',
      '(不对|错了|说错了|不是|哦不|不|等等|更正|改一下|搞错了) [是|应该是|改成] {value}',
      '(不对|错了|说错了|哦不|更正) [,] [是|应该是|改成] {closeDate}',
      '[<把>] {deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] [的] [预计|预期] [关单日期|成交日期|签约日期|成交日|关单日|签约时间|成交时间|关单时间|日期|时间|签约日|close date|收单时间|交付时间] (推迟到|延到|延期到|推到|延迟到|拖到|往后推到|提前到|延后到|顺延到|挪到|要拖到|得拖到|要推迟到|改到|调整到|放到|推后到|推迟|提早到|要等到|得等到|push到|delay到|得推到|得推迟到|要推到|要延到|要延期到|延后到|<改>) {closeDate} [<了>] [才能签|才签|才能关|再签|签|关|成交|才能成交|才行|才能定]',
      '{deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] (预计|估计|大概|应该|计划|打算|要|得|要到|得到|争取|可能|不会) [在] {closeDate} [才能|才|能|前|会] [签|关|成交|签约|关单|收单|close|定|下来]',
      '{deal} [的] (单子|商机|deal|项目|这单|那单|这个单子|那个单子) {closeDate} [才能|才|能|前|会] (签|关|成交|签约|关单|close)',
      '[<把>] [预计|预期] (关单日期|成交日期|签约日期|成交日|关单日|签约时间|成交时间|日期|签约日|close date|关单时间) (推迟到|延到|推到|拖到|提前到|延后到|改到|调整到|<改>|是|应该是) {closeDate} [<了>]',
      '(推迟到|延到|延期到|推到|延迟到|拖到|提前到|延后到|顺延到) {closeDate} [<了>]',
      '[<把>] {deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] (转给|移交给|交给|分给|分配给|转到|指派给|派给|过给|转交给|assign 给|assign给) {owner} [名下|来跟|跟|负责|来负责|来跟进|跟进|吧]',
      '[<把>] {deal} [的] [这个|那个] (单子|商机|deal|项目|这单|那单|这个单子|那个单子) [的] (负责人|owner|销售|跟进人|归属人|所有人) (<改>|是|应该是) {owner} [<了>]',
      '[<把>] {deal#} [的] (负责人|owner|销售|跟进人|归属人|所有人) (<改>|是|应该是) {owner} [<了>]',
      '{deal} [的] [这个|那个] (单子|商机|deal|项目|这单|那单|这个单子|那个单子) [以后|之后|现在|今后] (由|归|让|是|换) {owner} [来] [跟|负责|跟进|跟了|管|接手] [<了>]',
      '[<把>] (负责人|owner|跟进人) (<改>|换成|改成) {owner}',
      '把 {deal} [这单|那单|的单子|单子|商机] 给 {owner#} [名下|来跟|跟|负责|来负责|来跟进|跟进|吧]',
      '{deal} [的] (单子|商机|deal|项目|这单|那单|这个单子|那个单子) 给 {owner#} [名下|来跟|跟|负责|来负责|来跟进|跟进|吧]',
      '{owner} (接手|接管|来跟|负责) {deal} [的|这] (单子|商机|deal|项目|单)',
      '[<把>] {deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] [的] 下一步 (<改>|是|:|计划|要) {nextStep}',
      '下一步 (<改>|是|:|计划|要) {nextStep}',
      '[<把>] {deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] [的] [名字|名称] (改名叫|改名为|改名|重命名为|改名成|命名为|改叫|更名为|名称改成|名字改成|名字改为|名称改为|rename成|rename 成|改成叫) "?{name#}"?',
      '[<把>] {deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] [的] [主要] (联系人|对接人|contact) (<改>|换成|改成|是|加上) {contact} [<了>]',
      '{deal} [的] (单子|商机|deal|项目|这单|那单|这个单子|那个单子) [现在|其实] {value} [<了>]',
      '{deal} (现在|其实) [是] {value} [<了>]',
    ],
  },
  asks: async (ctx, { deal: { id }, value, currency: to, conversion }) => {
    const deal = await getDeal(ctx, id);
    const change = currencyChange(deal, value, to);
    return change === null || conversion !== undefined ? null : askConversion(ctx, deal, change);
  },
  run: async (ctx, { deal: { id, name }, owner, contact, currency: to, conversion, ...data }) => {
    const change = currencyChange(await getDeal(ctx, id), data.value, to);
    const value =
      change === null ? withCurrency(data.value, to) : await changed(ctx, change, conversion);
    const patch = { ...data, value, ownerId: owner?.id, contactId: contact?.id };
    if (Object.values(patch).every((entry) => entry === undefined)) {
      if (to !== undefined) throw new Refusal('nothing_to_change', { name });
      return {
        reply: askWhatToChange(ctx, 'deal.update', { entity: 'deal', id, name }),
        about: [{ entity: 'deal', id, name }],
      };
    }
    const deal = await update(ctx, id, patch);
    return {
      reply: await changedReply(ctx, dealTitle(deal)),
      about: [refOf(deal), { entity: 'account', ...deal.account }],
    };
  },
});

/** A deal's amount, and the currency it is to be in. */
type CurrencyChange = { from: Money; to: string };

/**
 * Whether a deal's currency changes while nobody said what becomes of its number. "Make it 60k EUR" names a new number; "make it 50k EUR"
 * where it is 50k USD may mean either.
 */
function currencyChange(
  deal: Deal,
  value: SaidMoney | undefined,
  to: string | undefined,
): CurrencyChange | null {
  const currency = to ?? value?.currency ?? null;
  const from = deal.value;
  if (from === null || currency === null || currency === from.currency) return null;
  const same = value === undefined || value.amount === Number(decimalOf(from));
  return same ? { from, to: currency } : null;
}

async function askConversion(
  ctx: CommandContext,
  deal: Deal,
  change: CurrencyChange,
): Promise<Ask> {
  const zh = ctx.locale === 'zh';
  const { from, to } = change;
  const book = await rateBook(ctx);
  const converted = exchanged(book, from, to);
  const kept = moneyText(renamed(change), ctx.locale);
  const keep = { label: zh ? `保留数字：${kept}` : `Keep the number: ${kept}`, value: 'keep' };
  const is = zh
    ? `${dealTitle(deal)} 现在是 ${moneyText(from, ctx.locale)}。`
    : `${dealTitle(deal)} is ${moneyText(from, ctx.locale)} now.`;
  if (converted === null) {
    const missing = [from.currency, to].filter((c) => c !== book.base && !book.rates.has(c));
    const codes = missing.join(zh ? '、' : ' and ');
    return {
      parameter: 'conversion',
      why: `${is}${zh ? '' : ' '}${zh ? `${codes} 没有汇率，无法换算。` : `There is no rate for ${codes}, so it cannot be converted.`}`,
      question: zh ? `保留数字，改成 ${kept} 吗？` : `Keep the number, as ${kept}?`,
      choices: [keep],
    };
  }
  const money = moneyText(converted, ctx.locale);
  const days = [from.currency, to].flatMap((code) => book.rates.get(code)?.day ?? []);
  const day = dayText(days.sort((a, b) => (a < b ? -1 : 1))[0] ?? ctx.today, ctx.locale);
  return {
    parameter: 'conversion',
    why: is,
    question: zh
      ? `换算成 ${money}（${day} 汇率），还是保留数字、改成 ${kept}？`
      : `Convert it to ${money} at the rate of ${day}, or keep the number, as ${kept}?`,
    choices: [{ label: zh ? `换算：${money}` : `Convert: ${money}`, value: 'convert' }, keep],
  };
}

/** The same number in the other currency. */
function renamed({ from, to }: CurrencyChange): Money {
  return moneyFrom(decimalOf(from), to);
}

/** @throws Refusal `no_rate` when there is none to convert with. */
async function changed(
  ctx: CommandContext,
  change: CurrencyChange,
  conversion: 'convert' | 'keep' | undefined,
): Promise<SaidMoney> {
  if (conversion !== 'convert') return moneyToJson(renamed(change));
  const book = await rateBook(ctx);
  const converted = exchanged(book, change.from, change.to);
  if (converted !== null) return moneyToJson(converted);
  const without = [change.from.currency, change.to].find(
    (c) => c !== book.base && !book.rates.has(c),
  );
  throw new Refusal('no_rate', { currency: without ?? change.to, base: book.base });
}

function withCurrency(value: SaidMoney | undefined, to: string | undefined): SaidMoney | undefined {
  return value === undefined || to === undefined ? value : { ...value, currency: to };
}
