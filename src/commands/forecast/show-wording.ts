/** How a forecast is asked for: data of `forecast.show`, in its own file because there are many ways. */

export const FORECAST =
  '(forecast|forecasts|sales forecast|revenue forecast|forcast|forecaste|projection|projections|outlook|sales outlook|revenue outlook|revenue projection|sales projection|predicted revenue|expected revenue|forecasted revenue|projected revenue|projected sales|expected sales|sales prediction|revenue prediction|expected bookings|projected bookings|bookings forecast|forecast number|forecast numbers|p50|p10 and p90|p10/p50/p90)';
const GIVE =
  '[<show>|pull|pull together|put together|run|make|generate|create|prepare|build|draw|produce|calculate|compute|send me|send|give us|i need|i want|need|want|can i have|can i get|could i get|could i have|let us see|get us|do|now|what about|tell me]';
const OUR =
  "[the|a|an|our|my {owner=me}|this|company|team|the team's|our team's|the company's|current|latest|whole team|overall|total|updated]";
const END =
  '[now|today|please|pls|thanks|again|overall|so far|right now|at the moment|then|vs quota|against quota|versus quota|and quota|with the quota|and the gap]';
const LOOK =
  '(look|looking|look like|looking like|looks|shape up|shaping up|shape|going|doing|tracking|coming along|coming together|going to end|gonna end|going to end up|going to turn out|turning out|stand|trending|coming in)';
const SPAN = '(quarter|qtr|month|year|fiscal year|period|half)';
const WE = '(we|i {owner=me}|the team|our team|the company|my team|us)';
const HIT =
  '(hit|make|reach|meet|beat|get to|achieve|exceed|miss|crush|land at|fall short of|come in at|come in under|come in over|come in above|come in below|clear|get|attain|nail)';
const QUOTA =
  '(quota|quotas|the number|number|numbers|target|targets|goal|goals|plan|budget|sales target|sales goal|revenue target|it)';
const LOST =
  "(lose|lost|don't win|dont win|do not win|don't get|dont get|do not get|don't close|dont close|do not close|don't land|dont land|drop|exclude|take out|leave out|ignore|remove)";
const SLIPS =
  '(slips|slipped|slip|slides|slide|moves|moved|moves out|move|is pushed|gets pushed|get pushed|is pushed out|gets pushed out|pushes|push|is delayed|gets delayed|closes late|only closes|closes only|is postponed|gets postponed|drags|drags on|shifts|shift)';
const WHATIF =
  '(what if|what about if|if|suppose|imagine|say|assume|assuming|what happens if|what would happen if|what would the forecast be if|what is the forecast if|what does the forecast look like if|how does the forecast look if|how would the forecast look if|where would we be if|where do we land if|where would we land if|forecast if|and if|but if|ok if|would we still hit quota if|do we still hit quota if|will we still hit quota if|would we still make it if|do we still make it if)';
/** Said of itself: "if we win them I'm buying drinks" asks nothing. */
const ASKS_WHATIF =
  '(what if|what about if|what happens if|what would happen if|what would the forecast be if|what is the forecast if|what does the forecast look like if|how does the forecast look if|how would the forecast look if|where would we be if|where do we land if|where would we land if|forecast if|would we still hit quota if|do we still hit quota if|will we still hit quota if|would we still make it if|do we still make it if)';

