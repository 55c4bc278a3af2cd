/** How quotas are set and asked for, and how forecasts are subscribed to. */

const QUOTA =
  '(quota|quotas|target|sales target|sales goal|goal|revenue target|sales quota|number|plan|revenue goal|quota target)';
const SET =
  '(set|make|change|put|raise|lower|update|increase|decrease|adjust|fix|define|enter|record|create|give|assign|move|cut|drop|bump)';
const TO = '(to|at|as|is|of|=|:|should be|is now|will be|be|for)';
const OURS =
  "(our {whole=true}|the company {whole=true}|the company's {whole=true}|the whole company {whole=true}|the whole team {whole=true}|overall {whole=true}|total {whole=true}|everybody {whole=true}|everyone {whole=true}|company {whole=true})";

export const SET_QUOTA_PATTERNS: Readonly<Record<'en' | 'zh', readonly string[]>> = {
  en: [
    `${SET} [the] {owner} ('s|s') [{period}] ${QUOTA} [(for|in|of) [the]] ${TO} {value}`,
    `${SET} [the] [{period}] ${QUOTA} (of|for) {owner} [(for|in) [the]] ${TO} {value}`,
    `${SET} [the] ${QUOTA} (of|for) {owner} [in|for] {period} [${TO}] {value}`,
    `(give|assign|set) {owner} [a|the|an] [{period}] ${QUOTA} [of|at|to] {value}`,
    `(give|assign) {owner} {value} [as|for] [the|his|her|their|a] ${QUOTA}`,
    `[the] {owner} ('s|s') [{period}] ${QUOTA} [(for|in) [the]] ${TO} {value}`,
    `[my {owner=me}] [{period}] ${QUOTA} [(for|in) [the]] (is|is now|should be|to|will be|=) {value}`,
    `${SET} {owner: (his|her|their)} [{period}] ${QUOTA} [(for|in) [the]] ${TO} {value}`,
    `${SET} my [{period}] ${QUOTA} [(for|in) [the]] ${TO} {value} {owner=me}`,
    `${QUOTA} (for|of) {owner} [(for|in) [the]] [{period}] [${TO}] {value}`,
    `${QUOTA} ${TO} {value} (for|to) {owner}`,
    `{owner} (has to|must|needs to|should|is to|is supposed to|has) (sell|close|bring in|win|make|book|a quota of|a target of) {value}`,
    `{owner} (has|gets|carries|owns) a [{period}] ${QUOTA} of {value}`,
    `${SET} [the] {team} (team|team's|teams) [{period}] ${QUOTA} [(for|in) [the]] ${TO} {value}`,
    `[the] {team} (team|team's|teams) [{period}] ${QUOTA} [(for|in) [the]] ${TO} {value}`,
    `${SET} [the|a] ${QUOTA} (of|for) [the] {team} team [(for|in) [the]] ${TO} {value}`,
    `${QUOTA} [(of|for)] [the] {team} team [(for|in) [the]] [{period}] [${TO}] {value}`,
    `[the] {team} (team|team's|teams) [{period}] ${QUOTA} [(for|in) [the]] {period} [${TO}] {value}`,
    `${SET} ${OURS} [{period}] ${QUOTA} [(for|in) [the]] ${TO} {value}`,
    `${OURS} [{period}] ${QUOTA} [(for|in) [the]] ${TO} {value}`,
    `${SET} [a|the] {period} ${QUOTA} ${TO} {value} (for|to) {owner}`,
    `${SET} [a|the] ${QUOTA} [please]`,
  ],
  zh: [
    '[请|帮我|麻烦] [把|将] {owner} [的] [{period}] [的] (指标|目标|任务|业绩目标|销售目标|销售指标|配额|定额|quota|业绩指标|任务指标) [<改>|定为|定在|定成|设为|设成|设定为|是|提高到|降到|加到|提到|上调到|下调到|设置为] {value}',
    '[请|帮我] (给|为|帮) {owner} [{period}] (定|设|设定|设置|下|分配|布置) [个|一个|了] {value} [的] (指标|目标|任务|业绩目标|销售目标|配额|quota)',
    '[请|帮我] (给|为|帮) {owner} (定|设|设定|设置|下|分配) [{period}] [的] (指标|目标|任务|业绩目标|销售目标|配额|quota) [是|为] {value}',
    '{owner} [{period}] [的] (指标|目标|任务|业绩目标|销售目标|销售指标|配额|quota) [是|为|定为|=|:|改成|改为] {value}',
    '{period} {owner} [的] (指标|目标|任务|业绩目标|销售目标|销售指标|配额|quota) [是|为|定为|=|:|改成|改为] {value}',
    '[请|帮我] [把|将] {team#} (团队|组|小组|大区) [的] [{period}] [的] (指标|目标|任务|业绩目标|销售目标|销售指标|配额|quota) [<改>|定为|定在|定成|设为|设成|设定为|是] {value}',
    '[请|帮我] [把|将] (我们的 {whole=true}|我们 {whole=true}|公司的 {whole=true}|公司 {whole=true}|全公司的 {whole=true}|整体的 {whole=true}|总 {whole=true}|全公司 {whole=true}) [{period}] [的] (指标|目标|任务|业绩目标|销售目标|销售指标|配额|quota) [<改>|定为|定在|定成|设为|设成|设定为|是] {value}',
    '[请|帮我] (设置|设定|定|设) [一下|一个|个] (指标|销售指标|销售目标|业绩目标|配额|quota)',
  ],
};

