/** How the reasons of a forecast are asked for, of a deal or of a period. */
import { FORECAST } from './show-wording.ts';

const ODDS =
  '(odds|chances|chance|likelihood|probability|win probability|win chance|winning chances|winning odds|win odds|close probability|closing probability|win likelihood|win rate|prospects|deal score|win score|score)';
const WIN =
  '(close|win|land|sign|get|closing|winning|landing|signing|getting|be won|come in|come through|go through|happen|work out|convert|closing won|close won)';
const SO =
  '[so|that|this|very|too|only|still|such] [low|high|weak|small|bad|good|big|strong|optimistic|pessimistic|down|up|much lower|much higher|lower|higher|little|conservative|far off|short|far below quota|below quota|under quota|above quota]';

export const EXPLAIN_PATTERNS_EN: readonly string[] = [
  `(what's|whats|what is|what are|what were|tell me|give me|<show>|how are|how good are|calculate) [the|our|your|my] ${ODDS} [of|for|on|that|to|we|will] [us|we] [${WIN}] [the] {deal} [deal] [${WIN}] [now|please|by {period}]`,
  `[the] ${ODDS} (of|for|on|that|to) [us|we] [${WIN}] [the] {deal} [deal] [${WIN}]`,
  `[the] {deal} [deal] ['s|s] ${ODDS} [of] [${WIN}]`,
  `how (likely|probable|certain|sure|safe|confident) (is|are) [it|we|you] [that|to|we|about|of|in|will|the] [${WIN}] [the] {deal} [deal] [to|will] [${WIN}]`,
  `how (likely|probable|certain|sure|safe) is [the] {deal} [deal] [to] [${WIN}] [now|this quarter|really]`,
  `how (likely|probable|certain|sure) (is it that|are you that|is it|are we to|is it for us to) [we|us|they] [will|can|to|'ll] (win|close|land|sign|get) [the] {deal} [deal]`,
  `(will|can|do you think|do you think that|are|could|would|you think|reckon) (we|i|they|us) [will|can|going to|gonna|really|actually|still|'ll] (close|win|land|sign|get) [the] {deal} [deal] [in time|this quarter|this month|this year]`,
  `(will|is|does|can|do you think|think) [the] {deal} [deal] [will|going to|gonna|really|actually|still|likely to|ever] (close|sign|come in|come through|go through|happen|be won|work out) [in time|this quarter|this month|this year|on time|by {period}]`,
  `(when) (will|is|does|do you think|might|should) [the] {deal} [deal] [likely|going|probably|expected|will] [to] (close|sign|come in|be won|closing|happen)`,
  `(why) (is|does|has|are) [the] {deal} ['s] [deal] [chance|chances|odds|probability|win probability|at|have|forecast|look|looking|rated|scored] ${SO} [likely|unlikely|risky|safe|{_}|at risk] [to win|to close|probability|chance|odds]`,
  `(explain|break down|what drives|what's behind|whats behind|what is behind|reasons for|why) [the|our] [forecast|probability|win probability|chances|odds|score] (for|of|on) [the] {deal} [deal]`,
  `(explain|break down) [the] {deal} [deal] ['s] (forecast|probability|win probability|chances|odds|score)`,
  `(what speaks|what is|what's|whats) (for|against) [us] [winning|closing|in] [the] {deal} [deal]`,
  `(what should|what can|what could) (we|i) do to (win|close|save|get) [the] {deal} [deal]`,
  `(why|how come) [is|are|does|has|did] [the|our|it|that|this|my {owner=me}|your] [forecast|number|numbers|outlook|p50|range|estimate|prediction|projection] [look|looks|is|are|be|so] ${SO}`,
  '(why|how come) (so|that|this|only) (low|high|much|little|few|weak|optimistic|pessimistic|wide|narrow|bad|good)',
  "(why|how come) (isn't|isnt|is not|aren't|arent|not) [it|that|the forecast|this] (higher|lower|more|better|bigger)",
  `(why|how come|how|what made) (did|has|have|is|was) [the|our|my {owner=me}] ${FORECAST} (change|changed|drop|dropped|fall|fell|fallen|go down|gone down|go up|gone up|rise|risen|move|moved|increase|increased|decrease|decreased|shrink|shrunk|grow|grown|improve|improved|get worse|got worse|slip|slipped|lower|higher|down|up|different|so low|so high) [so much|since|that much|this week|since last week]`,
  `(what|which deals) (moved|changed|drives|drove|pushed|affected|happened to|makes|made|caused|is driving|is behind|are behind|'s behind|influenced|has changed in|changed in|has moved|pulled) [down|up] [the|our|my {owner=me}] ${FORECAST} [up|down|change|drop|move|since|the most]`,
  `(explain|break down|walk me through|justify|talk me through|show me the reasons for|show the reasons for|reasons for|show your work on|show your work for|show your homework for|show me how you got) [the|our|my {owner=me}|that|this|your] [{period}] (forecast|number|forecast number|prediction|projection|estimate|p50|range) [please|to me|for me]`,
  '(how|where) (did|do|does) (you|this|that|it|the forecast|the number|that number) [get|come up with|arrive at|come|calculate|compute|work out|reach|figure out] [to|from|with|at] [that|this|the|it] [number|forecast|figure|estimate|amount|p50]',
  "(what's|whats|what is|what are) [the] (reasons|reason|drivers|main drivers|key drivers|assumptions) (behind|for|of) [the|our|that|this|your] (forecast|number|prediction|estimate)",
  'what (should|can|could) (we|i) do (to hit|to make|to reach|to get to|about) [the|our|my] (quota|number|target|forecast|gap)',
  `why (is|are) [the] {deal} [deal] (only|just|still|at|so|at only|only at|just at) [at] [{_}|{*}] [percent|%] [likely|probable|sure|low|high]`,
  "(what's|whats|what is|who's|what are|which deals are|which deal is|what deals are) (hurting|dragging|dragging down|pulling down|weighing on|driving|holding back|lifting|pushing up|killing|helping|supporting) [down] [the|our|my {owner=me}] [{period}] (forecast|number|outlook|quarter)",
];