export const SHOW_PATTERNS_EN: readonly string[] = [
  `${GIVE} ${OUR} ${FORECAST} [report|number|picture|chart|graph|summary|overview|table|range|review|update|figure|figures|call] [(for|of|in|by|from) [the|our]] ${END}`,
  `${GIVE} ${OUR} {period} ${FORECAST} ${END}`,
  `(what's|whats|what is|what does|what do|what are|how's|hows|how is|how are|how does|how do|where's|where is|how much is|what was) ${OUR} ${FORECAST} [${LOOK}|say|at|like|now|show] [(for|in|of)] ${END}`,
  `(what's|whats|what is|what does|how's|hows|how is|how does) ${OUR} {period} ${FORECAST} [${LOOK}|say|at|like|now] ${END}`,
  `(how's|hows|how is|how does|how are|how do|what does|what's|whats|where is|where does) (the|this|our|my {owner=me}|current) ${SPAN} [${LOOK}] ${END}`,
  `(how's|hows|how is|how does|what does|how do things|how are things|how are we) {period} ${LOOK} [for us|for me {owner=me}|like] ${END}`,
  `(how's|hows|how is|how are) ${WE} ${LOOK} [for|on|against|towards|toward] [the|our|my|this] [quota|target|number|plan|quarter|month|year] ${END}`,
  `(will|are|can|do|would|could|should|is|did|think|do you think|you think|what are the odds|what are the chances|what's the chance|whats the chance|what is the chance|what's the probability|what is the probability|how likely is it|chances|odds|any chance) [that|of|is it] ${WE} [will|going to|gonna|on track to|on course to|on pace to|likely to|be able to|still|actually|'ll|are going to|is going to|can|to] ${HIT} [the|our|my|this|that|{period}] ${QUOTA} ${END}`,
  `(odds|chances|chance|probability|likelihood|what are the odds|what are our odds|what are our chances|what's our chance|what is our chance|what are the chances) (of|to) (hitting|making|reaching|meeting|beating|getting to|hit|make|reach|meet|beat) [the|our|my {owner=me}|this] ${QUOTA} ${END}`,
  `how likely (are|is) ${WE} to ${HIT} [the|our|my|this] ${QUOTA} ${END}`,
  `(are|is) ${WE} [still] (on track|on course|on pace|on target|behind|ahead|short|above target|below target|under quota|over quota|above quota|below quota|going to make it|gonna make it) [for|of|on|with|to hit|to make|to reach|to meet] [the|our|my|this] [${QUOTA}|${SPAN}] ${END}`,
  `(how far|how much|how many|how close|how big) [off|away|short|behind|ahead|from|to|is] (are|is|do) ${WE} [off|away|short|behind|ahead|from|to|missing|need|still need|lack] [from|of|to|to hit|to make|to reach|for] [the|our|my|this] ${QUOTA} ${END}`,
  `[<show>|what's|whats|what is|how big is|how much is] [the|our|my {owner=me}] (gap|gap to quota|quota gap|gap to target|gap to plan|quota attainment|quota coverage|attainment|shortfall) [to|for|against|look like] [the|our] [quota|target|plan] ${END}`,
  `(where|what|how) (will|do|are|would|is|might|should) ${WE} [going to|gonna|likely to|probably|expected to|expect to|think we'll] (land|end up|end|finish|come out|come in|close out|wind up) [at|with] [the|this|our] [${SPAN}] ${END}`,
  `(how much|what|how many|what amount) [revenue|money|business|sales|new business|bookings|deals] (will|are|do|can|is|should|would|could|might) ${WE} [going to|gonna|likely to|expect to|expected to|still|probably|be able to|likely] (close|closing|book|booking|sell|selling|win|bring in|make|sign|land|generate|get|earn|take in|expect|expecting) [in total|to close|to win|to sell|overall] ${END}`,
  `(how much|what) [revenue|money|business|sales] (should|can|do|could|would) ${WE} expect [to close|to win|to sell|to book] ${END}`,
  `(will|is|can|would|does) {owner} [going to|gonna|on track to|likely to|still|able to] ${HIT} [his|her|their|the|our] ${QUOTA} ${END}`,
  `${GIVE} [the] {owner} ('s|s') [latest|current] ${FORECAST} [number|numbers] ${END}`,
  `(what's|whats|what is|how's|hows|how is|how does) {owner} ('s|s') ${FORECAST} [${LOOK}|at|now] ${END}`,
  `(what is|what's|whats|how much is|how much will|what will|how much should|what should) {owner} [going to|gonna|likely to|forecast to|expected to|expecting to] (close|sell|win|book|bring in|forecasting|calling|committing) ${END}`,
  `${GIVE} ${OUR} ${FORECAST} (for|of|from|by) {owner} ${END}`,
  `${GIVE} [the] ${FORECAST} [for|of|from] [the|our] {team} team ${END}`,
  `${GIVE} [the|our] {team} (team|team's|teams) ${FORECAST} ${END}`,
  `(how's|hows|how is|what's|whats|what is) [the|our] {team} (team|team's|teams) ${FORECAST} [${LOOK}|at] ${END}`,
  `${GIVE} ${OUR} ${FORECAST} (for|of|in) [the|our] {pipeline#} (pipeline|funnel) ${END}`,
  `${GIVE} [the|our] {pipeline#} pipeline ${FORECAST} ${END}`,
  `[what's|whats|what is] ${OUR} ${FORECAST} [for|at|be|look|looking] (without|excluding|minus|not counting|leaving out|except|except for) [the] {without} [deal] ${END}`,
  `[what's|whats|what is] ${OUR} {period} ${FORECAST} (without|excluding|minus|not counting|leaving out) [the] {without} [deal] ${END}`,
  `${ASKS_WHATIF} [we|i] [were to] ${LOST} [the] {without} [deal] ${END}`,
  `${ASKS_WHATIF} [the] {without} [deal] (falls through|fell through|fall through|drops out|dropped out|is lost|gets lost|goes away|dies|doesn't close|doesnt close|does not close|doesn't sign|doesnt sign|doesn't happen|doesnt happen|doesn't come in|doesn't come through|goes to a competitor|says no|walks away|backs out|bails) ${END}`,
  `${ASKS_WHATIF} [we|i] [only|finally] (win|won|close|closed|land|sign|signed|get) [the] {wins} [deal] ${END}`,
  `${ASKS_WHATIF} [the] {wins} [deal] (signs|closes|comes in|comes through|is won|says yes|goes through|works out|happens) ${END}`,
  `${WHATIF} [the] {slips} [deal] ${SLIPS} [out] [to|into|until|till|by|in] {slipsTo} ${END}`,
  `${WHATIF} (we|they|i) (push|move|delay|postpone|slip) [the] {slips} [deal] [out] [to|into|until|till] {slipsTo} ${END}`,
  `${WHATIF} [the] {slips} [deal] ${SLIPS} [out] [a quarter|to next quarter|into next quarter|out of the quarter|out of this quarter] ${END}`,
];