/** Of nobody in particular; whose it is is asked. */
export const SET_QUOTA_FOLLOW_UPS: Readonly<Record<'en' | 'zh', readonly string[]>> = {
  en: [
    `${SET} [a|the|this] [{period}] (quota|sales target|sales quota|revenue target|sales goal|revenue goal) [(for|in|of) [the]] [{period}] ${TO} {value}`,
    `[the] {period} (quota|sales target|sales quota|revenue target|sales goal) (is|is now|should be|will be|=) {value}`,
  ],
  zh: [
    '[请|帮我|麻烦] [把|将] [{period}] [的] (指标|销售指标|销售目标|业绩目标|业绩指标|配额|quota) (定为|定在|定成|设为|设成|设定为|是|改成|改为|设置为) {value}',
  ],
};

export const SET_QUOTA_EXAMPLES = {
  en: [
    "set Jana's quota for Q1 to 300k",
    "Dana's Q2 quota is 250k",
    'quota for Bob this quarter: $400,000',
    'give Sara a quota of 120k for March',
    'set the quota of Dana for next quarter to 1.2m',
    "set the East team's quota for Q1 to 1.5m",
    'set our quota for this year to 5m',
    "raise Bob's target for Q3 to 350k",
    'Dana has to sell 200k next month',
    'my quota for Q2 is 180k',
    'set a quota',
  ],
  zh: [
    '把李娜 Q1 的指标定为 30万',
    '小王本季度的指标是 50万',
    '给 Dana 定个下季度 20万的目标',
    'Bob 三月的业绩目标改成 10万美元',
    '把华东团队 Q2 的指标设为 200万',
    '我们今年的目标是 1000万',
    '王芳 Q3 指标 80万',
    '设定一个销售指标',
  ],
};

export const SHOW_QUOTA_PATTERNS: Readonly<Record<'en' | 'zh', readonly string[]>> = {
  en: [
    "[<show>|list] [me] [all] [the|our|everybody's|everyone's] [current] [{period}] (quotas|sales targets|sales quotas|quota list|sales goals) [for|of] [the|all|our] [team|reps|everyone|everybody] [please]",
    "(what's|whats|what is|what are|what was|how high is|how much is|how big is) (my {owner=me}|our|the) [{period}] (quota|quotas|sales target|sales quota|sales goal) [for|in] [the]",
    "(what's|whats|what is|what was|how high is|how much is) {owner} ('s|s') [{period}] (quota|target|sales target|sales quota|goal|number) [for|in] [the]",
    '(what|which) (quota|quotas|target|targets) (does|do|did|has|have) (we|i {owner=me}|{owner}) [have|got|set]',
    "[<show>] [me] [the] {owner} ('s|s') (quota|quotas|sales quota)",
    '[<show>] [me] [the|our] [{period}] (quota|target) (attainment|achievement|progress|overview|list|table|board) [by|per|for] [each|every|the] [rep|person|seller|owner|team|everyone|everybody]',
    '[<show>] my (quota|quotas|sales quota) {owner=me}',
  ],
  zh: [
    '[<看>|列出|列一下] [一下] [我们的|我们|大家的|所有人的|全部|团队的|各人的] [{period}] [的] (指标|销售指标|配额|业绩指标|销售目标|业绩目标|quota) [列表|是多少|有哪些|多少|情况|一览|是什么]',
    '[<看>] [一下] (我的 {owner=me}|我 {owner=me}) [{period}] [的] (指标|配额|业绩指标|销售目标|业绩目标|quota|目标) [是] [多少|什么]',
    '[<看>] [一下] {owner} [的] [{period}] [的] (指标|配额|业绩指标|销售指标|quota|目标|业绩目标) [是] (多少|什么|有多少|怎么样)',
  ],
};