const 概率 =
  '(概率|赢率|胜率|把握|胜算|可能性|赢单概率|成交概率|赢单率|赢面|机会|成单概率|成功率|几率|机率|希望|签单概率)';
const 拿下 =
  '(拿下|赢下|签下|成交|赢|签|搞定|赢得|关掉|谈成|赢单|成单|签单|拿下来|签下来|谈下来|中标)';
const 单 = '[这单|那单|这个单子|那个单子|的单子|单子|商机|项目|这个商机|的商机|deal]';
const 多少 =
  '[有|是] [多大|多少|有多少|高吗|大吗|高不高|大不大|怎么样|几成|如何|是多少|有多大|多高]';

export const EXPLAIN_PATTERNS_ZH: readonly string[] = [
  `[<看>|我们|请问|告诉我|算一下] [我们] ${拿下} {deal} ${单} [的] ${概率} ${多少}`,
  `[<看>|请问|告诉我|算一下] {deal} ${单} [的] [我们] [能|会] [${拿下}] [的] ${概率} ${多少}`,
  `{deal} ${单} [我们] [能] [有] (多大|几成|多少|多高|有没有|没有|什么) [的] ${概率} [${拿下}] [呢]`,
  `[我们] (能|能不能|会|会不会|能否|可以|可不可以|有没有可能|有没有希望|有没有把握|有多大把握|有几成把握|有多大可能) ${拿下} {deal} ${单} [吗|么|不|呢]`,
  `{deal} ${单} [我们] (能|会|能不能|会不会|能否|有没有可能|有没有希望|有几成|有多大可能|有多大希望|有没有把握|有几成把握) ${拿下} [吗|么|不|呢]`,
  `{deal} ${单} (有没有希望|有多大希望|有没有把握|有几成把握|靠谱吗|有戏吗|有戏没|稳吗|稳不稳|悬不悬) [呢]`,
  `{deal} ${单} (大概什么时候|预计什么时候|估计什么时候|最可能什么时候|预测什么时候|大概哪天|预计何时) [能|会|可以] (成交|签|签下来|拿下|关单|关|签约|赢单)`,
  `(为什么|为啥|怎么) {deal} ${单} [的] [${概率}] [会|才|只有|只|就|这么|那么] (这么低|那么低|这么高|那么高|低|高|这么小|这么大)`,
  `(为什么|为啥|怎么) {deal} ${单} [的] [${概率}] (会|才|只有|只|就|这么|那么) {_}`,
  `{deal} ${单} [的] [${概率}] (为什么|为啥|怎么|凭什么) [会|才|只有|只|就] (这么低|那么低|这么高|那么高|低|高|这么小|这么大|这么少|不高)`,
  `(解释|说明|分析|分析一下|解释一下|说说|讲讲) {deal} ${单} [的] (${概率}|预测)`,
  `(怎么|怎样|如何) [才能|可以|能] ${拿下} {deal} ${单} [呢]`,
  '(为什么|为啥|怎么|怎么会|凭什么) [预测|数字|预测数字|这个数|这个预测|我们的预测] [会|才|只有|只|就] (这么低|那么低|这么高|那么高|这么少|那么少|这么多|低|高|这么悲观|这么乐观|不高|不够|这么差|变了|下降了|下降|降了|涨了|上升了|掉了|跌了|低了|高了|变少了|变多了)',
  '(为什么|为啥) [{period}] [的] (预测|预估) [会|才|只有|只|就] (这么低|那么低|这么高|那么高|这么少|低|高|下降了|降了|涨了|变了)',
  '[{period}] [的] (预测|预估|数字) (为什么|为啥|怎么) [会|才|只有|只|就] (这么低|那么低|这么高|那么高|这么少|那么少|低|高|下降了|降了|涨了|变了|掉了|跌了)',
  '(什么|哪些单子|哪些商机|哪些因素|是什么|啥) [影响了|影响|让|导致|带动|拉低了|拉低|推高了|推高|改变了|拉动] [了] [{period}] [的] (预测|预估) [变化|下降|上升|的变化|变了]',
  '(预测|预估) (有什么变化|变化原因|变动原因|为什么变|怎么变的|变化的原因|哪里变了|的原因|的依据是什么|依据是什么|怎么来的|怎么算的|是怎么算的|是怎么来的|怎么得出的)',
  '(解释|解释一下|说明|说明一下|分析|分析一下|拆解|拆解一下|说说|讲讲) [一下] [{period}] [的] [这个|我们的|我的 {owner=me}] (预测|预测结果|预测数字|预测原因)',
  '(这个数|这个数字|这个预测|预测数字|数字) [是] (怎么来的|怎么算的|怎么得出的|怎么算出来的|从哪来的|哪来的)',
  '(怎么|怎样|如何|怎么才能|要怎么|我们该怎么) [才能] (完成指标|达成指标|完成目标|达成目标|补上缺口|弥补缺口)',
  '(预测|预估) (比|跟|和|与) {period} [相比|比] (变了什么|变了多少|有什么变化|有什么不同|差在哪|变化在哪|怎么变了)',
  '(什么|哪些单子|哪些商机|谁) (拖累了|拖累|拉低了|影响着|拖了) [{period}] [的] (预测|预估|业绩)',
];

export const EXPLAIN_EXAMPLES = {
  en: [
    'why so low?',
    'what are the odds of closing Hooli?',
    'win probability of D-12',
    'how likely are we to win Globex',
    'explain the forecast',
    'why did the forecast drop',
    'what moved the forecast',
    'will we win Acme?',
    'when will the Initech deal close',
    'chances of winning the Globex renewal',
    'why is the forecast so low',
    'how did you get that number',
    "what's behind the forecast for Hooli",
    'how likely is D-7 to close',
    'what changed in the forecast since last week',
    'what should we do to win Hooli',
    'explain the forecast for next quarter',
    'how come so high',
  ],
  zh: [
    '为什么这么低',
    '拿下 Hooli 的概率',
    'D-12 的赢单概率是多少',
    'Globex 这单有多大把握',
    '解释一下预测',
    '预测为什么下降了',
    'Acme 能拿下吗',
    '华为那单大概什么时候能签',
    '这个数字是怎么来的',
    '为什么 Hooli 的概率这么低',
    '哪些单子影响了预测',
    '我们能不能拿下小米',
    '怎么才能拿下 Hooli',
    '本季度的预测为什么这么低',
  ],
};