const 预测 =
  '(预测|销售预测|营收预测|收入预测|业绩预测|预估|预计|预期|预计业绩|预计营收|预计收入|预计销售额|预估业绩|forecast|预测值|预测数|预测数字|业绩预估|预测情况|前景|展望)';
const 看 =
  '[<看>|给我|我要|我想看|要|来个|来一份|做个|做一下|跑一下|算一下|帮我|帮我看看|告诉我|请给我|请问]';
const 谁 =
  '[我的 {owner=me}|我 {owner=me}|我们|我们的|公司|公司的|团队|团队的|整个团队|全公司|大家|全员|整体|咱们|咱们的]';
const 末 =
  '[是多少|多少|怎么样|如何|情况|咋样|是什么|有多少|数字|报告|图|范围|区间|看看|呢|一下|能有多少|大概多少|大概是多少|会怎样|出来了吗|到多少了|怎样|现在怎么样]';
const 完成 =
  '(完成|达成|达到|完成得了|完得成|做到|达标|实现|超过|超额完成|搞定|完成目标|完成指标|完成任务|完成业绩|达成目标|达成指标|达成业绩|达到目标|完成配额|达成配额|完成定额)';
const 指标 = '(指标|目标|任务|业绩|配额|定额|quota|业绩目标|销售目标|销售指标|计划|数字|kpi)';
const 如果 =
  '(如果|要是|假如|假设|万一|若|若是|如|倘若|设想|那如果|那要是|如果说|要是说|那万一|那假如)';
const 会怎样 =
  '[会怎么样|会怎样|怎么样|呢|预测呢|预测会怎样|预测是多少|预测变成多少|的话|的话呢|的话会怎样|的话预测多少|还能完成吗|还能达成吗|能完成吗|会差多少|影响多大|影响多少|有什么影响|有多大影响|我们还能完成指标吗|还能完成指标吗]';