export const SHOW_QUOTA_EXAMPLES = {
  en: [
    'show the quotas',
    "what's my quota",
    "what is Dana's quota for Q2?",
    'list the quotas for this quarter',
    'what quota does Bob have',
    "show me everybody's quotas",
  ],
  zh: [
    '看一下指标',
    '我的指标是多少',
    '小王 Q2 的指标是多少',
    '列出本季度的销售指标',
    '大家的指标',
  ],
};

const NEWS =
  '(forecast|sales forecast|revenue forecast|forecast report|forecast update|forecasts|forecast summary|forecast digest)';
const WEEKLY =
  '(every monday|each monday|on mondays|every week|weekly|each week|once a week|every monday morning|each monday morning|on monday mornings|monday mornings)';
const HERE = '[here|to me|to us|please|in this channel|to this channel|in here|morning]';
const WARN = '(warn|alert|notify|tell|ping|let me know|message|let us know|remind)';
const DANGER =
  '(falls below quota|drops below quota|is below quota|is under quota|goes below quota|falls under quota|drops under quota|falls short of quota|is at risk|falls short|misses quota|drops|falls|changes|is short|is under the quota|is below the quota|falls below the quota|falls below target|drops below target|slips)';

export const SUBSCRIBE_PATTERNS: Readonly<Record<'en' | 'zh', readonly string[]>> = {
  en: [
    `[please|pls|can you|could you|i want you to] (send|post|email|mail|show|give|report|message|deliver|tell|get|share) [me|us|to me|to us] [the|a|our|my|this] [weekly] ${NEWS} [to me|to us|here|in this channel|to this channel] ${WEEKLY} {send=weekly} ${HERE}`,
    `[please|pls] ${WEEKLY} [morning] [,] (send|post|email|give|show|tell|share) [me|us] [the|a|our|my] ${NEWS} {send=weekly} ${HERE}`,
    `(subscribe|sign up|sign me up|add me|sign us up) [me|us|this channel] (to|for) [the|a] [weekly|monday] ${NEWS} {send=weekly} ${HERE}`,
    `(i want|i'd like|i would like|give me|give us|i need|set up|we want) [to get|to have] [the|a] [weekly|monday] ${NEWS} ${WEEKLY} {send=weekly} ${HERE}`,
    `(give me|give us|set up|i want|i need|post|send me|send us|start) [a|the] (weekly|monday) ${NEWS} [post|message] {send=weekly} ${HERE}`,
    `[please|pls|can you|could you] ${WARN} [me|us] [here] (when|if|as soon as|once|whenever) [the|our|my] (${NEWS}|p50|number) ${DANGER} {send=alerts} ${HERE}`,
    `[please|pls|can you|could you] ${WARN} [me|us] [here] (when|if|as soon as|once|whenever) [a|an|one of the|any] [deciding|big|key|important|major|large] (deal|deals) (stalls|stall|slips|slip|is pushed|is stalled|gets pushed|are pushed|goes quiet|go quiet|moves out|gets stuck|pushed) [or is pushed|or slips|or stalls|or pushed] {send=alerts} ${HERE}`,
    `(turn on|switch on|activate|enable|subscribe me to|subscribe us to|i want|set up|give me|start|subscribe to) [the] (forecast alerts|forecast warnings|forecast alarms|alerts for the forecast|quota alerts|alerts on the forecast) {send=alerts} ${HERE}`,
    `(stop|quit|cease|don't|do not|no longer|never) [sending|posting|emailing|send|post|email] [me|us] [the|that|any more] [weekly] ${NEWS} {send=never} [here|any more|anymore|every monday|every week|please|to me]`,
    `(unsubscribe|cancel my subscription|opt out|take me off|take us off|remove me|drop me|unsubscribe us) [me|us] [from|to|of|for] [the|that] [weekly] (${NEWS}|forecast alerts|forecast warnings) {send=never}`,
    '(turn off|switch off|deactivate|disable|stop|cancel|no more) [the|my|our] (forecast alerts|forecast warnings|forecast alarms|weekly forecast|forecast subscription|quota alerts) {send=never} [please]',
  ],
  zh: [
    '[请|帮我|麻烦|以后] (每周一|每周|每个星期一|每星期一|每个周一|每星期) [早上|上午|早晨|一早] [都|在这里|在群里|定时] [把|给我|给我们|推送|发送|发|向我] [发|推送|发送|发布|汇报] [一份|一下] (预测|销售预测|业绩预测|预测报告|预测周报|forecast) [发给|推送给|发送给|发到|推送到|给] [我|我们|这里|这个群|群里] {send=weekly} [吧|一下]',
    '[我要|我想|帮我|请] (订阅|定期接收|每周接收) [每周的|每周] (预测|销售预测|业绩预测|预测报告|预测周报) {send=weekly}',
    '[请|帮我|麻烦] [当|如果|只要|一旦] [p50|P50] (预测|我们的预测|业绩预测|销售预测) (低于|跌破|少于|不到|达不到|够不到) (指标|目标|配额) [时|的时候|的话|就|请|时请|时就] (提醒|通知|告诉|告警|警告|预警) [我|我们|一下|我们一下] {send=alerts}',
    '[请|帮我|麻烦] [当|如果|只要|一旦] [有] [关键|重要|大] (商机|单子|大单) (停滞|推迟|延期|卡住|推迟了|停滞了|延期了) [时|的时候|的话|就|请|时请|时就] (提醒|通知|告诉|告警|警告|预警) [我|我们|一下|我们一下] {send=alerts}',
    '(订阅|打开|开启|启用|设置) [一下] (预测预警|预测告警|预测提醒|指标预警|业绩预警) {send=alerts}',
    '(不要|别|停止|不用|不想|请停止) [再] [每周|每周一] [给我|给我们|向我] [再] (发|推送|发送|接收|收到) [每周的] (预测|销售预测|预测报告|预测周报|业绩预测) {send=never} [给我|给我们] [了]',
    '(取消订阅|退订|取消|停掉|关闭|关掉) [每周|每周的|每周一] [的] (预测|销售预测|预测报告|预测周报|预测预警|预测提醒|预测告警) {send=never} [的] [订阅|推送]',
  ],
};