export const SHOW_PATTERNS_ZH: readonly string[] = [
  `${看} ${谁} [的] ${预测} [的] ${末}`,
  `${看} ${谁} {period} [的] ${预测} [的] ${末}`,
  `${看} ${谁} [的] ${预测} {period} ${末}`,
  `${看} {owner} [的] {period} [的] ${预测} [的] ${末}`,
  `${看} {period} {owner} [的] ${预测} [的] ${末}`,
  `${看} {owner} [的] ${预测} [的] ${末}`,
  `${看} {team#} (团队|组|区|部门|大区|小组) [的] [{period}] [的] ${预测} [的] ${末}`,
  `${看} {pipeline#} (管道|漏斗|pipeline|销售管道) [的] [{period}] [的] ${预测} [的] ${末}`,
  `[${谁}] [{period}] [${谁}] [还|到底|究竟|大概] (能|能不能|能否|会|会不会|可以|可不可以|有希望|有没有希望|有望|有把握|有没有把握|来得及|是否能|是不是能) ${完成} [${指标}|了] [吗|么|不|嘛|呢]`,
  `[${谁}] [这个|本] [季度|季|月|年] [还|到底] (能|能不能|会|会不会|可以) ${完成} [${指标}] [吗|么|不|嘛|呢]`,
  `[${谁}] [{period}] [${谁}] [的] ${指标} [还|到底] (能|能不能|会|会不会|可以|完得成|达得成|完得了) [${完成}] [吗|么|不|嘛|呢]`,
  `{owner} [{period}] [的] [还|到底] (能|能不能|能否|会|会不会|可以) ${完成} [${指标}] [吗|么|不|嘛|呢]`,
  `[${谁}] [{period}] [离|距|距离|和] ${指标} [还] (差多少|差多远|有多远|差几个点|还差多少|缺口多大|缺口多少|有多少差距|差距多大) [了|呢]`,
  `[${谁}] [{period}] [的] (指标缺口|目标缺口|业绩缺口|缺口|差距|达成率|完成率|指标完成率|目标完成率|业绩达成率|指标达成率) [有|是] [多大|多少|怎么样|如何|情况]`,
  `[${谁}] {period} [大概|大约|预计|估计|到底] [能|会|可以|预计能|估计能] (做到多少|做多少|卖多少|签多少|成交多少|完成多少|收多少|关多少|赢多少|拿下多少|有多少业绩|有多少收入|有多少营收|达到多少|做到什么程度|走到哪|落在哪|多少业绩)`,
  `[${谁}] [大概|预计|估计] [能|会] (做到多少|做多少|卖多少|签多少|成交多少|完成多少|关多少)`,
  `(这个|本) (季度|季|月|年) [的] [业绩|形势|情况|走势] (怎么样|如何|咋样|看起来怎么样|会怎么样|走势如何|形势如何|前景如何|什么情况)`,
  `{period} [的] [业绩|形势] (会怎么样|看起来怎么样|走势如何|形势如何|前景如何|形势怎么样|前景怎么样)`,
  `[如果|要是] (没有|没了|除去|除掉|去掉|扣掉|扣除|不算|排除|不含|剔除|不考虑|拿掉) {without} [这单|那单|的单子|单子|商机] [的] [{period}] [的] ${预测} ${会怎样}`,
  `${如果} [我们] (没有|没了|除去|去掉|扣掉|扣除|不算|排除|剔除|丢了|丢掉|输了|输掉|没拿下|拿不下|没签下|签不下|没签|丢掉了) {without} [这单|那单|的单子|单子|商机] [了] [的话] ${会怎样}`,
  `(没有|没了|除去|去掉|扣掉|扣除|不算|排除|剔除|不含) {without} [这单|那单|的单子|单子|商机] [的话] (会怎么样|会怎样|怎么样|呢|预测呢|预测会怎样|预测是多少|预测多少)`,
  `${如果} {without} [这单|那单|的单子|单子|商机] (丢了|黄了|没签|没成|输了|没拿下|不签|没了|吹了|没签下来|飞了|不买了) ${会怎样}`,
  `${如果} [我们] (赢了|拿下|签下|签了|赢下|成交|拿下了|赢得) {wins} [这单|那单|的单子|单子|商机] [了] ${会怎样}`,
  `${如果} {wins} [这单|那单|的单子|单子|商机] (签了|成了|赢了|成交了|拿下了|签下来|能签|能成) ${会怎样}`,
  `${如果} {slips} [这单|那单|的单子|单子|商机] [要|会|被] (推迟到|延到|延期到|推到|拖到|延后到|延迟到|滑到|拖延到|顺延到|改到|挪到) {slipsTo} [了] ${会怎样}`,
  `${如果} {slips} [这单|那单|的单子|单子|商机] [要|会|被] (推迟|延期|延后|拖了|延迟|顺延) [了] ${会怎样}`,
];

const AND =
  '[and|ok|okay|now|also|then|so|but|same|the same|same thing|same but|show me|show|give me|just|only|let me see|can i see|can you show me|switch to|change to|make it|again]';
const ABOUT = '(and|what about|how about|and what about|and how about|and for|for|and in)';
const TOO = '[instead|then|please|pls|too|as well|again|?]';