export const SUBSCRIBE_EXAMPLES = {
  en: [
    'send me the forecast every Monday',
    'post the forecast here weekly',
    'warn us when the forecast falls below quota',
    'alert me if a key deal slips',
    'subscribe this channel to the weekly forecast',
    'turn on forecast alerts',
    'stop sending me the forecast',
    'unsubscribe from the forecast',
  ],
  zh: [
    '每周一把预测发给我',
    '每周给我发销售预测',
    '订阅预测周报',
    '预测低于指标时提醒我',
    '打开预测预警',
    '不要再给我发预测了',
    '取消订阅预测',
  ],
};

export const SNAPSHOT_PATTERNS: Readonly<Record<'en' | 'zh', readonly string[]>> = {
  en: [
    '[please|pls|can you|could you] (take|make|save|store|create|record|freeze|do) [a|the|another] [pipeline|forecast|new] (snapshot|pipeline snapshot|forecast snapshot) [of] [the|our] [pipeline|forecast|deals|whole pipeline] [now|today|right now|please]',
    '(snapshot|freeze) (the|our) (pipeline|forecast) [now|today|please]',
  ],
  zh: [
    '[请|帮我|现在|给] [给|对|为|把] [我们的] (管道|漏斗|pipeline|预测|销售管道|商机) (拍|做|存|生成|打|建|保存|记录) [个|一个|一张|一份|一下] (快照|存档)',
    '(拍|做|存|生成|建|保存) [个|一个|一张|一份|一下] [今天的|现在的] [管道|预测|pipeline|销售管道] [的] (快照)',
  ],
};

export const SNAPSHOT_EXAMPLES = {
  en: [
    'take a snapshot of the pipeline',
    'take a forecast snapshot now',
    'snapshot the pipeline please',
    'save a pipeline snapshot',
  ],
  zh: ['给管道拍个快照', '保存一份管道快照', '做一个预测快照'],
};