/** What is said after a forecast to see it otherwise. */
export const SHOW_VARIATIONS: Readonly<Record<'en' | 'zh', readonly string[]>> = {
  en: [
    `${AND} [what about|how about|and] [for|in] [the] {period} [numbers|one|forecast] ${TOO}`,
    `${ABOUT} [for|only|just] {owner#} [only|alone|'s|'s forecast] ${TOO}`,
    `${AND} (for|only|just) {owner#} [only|alone] ${TOO}`,
    `${ABOUT} [only|just] [for] (me {owner=me}|mine {owner=me}|my deals {owner=me}|my own {owner=me}|my forecast {owner=me}) ${TOO}`,
    `${AND} (only|just) (me {owner=me}|mine {owner=me}|my deals {owner=me}|my own {owner=me}) ${TOO}`,
    `${ABOUT} [for] [the|our] {team} team ${TOO}`,
    `${AND} (in|as) {currency} ${TOO}`,
    `[and|so|ok|now|what|how] [about|if] (without|excluding|minus|not counting|except) [the] {without} [deal] ${TOO}`,
    `${AND} (without|excluding|minus|not counting|except|leave out|take out|drop|exclude) [the] {without} [deal] ${TOO}`,
    `[and|so|ok|now|but] ${WHATIF} [we|i] ${LOST} [the] {without} [deal] ${TOO}`,
    `[and|so|ok|now|but] ${WHATIF} [the] {without} [deal] (falls through|drops out|is lost|dies|doesn't close|doesnt close|doesn't sign) ${TOO}`,
    `[and|so|ok|now|but] ${WHATIF} [we|i] (win|close|land|sign|get) [the] {wins} [deal] ${TOO}`,
    `[and|so|ok|now|but] ${WHATIF} [the] {wins} [deal] (signs|closes|comes in|is won) ${TOO}`,
    `[and|so|ok|now|but] [${WHATIF}] [the] {slips} [deal] ${SLIPS} [out] [to|into|until|till|in] {slipsTo} ${TOO}`,
    `${AND} (since|compared to|compared with|vs|versus|what changed since|changes since) {since} ${TOO}`,
  ],
  zh: [
    '[那|那么|再看|再看看|看看|看|换成|改成|还有|只看] [一下] {period} [的] [呢|的呢|看看|怎么样|如何|多少|是多少]',
    '[那|那么|只看|就看|换成|再看|看看|还有] {owner#} [的] (呢|看看|吧|怎么样|多少)',
    '[那|那么|只看|就看|换成|再看|看看|还有] (我的 {owner=me}|我自己的 {owner=me}|我 {owner=me}) [呢|的呢|看看]',
    '[那|那么|只看|就看|换成|再看|看看|还有] {team#} (团队|组|小组|大区) [的] [呢|看看|怎么样]',
    '[那|那么|换成|用|折成|折算成|按] {currency} [呢|看|看看|是多少|计|算]',
    '[那|那么] [如果|要是] (没有|没了|去掉|除去|扣掉|不算|排除|剔除) {without} [这单|那单|的单子|单子|商机] [的话] [的] [预测] [呢|会怎样|怎么样|是多少|多少]',
    `[那|那么] ${如果} {without} [这单|那单|的单子|单子] (丢了|黄了|没签|没成|输了|没拿下) ${会怎样}`,
    `[那|那么] ${如果} {slips} [这单|那单|的单子|单子] [要|会|被] (推迟到|延到|延期到|推到|拖到|延后到|滑到) {slipsTo} ${会怎样}`,
    `[那|那么] ${如果} [我们] (赢了|拿下|签下|签了) {wins} [这单|那单|的单子|单子] ${会怎样}`,
    '[那|那么] (和|跟|与|自|从) {since} [比|相比|以来|之后] [呢|有什么变化|变化]',
  ],
};

export const SHOW_EXAMPLES = {
  en: [
    "what's our forecast for Q2?",
    "how's the quarter looking",
    'will we hit quota?',
    'forecast for Dana next month',
    'forecast',
    'show me the forecast for this quarter',
    "what's my forecast this month",
    'how much will we close this quarter',
    'where will we land this quarter',
    'are we on track for the quarter',
    'how far are we from quota',
    'will Dana make her number',
    "Bob's forecast for next quarter",
    'forecast for the East team',
    'sales forecast in EUR',
    'forecast without Hooli',
    'what if Acme slips to May',
    'what if we lose Globex',
    'what if we win Initech',
    'revenue forecast for the year',
    "what's the gap to quota",
    'odds of hitting quota this quarter',
    'forecast for the Renewals pipeline',
    'how is Q3 shaping up',
  ],
  zh: [
    'Q2 预测多少',
    '这个季度能完成吗',
    '看一下本季度的预测',
    '下个月的销售预测',
    '小王这个季度的预测',
    '我的预测',
    '本季度能完成指标吗',
    '离目标还差多少',
    '这个季度大概能做多少',
    '这个季度形势怎么样',
    '今年的业绩预测怎么样',
    '华东团队的预测',
    '去掉 Hooli 的预测是多少',
    '如果丢了 Globex 呢',
    '如果 Acme 推迟到五月呢',
    '要是拿下 Initech 会怎么样',
    '指标缺口有多大',
    '小王能完成任务吗',
    '预测一下下季度的业绩',
  ],
};
