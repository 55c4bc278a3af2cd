/** How reports are asked for: data of `report.run`, in its own file because there are six reports. */

const SALES =
  '(sales|sale|revenue|revenues|bookings|closed won|closed-won|won deals|won business|turnover|closed business|sales revenue|sales results)';
const REPORT =
  '(report|reports|reporting|numbers|number|figures|results|result|summary|stats|statistics|performance|overview|breakdown|chart|graph|table|totals|total|review|recap|trend|analysis|dashboard|split|so far|to date)';
/** What it is grouped by. */
const GROUP =
  '(week {groupBy=week}|weeks {groupBy=week}|wk {groupBy=week}|month {groupBy=month}|months {groupBy=month}|mth {groupBy=month}|quarter {groupBy=quarter}|quarters {groupBy=quarter}|qtr {groupBy=quarter}|year {groupBy=year}|years {groupBy=year}|rep {groupBy=owner}|reps {groupBy=owner}|sales rep {groupBy=owner}|sales reps {groupBy=owner}|salesrep {groupBy=owner}|owner {groupBy=owner}|owners {groupBy=owner}|deal owner {groupBy=owner}|salesperson {groupBy=owner}|sales person {groupBy=owner}|salespeople {groupBy=owner}|seller {groupBy=owner}|sellers {groupBy=owner}|person {groupBy=owner}|people {groupBy=owner}|member {groupBy=owner}|team member {groupBy=owner}|account executive {groupBy=owner}|ae {groupBy=owner}|account manager {groupBy=owner}|employee {groupBy=owner}|colleague {groupBy=owner}|team {groupBy=team}|teams {groupBy=team}|account {groupBy=account}|accounts {groupBy=account}|customer {groupBy=account}|customers {groupBy=account}|client {groupBy=account}|clients {groupBy=account}|company {groupBy=account}|product {groupBy=product}|products {groupBy=product}|product line {groupBy=product}|region {groupBy=region}|regions {groupBy=region}|territory {groupBy=region}|territories {groupBy=region}|geo {groupBy=region}|geography {groupBy=region}|area {groupBy=region}|country {groupBy=region}|industry {groupBy=industry}|industries {groupBy=industry}|sector {groupBy=industry}|vertical {groupBy=industry}|verticals {groupBy=industry}|source {groupBy=source}|sources {groupBy=source}|lead source {groupBy=source}|lead sources {groupBy=source}|channel {groupBy=source}|origin {groupBy=source}|reason {groupBy=reason}|reasons {groupBy=reason}|loss reason {groupBy=reason}|kind {groupBy=kind}|type {groupBy=kind}|activity type {groupBy=kind})';
const BY = `(by|per|across|for each|for every|grouped by|group by|broken down by|break down by|split by|split per|breakdown by|by each|by every|and group by|sorted by|with breakdown by) [the|each|every|sales] ${GROUP}`;
/** "monthly" sales are by month; a weekly report of something else is one. */
const EVERY =
  '(weekly {groupBy=week}|monthly {groupBy=month}|quarterly {groupBy=quarter}|yearly {groupBy=year}|annual|full|quick|latest|current|overall|total|detailed|short)';
const CSV =
  '(as|in|to|into|as a|in a|to a|as an|with a|and send me the|and give me the) (csv|csv file|csv export|csv format|spreadsheet|excel) {format=csv}';
const GIVE =
  '[<show>|pull|pull together|put together|get together|run|make|generate|create|prepare|build|draw|produce|send me|send|give us|i need|i want|need|want|can i have|can i get|could i get|could i have|could you run|pls run|let us see|print|get us|do]';
const EXPORT =
  '[<show>|run|generate|create|send me|send|i need|i want|need|can i have|can i get|(export|download|csv of|csv for|csv export of|export as csv) {format=csv}]';
const OUR = "[the|a|an|our|my {owner=me}|this|company|team|the team's|our team's|whole team]";
const END = `[${BY}] [vs|versus|compared to|compared with|against] [${CSV}] [please|pls|thanks]`;
const WHOSE = '[(for|of|from) {owner}]';
const LEADERBOARD =
  '(leaderboard|leader board|leaderbord|sales ranking|ranking|rankings|scoreboard|score board|league table|top performers|best performers|standings|sales leaderboard|sales contest|top sellers|top reps|best reps|top sales reps|top salespeople|best sellers|best salespeople|top closers)';
const RATE =
  '(win rate|winrate|win-rate|win rates|close rate|closing rate|hit rate|win ratio|win percentage|win %|success rate|close ratio|win/loss|win-loss|win loss|win loss ratio|win/loss ratio|win-loss ratio|win and loss|wins and losses|wins vs losses|won vs lost|won and lost|wins versus losses|wins/losses)';
const CYCLE =
  '(sales cycle|deal cycle|cycle time|sales cycle length|time to close|time to win|average sales cycle|avg sales cycle|length of the sales cycle|sales cycle time|average time to close)';
const WHY =
  '(loss reasons|lost reasons|loss reason|reasons for losing|reasons for lost deals|reasons for loss|reasons for losses|reasons we lose|reasons we lost|reasons why we lose|reasons why we lost|reasons deals are lost|reasons for losing deals|lost deal reasons|loss analysis|lost deal analysis|lost deals analysis|lost deals by reason|losses by reason|lost business analysis|deal loss reasons|reasons we lost deals|reasons we lose deals|reasons why we lost deals|reasons why we lose deals|reasons for the lost deals|reasons our deals are lost|reasons behind losses|reasons behind lost deals)';
const ACTIVITY =
  '(activity|activities|activity level|activity levels|calls and meetings|calls and emails|sales activity|sales activities|team activity|rep activity|outreach)';
const PIPE = '(pipeline|pipe|funnel|pipline|sales funnel|sales pipeline)';
const TICKETS =
  '(support|ticket|tickets|support ticket|support tickets|helpdesk|help desk|customer support|customer service|service desk)';

const EN = {
  sales: [
    `${GIVE} ${OUR} [${EVERY}] ${SALES} ${REPORT} [report|chart] ${END} ${WHOSE}`,
    `${EXPORT} ${OUR} [${EVERY}] ${SALES} [${REPORT}] ${WHOSE} ${END}`,
    `${GIVE} ${OUR} [${EVERY}] ${SALES} ${BY} [${CSV}] [please|pls|chart]`,
    `${GIVE} ${OUR} ${EVERY} ${SALES} [please|pls]`,
    `${GIVE} [a|an|the|some] [quick|full|short|detailed] ${REPORT} (of|on|about|for) ${OUR} [${EVERY}] ${SALES} ${END}`,
    `${GIVE} [the|a] ('s|s) ${SALES} [${REPORT}] ${END}`,
    `${GIVE} {owner} ('s|s) ${SALES} [${REPORT}] ${END}`,
    `(how|what|how much|hows|how's|what's|whats|what is|how is) (were|was|are|is|have|has|about|did) ${OUR} [total|overall] ${SALES} [been|look|looking|going|doing|so far|like|at|develop|developing] ${END}`,
    `(how's|hows|what's|whats|what is|what are|how are) ${OUR} [total|overall] ${SALES} [look|looking|going|doing|so far|like|at] ${END}`,
    `how (did|do|have|are|were|was|r) (we|our team|the team|the company|our reps|the reps|everyone|sales|i {owner=me}) (do|doing|done|perform|performing|performed|sell|go|been doing|look|looking) [in terms of|on|in|with|for] [sales|revenue|overall|so far|numbers wise] ${END}`,
    'how (did|has|is|was) {owner} (do|doing|done|perform|performing|performed|sell|been doing) [on|in|with] [sales|so far]',
    `how much (did|have|has|do) (we|i {owner=me}|the team|our team|the company|they|the reps) [actually] (sell|sold|close|closed|book|booked|win|won|make|made|bring in|brought in|sign|signed|earn|earned|turn over) [in total|total|overall|so far|in sales] ${END}`,
    'how much (did|has|have) {owner} [actually] (sell|sold|close|closed|book|booked|win|won|make|made|bring in|brought in|sign|signed)',
    `how much (revenue|business|money|sales|turnover) (did|have|has) (we|i {owner=me}|the team) (make|made|close|closed|win|won|book|booked|generate|generated|bring in|brought in|do|done|have) [so far] ${END}`,
    `${GIVE} ${OUR} {period} [('s|s)] (numbers|results|figures|performance) ${END}`,
    `compare ${OUR} ${SALES} [of|for|in] {period} (with|to|against|and|vs|versus) {*}`,
    `${SALES} ${END} [chart|report|please]`,
  ],
  leaderboard: [
    `${GIVE} ${OUR} [sales|current|team] ${LEADERBOARD} [report|chart|table] ${END}`,
    `(who|which rep|which of us|what rep|which salesperson|who all|which seller|which one of us) (sold|closed|won|booked|brought in|is selling|sells|has sold|has closed|has won|made|signed|landed|did|has the|had the|generated|is closing) [the] (most|the most|best|more|highest|biggest|largest) [deals|revenue|sales|business|money|in sales|value]`,
    `(which|what) team (sold|closed|won|booked|brought in|has sold|has won|made) {groupBy=team} [the] (most|best) [deals|revenue|sales|business]`,
    "(who|who is|who's|whos|who are|who were|who was) [is|are|was|were] [the|our] (top|best|leading|number one|no 1|#1|number 1|star|strongest) [sales] (rep|reps|seller|sellers|salesperson|salespeople|performer|performers|closer|closers|people|guy|one)",
    "(who|who is|who's|whos) [is] (leading the leaderboard|top of the leaderboard|winning|ahead|leading|on top|in the lead|in first place|first|crushing it|top of the board|performing best|doing best) [in sales|on sales|the board]",
    `${GIVE} [the|our] (top|best) [{*}] [sales] (reps|sellers|performers|salespeople|closers|people|rep|seller|performer|salesperson)`,
    `(who|who is|who's|whos) [is|are] [at] [the] top [of] [the|our] [sales] ${LEADERBOARD}`,
    '(rank|compare) [all|the|our|all the|all our] (reps|team|sellers|salespeople|sales reps|people|everyone|owners) [by] [sales|revenue|won value|closed won|performance|results|deals won|bookings]',
    '(rank|compare) [all|the|our] teams {groupBy=team} [by] [sales|revenue|won value|performance]',
  ],
  'win-loss': [
    `${GIVE} ${OUR} [overall|current|average] ${RATE} [report|analysis|numbers|stats|chart|figures|trend|summary|breakdown] ${END} ${WHOSE}`,
    `${EXPORT} ${OUR} ${RATE} [report|analysis] ${END}`,
    `(what's|whats|what is|what was|how's|hows|how is|how was|what are|how good is|how high is|how are) ${OUR} [overall|current|average] ${RATE} [look|looking|like|doing] ${END} ${WHOSE}`,
    `${GIVE} {owner} ('s|s) ${RATE} ${END}`,
    `(what's|whats|what is|what was|how's|how is) {owner} ('s|s) ${RATE} ${END}`,
    `${GIVE} ${OUR} ${CYCLE} [report|analysis] ${END}`,
    `(what's|whats|what is|what was|how long is|how long was|how's|how is) ${OUR} ${CYCLE} ${END}`,
    'how long (does|did|do) it (take|usually take|normally take) [us|me {owner=me}] (to) (close|win|sell) [a|our|the] [deal|deals|opportunity]',
    'how long do (deals|our deals) [usually|normally] (take|need) [to close|to win|until they are won]',
    `${GIVE} ${OUR} [top|main|most common|common|biggest|usual|key] ${WHY} [report|chart|breakdown] ${END}`,
    `(what's|whats|what is|what are|what were|what was) [the|our] [top|main|most common|common|biggest|usual|key|number one] ${WHY} ${END}`,
    `(why|how come|why is it that) (do|did|are|have|were|we) [we|i {owner=me}|our team|the team] [keep] (lose|losing|lost|been losing|losing out on) [our|so many|the|all|these|those|most|more] [deals|business|opportunities|so many deals|out|customers|so often|often]`,
    `(why) (are|were|do|did) [our|the|so many|most] deals (lost|being lost|get lost|fail|fall through|failing)`,
    `what (do|did|are|were) (we|i {owner=me}) (lose|losing) [deals|our deals|most deals] (to|for|over|because of|on)`,
    `[lost|losing] deals [broken down|grouped|split] by reason {groupBy=reason}`,
    `how many [of our|of the] deals (do|did|have) (we|i {owner=me}) (win|won) (and|or|vs|versus|and how many) [did we] (lose|lost)`,
    `(what|which) (percentage|percent|share|proportion|part) of [our|the|my {owner=me}] deals (do|did|have|are) [we|i] (win|won|lose|lost|close|closed)`,
  ],
  activity: [
    `${GIVE} ${OUR} [${EVERY}] ${ACTIVITY} (report|reports|summary|stats|statistics|numbers|overview|breakdown|chart|figures|recap|dashboard|count|counts|totals) ${END} ${WHOSE}`,
    `${EXPORT} ${OUR} ${ACTIVITY} (report|summary|stats|numbers) ${END}`,
    `${GIVE} ${OUR} ${ACTIVITY} ${BY} [report|chart|please]`,
    `${GIVE} [the] ('s|s) ${ACTIVITY} (report|summary|stats|numbers|overview) ${END}`,
    `${GIVE} {owner} ('s|s) ${ACTIVITY} (report|summary|stats|numbers|overview)`,
    `${GIVE} [a|an|the|some] [quick|full|short|detailed] (report|summary|stats|overview|breakdown) (of|on|about|for) ${OUR} ${ACTIVITY} ${END}`,
    `how many (calls|emails|e-mails|meetings|activities|demos|visits|touches|touchpoints|calls and meetings|calls and emails) (did|have|has|were|do) (we|i {owner=me}|the team|our team|the reps|each rep {groupBy=owner}|everyone {groupBy=owner}|everybody {groupBy=owner}) [each] (make|made|have|had|log|logged|send|sent|do|done|hold|held|book|booked) ${END}`,
    'how many (calls|emails|e-mails|meetings|activities|demos|visits) (did|has|have) {owner} (make|made|have|had|log|logged|send|sent|do|done|hold|held)',
    `how many (calls|emails|e-mails|meetings|activities) (were|got) (made|logged|sent|held|done|had) ${END}`,
    'how (active|busy) (was|were|is|are|has|have) [the team|we|everyone|the reps|our reps|my team|our team|sales] [been]',
    'how (active|busy) (was|is|has) {owner} [been]',
    '(who|which rep) (made|did|logged|had|has|has made|has logged|is making|sent|held) [the] most (calls|meetings|emails|activities|activity|visits)',
    'what (has|have|did|was) (the team|my team|our team|everyone|the reps|sales) [been] (up to|doing|do|working on)',
    `${GIVE} (team|sales|rep|our|my {owner=me}|the team's|overall|team sales|the sales team's|our sales) (activity|activities|activity level) ${END}`,
    '(calls|meetings|emails|activities) (per|by) (rep|person|owner|salesperson) {groupBy=owner}',
  ],
  pipeline: [
    `(what|what's|whats|what has|what is|what all|anything) [has|have|is|'s] (changed|moved|happened|new|different|change|changing|moving|developed|shifted) (in|with|to|on|within) ${OUR} ${PIPE} [since|vs|compared to|over|from] [then]`,
    `${GIVE} ${OUR} ${PIPE} (changes|change|movement|movements|moves|delta|progress|progression|waterfall|evolution|development|history|trend|shifts|changes report|movement report|diff) [report|since|vs|over|compared to|against] ${END}`,
    `${GIVE} (changes|movement|movements|moves|what changed|what moved) (in|to|of|within) ${OUR} ${PIPE} [since|over] ${END}`,
    `(how) (did|has|have|is|was) ${OUR} ${PIPE} (change|changed|move|moved|develop|developed|evolve|evolved|shift|shifted|moving|changing|progress|progressed) [since|over|compared to]`,
    `${GIVE} ${OUR} [${EVERY}] ${PIPE} (report|reports|reporting) ${END} ${WHOSE}`,
    `${EXPORT} ${OUR} ${PIPE} (report) ${END}`,
    `${GIVE} ${OUR} [open] ${PIPE} ${BY} [report|chart|please]`,
    `${GIVE} ${OUR} [${EVERY}] ${PIPE} report ${BY} ${END}`,
    `(what|which deals|which) [deals] (moved|changed stage|changed stages|went forward|moved forward|slipped back|moved back|moved stage|moved stages) [forward|back|or back|stage] [in the pipeline|since]`,
    `${GIVE} {owner} ('s|s) ${PIPE} (changes|movement|report)`,
    `compare ${OUR} ${PIPE} (with|to|against) [last week|a week ago|{period}]`,
  ],
  support: [
    `${GIVE} ${OUR} [${EVERY}] ${TICKETS} (report|reports|stats|statistics|summary|numbers|overview|performance|figures|dashboard|recap) ${END}`,
    'how (is|was|are|did|were) [the|our] (support|support team|customer support|helpdesk) (doing|do|going|performing)',
    'how many [support] tickets (did we|do we|have we|came|were|are|got) [get|got|have|had|in|open|opened|closed|solved|resolved|receive|received|come in]',
  ],
  unnamed: [
    `(run|make|generate|create|give me|i need|i want|show me|show|get me|need|can i get|can i have|want) [a|the|another|some|my] (report|reports|report please)`,
  ],
};

const 看报表 =
  '[<看>|把|将|帮我把|请把|麻烦把|生成|做|出|跑|导出 {format=csv}|下载 {format=csv}|来|给我来|我要|我想看|我想要|想看|帮我看|帮我做|帮我出|出个|来个|来份|做个|做份|生成一份|发一份|要] [一下|一份|一个|份|个|下]';
const 报表 =
  '(报表|报告|统计|数据|情况|汇总|总结|分析|概况|总览|一览|表现|图表|走势|趋势|明细|怎么样|如何|咋样|怎样|数字|结果|是多少|多少|总额|总数|看板|表|的报表|的统计|的情况|的数据|情况怎么样|情况如何|表现怎么样|表现如何)';
const 销售 =
  '(销售|销售额|业绩|营收|成交额|赢单额|赢单金额|成交金额|成交|销售业绩|销售收入|收入|签单额|签约额|签约金额|销售数字|销售成绩|战绩|sales|revenue)';
const 组 =
  '(周 {groupBy=week}|每周 {groupBy=week}|月 {groupBy=month}|月份 {groupBy=month}|月度 {groupBy=month}|每月 {groupBy=month}|季度 {groupBy=quarter}|季 {groupBy=quarter}|年 {groupBy=year}|年度 {groupBy=year}|年份 {groupBy=year}|销售 {groupBy=owner}|销售人员 {groupBy=owner}|销售员 {groupBy=owner}|人 {groupBy=owner}|人员 {groupBy=owner}|负责人 {groupBy=owner}|业务员 {groupBy=owner}|员工 {groupBy=owner}|同事 {groupBy=owner}|个人 {groupBy=owner}|成员 {groupBy=owner}|owner {groupBy=owner}|rep {groupBy=owner}|团队 {groupBy=team}|部门 {groupBy=team}|小组 {groupBy=team}|组 {groupBy=team}|team {groupBy=team}|客户 {groupBy=account}|公司 {groupBy=account}|产品 {groupBy=product}|产品线 {groupBy=product}|product {groupBy=product}|地区 {groupBy=region}|区域 {groupBy=region}|大区 {groupBy=region}|省份 {groupBy=region}|region {groupBy=region}|行业 {groupBy=industry}|来源 {groupBy=source}|渠道 {groupBy=source}|线索来源 {groupBy=source}|客户来源 {groupBy=source}|原因 {groupBy=reason}|输单原因 {groupBy=reason}|类型 {groupBy=kind}|种类 {groupBy=kind}|活动类型 {groupBy=kind})';
const 按组 = `(按|按照|分|依|以|根据|by) [每个|各个|各] ${组} [来|去|来看|维度|分组|分类|统计|拆分|拆|展示|排列|汇总|划分|分|看] [一下|下] [的]`;
const 每组 =
  '(各月 {groupBy=month}|每个月 {groupBy=month}|每月 {groupBy=month}|各周 {groupBy=week}|每周 {groupBy=week}|各季度 {groupBy=quarter}|每个季度 {groupBy=quarter}|每季度 {groupBy=quarter}|各销售 {groupBy=owner}|每个销售 {groupBy=owner}|各位销售 {groupBy=owner}|每个人 {groupBy=owner}|每人 {groupBy=owner}|大家 {groupBy=owner}|各人 {groupBy=owner}|各业务员 {groupBy=owner}|各负责人 {groupBy=owner}|各团队 {groupBy=team}|每个团队 {groupBy=team}|各部门 {groupBy=team}|各组 {groupBy=team}|各产品 {groupBy=product}|每个产品 {groupBy=product}|各地区 {groupBy=region}|各区域 {groupBy=region}|各大区 {groupBy=region}|各行业 {groupBy=industry}|各客户 {groupBy=account}|每个客户 {groupBy=account}|各渠道 {groupBy=source}|各来源 {groupBy=source}|月度 {groupBy=month}|季度 {groupBy=quarter}|年度 {groupBy=year}|每周的 {groupBy=week})';
const 谁的 =
  '[我的 {owner=me}|我 {owner=me}|我们的|我们|我们公司|公司|公司的|团队|团队的|整个团队|全公司|全部|整体|大家的|全体]';
const 表格 =
  '[(导出|导成|导出成|导出为|以|用|要|存成|做成|发我|给我|生成|下载|转成) [一个|一份|成] (csv|表格|excel|CSV 文件|文件|csv文件|csv格式) {format=csv} [发我|给我|格式|文件|一份]]';
const 排行 =
  '(排行榜|排行|排名|业绩排行|业绩排行榜|业绩排名|销售排行|销售排行榜|销售排名|排名榜|龙虎榜|英雄榜|销冠|销售冠军|业绩榜|榜单|业绩榜单|leaderboard|ranking)';
const 赢率 =
  '(赢单率|赢率|胜率|成单率|成交率|赢单比例|中标率|签单率|成功率|转化率|赢输比|输赢比|赢单输单|输赢分析|赢输分析|赢单与输单|输赢情况|赢单和输单|win rate|winrate|赢单丢单分析|赢单丢单|赢丢单分析|丢单赢单|赢丢单|输单率|丢单率)';
const 丢因 =
  '(输单原因|丢单原因|失单原因|输单的原因|丢单的原因|丢单的主要原因|输单的主要原因|主要输单原因|主要丢单原因|输单分析|丢单分析|失败原因|输掉的原因|输单理由|丢单理由)';
const 管 = '(管道|漏斗|pipeline|销售漏斗|销售管道|商机漏斗|商机管道|pipe|商机)';
const 活动 =
  '(活动|跟进|拜访|跟进活动|销售活动|客户拜访|沟通|工作量|电话|跟进记录|活动量|拜访量|客户跟进|跟进量)';
const 客服 = '(客服|工单|售后|服务|支持|客户服务|客户支持|技术支持)';

const ZH = {
  sales: [
    `${看报表} ${谁的} [的] [${每组}] [的] ${销售} ${报表} [${按组}] ${表格} [看看|看一下]`,
    `${看报表} ${谁的} [的] [${每组}] ${销售} [的] 报 [${按组}]`,
    `${看报表} ${按组} [<看>] [一下] ${谁的} [的] ${销售} [的] [${报表}] ${表格}`,
    `${看报表} ${谁的} [的] ${销售} [的] [${报表}] ${按组} [看|看看|来看|统计|排] ${表格}`,
    `${看报表} ${谁的} [的] ${每组} [的] ${销售} [的] [${报表}] [分别] [是多少|怎么样|有多少] ${表格}`,
    `${看报表} {owner} 的 ${销售} [的] [${报表}] [${按组}]`,
    `${谁的} [一共|总共|总计|到底|都] (卖了|卖出|卖|签了|签下|成交了|赢了|做了|拿下|拿下了|赚了|进账|入账|成了|关了|完成了|完成) [一共] (多少|多少钱|多少业绩|多少金额|多少销售额|多少单子的钱|几多|了多少钱)`,
    '{owner#} [一共|总共] (卖了|签了|成交了|赢了|做了|拿下了|完成了) (多少|多少钱|多少业绩|多少金额)',
    `${谁的} (做得|干得|卖得|表现得|表现|搞得|做的|卖的|干的) (怎么样|如何|咋样|怎样|好不好)`,
    `${谁的} [的] ${销售} (好吗|好不好|有多少|到多少了|完成了多少|完成得怎么样|做得怎么样|增长了吗|涨了吗|跌了吗)`,
    `${销售} [${按组}]`,
    `${看报表} ${谁的} ${每组} [的] (卖得|卖的|做得|做的|销得) (怎么样|如何|咋样|怎样|好不好)`,
  ],
  leaderboard: [
    `${看报表} ${谁的} [的] [销售|业绩|团队|个人|成交|签单] ${排行} [${报表}] [是谁|有谁|出来|看看|怎么排|是什么|怎么样] ${表格}`,
    '(谁|哪个销售|哪位销售|哪个人|哪位|哪个同事) [的] (卖得最好|卖得最多|卖的最好|卖的最多|业绩最好|业绩最高|签单最多|签得最多|成交最多|销售额最高|赢单最多|业绩第一|排第一|是第一|最厉害|是销冠|是冠军|做得最好|单子最多|成交额最高|签的单最多|拿单最多|卖的多|卖得多|业绩好|拿了销冠)',
    '(哪个团队|哪个部门|哪个组|哪个小组) {groupBy=team} [的] (卖得最好|卖得最多|卖的最好|卖的最多|业绩最好|业绩最高|签单最多|成交最多|第一)',
    '谁是 [我们|我们的|公司|公司的|团队] [的] (销冠|销售冠军|第一名|冠军|业绩第一)',
    '(给|帮我给|把) [大家|销售|各位销售|团队|所有人|销售们] [按] [业绩|销售额|成交额] (排个名|排名|排个序|排一下|排下名|排一下名)',
    '按 (业绩|销售额|成交额) (排名|排个名|排一下|排序|给大家排名|排一下名)',
  ],
  'win-loss': [
    `${看报表} ${谁的} [的] [整体|平均|目前] ${赢率} [的] [${报表}] [${按组}] [有多高|多高|高吗|高不高] ${表格}`,
    `${看报表} ${按组} [<看>] [一下] ${谁的} [的] ${赢率} [${报表}]`,
    `${看报表} ${每组} [的] ${赢率} [${报表}]`,
    `${看报表} {owner} 的 ${赢率} [${报表}]`,
    `${看报表} ${谁的} [的] [主要|常见|最主要的|最常见的] [的] ${丢因} [${报表}] [有哪些|是什么|是啥|都有哪些|分布|排名|占比|都有什么|出来|统计一下] ${表格}`,
    `[我们|咱们|公司|团队] [最近|总是|老是|经常] (为什么|为啥|怎么|咋|因为什么|因为啥) [我们|咱们|总是|老是|经常|总|老|会|我们总是|我们老是|我们总|我们会] [总是|老是|经常|总|老|会|一直] (丢单|输单|丢单子|丢了这么多单|丢了这么多单子|输了这么多单|输掉|丢掉|输了|失单) [了|呢|的|这么多]`,
    `${谁的} (丢单|输单|丢掉的单子|输掉的单子|丢的单|丢的单子|输的单子) [都|主要|大多|一般] (是因为什么|因为什么|是什么原因|为什么|原因是什么|是啥原因|是为什么|什么原因|是为啥)`,
    `[我们|公司] [的] [平均] (成交周期|销售周期|赢单周期|成单周期|签单周期|平均周期) [的] [是|有] [多长|多久|怎么样|多少天|几天|如何|统计|分析|报表]`,
    '[我们] (成交|赢|签|拿下|成|关) 一个 (单|单子|商机|客户) [平均] [要|需要|得|花] (多久|多长时间|多少天|几天)',
    '[我们] (赢了|签了|成交了) 多少 [个|单|单子] [,] (输了|丢了) 多少 [个|单|单子]',
  ],
  activity: [
    `${看报表} ${谁的} [的] ${活动} [的] (报表|报告|统计|数据|汇总|总结|分析|概况|总览|图表|情况|量|次数|周报|月报|日报|统计表|情况怎么样|情况如何|数量) [${按组}] ${表格}`,
    `${看报表} ${按组} [<看>] [一下] ${谁的} [的] ${活动} [的] [${报表}|量|次数]`,
    `${看报表} ${谁的} [的] ${活动} [${报表}|量] ${按组} [看|看看]`,
    `${看报表} ${每组} [的] ${活动} [的] (报表|报告|统计|数据|汇总|情况|量|次数|怎么样|多少)`,
    `${看报表} {owner} 的 ${活动} (报表|报告|统计|数据|汇总|总结|情况|量|次数)`,
    `(统计|汇总|统计下|统计一下|汇总一下) ${谁的} [的] [${每组}] [的] ${活动} [情况|次数|量|记录|数据] [${按组}]`,
    `${谁的} [一共|总共] (打了|发了|开了|做了|拜访了|跟进了|联系了|见了) [一共] (多少|几) (电话|个电话|通电话|邮件|封邮件|会|次会|个会|会议|次拜访|客户|个客户|次活动|活动|次)`,
    `[${每组}] [各] (打了|发了|开了|做了|拜访了|跟进了) (多少|几) (电话|个电话|通电话|邮件|封邮件|会|个会|次拜访|客户|个客户|次)`,
    '{owner#} (打了|发了|开了|做了|拜访了|跟进了) (多少|几) (电话|个电话|通电话|邮件|封邮件|会|个会|次拜访|客户|个客户|次)',
    '(谁|哪个销售) (电话打得最多|打电话最多|拜访最多|最勤快|跟进最多|活动最多|最忙)',
    '(大家|团队|销售们|我们|同事们) (都在忙什么|都忙了些什么|忙什么|在忙啥|都做了什么|都干了什么|忙了什么|做了些什么)',
  ],
  pipeline: [
    `${看报表} ${谁的} [的] ${管} [的] (变化|变动|动态|进展|走势|变更|流转|移动|推进情况|变化情况|变动情况|推进|动向) [${报表}] [是什么|有哪些|怎么样|如何|看看] ${表格}`,
    `${谁的} [的] ${管} (有什么变化|有哪些变化|有啥变化|变了什么|发生了什么|有什么变动|有哪些变动|有变化吗|有没有变化|变了多少|怎么变的|变化大吗|有什么动静|有什么进展|有啥动静|有哪些进展)`,
    `${谁的} [的] ${管} (和|跟|与|同|比|对比|相比) {period} [比|相比|对比|比较|比起来] [有什么变化|有哪些变化|变化如何|变化|怎么样|有啥变化|变了多少|有什么不同|多了还是少了]`,
    `${看报表} (管道|漏斗|pipeline|销售漏斗|销售管道|商机漏斗) [的] (报表|报告|周报|月报) [${按组}] ${表格}`,
    `${看报表} ${按组} [<看>] [一下] ${谁的} [的] (管道|漏斗|pipeline|销售漏斗|销售管道|商机漏斗) [的] [分布|情况|${报表}]`,
    `(哪些|有哪些|什么) (商机|单子|单|deal) (往前走了|推进了|往前推进了|退回了|往回退了|变了阶段|换了阶段|动了|有推进|有进展)`,
  ],
  support: [
    `${看报表} ${谁的} [的] ${客服} [的] (报表|报告|统计|数据|汇总|情况|分析|概况|周报|月报) [怎么样]`,
    '[一共|总共|有|来了|收到|处理了|解决了] 多少 [个] 工单',
  ],
  unnamed: [
    '(看|要|来|给我|生成|出|做|我要|我想看|打开|看看|帮我出|来个|出个) [一个|一份|个|份|张|一张|下|一下] (报表|报告|统计报表)',
    '报表',
  ],
};

/** Each pattern says which report it asks for; the last ones leave it open. */
function patterns(by: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.entries(by).flatMap(([report, sources]) =>
    sources.map((source) => (report === 'unnamed' ? source : `${source} {report=${report}}`)),
  );
}

export const REPORT_PATTERNS = { en: patterns(EN), zh: patterns(ZH) };

const AND =
  '[and|ok|okay|now|also|then|so|but|what about|how about|and what about|and how about|same|the same|same thing|same report|the same report|same but|show me|show|give me|just|only|let me see|can i see|can you show me|do it|try|switch to|change to|make it|again]';
const TOO = '[instead|then|please|pls|too|as well|again|?]';
const OTHER =
  '(sales {report=sales}|revenue {report=sales}|leaderboard {report=leaderboard}|ranking {report=leaderboard}|win rate {report=win-loss}|win-loss {report=win-loss}|win/loss {report=win-loss}|losses {report=win-loss}|loss reasons {report=win-loss}|activity {report=activity}|activities {report=activity}|pipeline {report=pipeline})';
const 再 =
  '[那|那么|再看|再看看|看看|看|换成|改成|换|改|再来|还有|再|只看|就看|那就看|和|请|能不能|可以|麻烦|同样的|一样的|帮我|给我|我要|我想看|切换到|切到]';
const 呢 = '[呢|的呢|的|看看|怎么样|如何|吧|看|一下|的情况|是多少|的数据|也看看]';

/** What is said after a report to see it otherwise. */
export const REPORT_VARIATIONS = {
  en: [
    `${AND} [the one] [for|in] {period} [numbers|figures|report|one] ${TOO}`,
    `${AND} [it|that|this|them|the report|the numbers|those|split|break it down|break that down|break them down|group|group it|group them|split it|split that|sort it|grouped|sorted|see it|see that] ${BY} ${TOO}`,
    `${AND} [it|that|this|them|the report|split it|group it] ${BY} (as|in|to|as a|into a|in a) (csv|csv file|spreadsheet|excel file) {format=csv} ${TOO}`,
    '[and|now] (weekly {groupBy=week}|monthly {groupBy=month}|quarterly {groupBy=quarter}|yearly {groupBy=year}|week by week {groupBy=week}|month by month {groupBy=month}|quarter by quarter {groupBy=quarter}|year by year {groupBy=year}) [please|instead]',
    `${AND} (for|only|just) {owner#} [only|alone] ${TOO}`,
    `${AND} (only|just) [me {owner=me}|mine {owner=me}|my own {owner=me}|my deals {owner=me}|my numbers {owner=me}] ${TOO}`,
    `${AND} (me {owner=me}|mine {owner=me}|my own {owner=me}|my numbers {owner=me}) [only|alone] ${TOO}`,
    `[and|ok|now|please|can i have|could i have|can i get|could i get|send|send me|give me|get me|export|download|export it|export that|export this|download it|download that|save it|i need|i want] [it|that|this|them|the same|those] [as|in|to|as a|in a|to a|the|a|into] (csv|csv file|csv export|csv format|spreadsheet|excel|excel file) {format=csv} [file|please|pls|too]`,
    '[can you|could you|please] (export|download) [it|that|this|them|the numbers|the report|the data] {format=csv} [please]',
    `(and|what about|how about|same for|the same for|now|same with|and the|and for) [the|our] ${OTHER} ${TOO}`,
  ],
  zh: [
    `${再} {period} ${呢}`,
    `${再} ${按组} ${呢}`,
    `${再} ${每组} ${呢}`,
    '[那|那么|只看|就看|换成|再看|看看|看|还有] (我的 {owner=me}|我自己的 {owner=me}|我自己 {owner=me}|我 {owner=me}) [呢|的呢|看看]',
    '(只看|就看|换成|那|再看看|再看|看看) {owner#} [的] [呢|看看|吧|怎么样]',
    '[把它|把这个|把报表|请|帮我|给我|能不能|可以|再] [导出|导成|导出成|导出为|存成|转成|下载|下载成|发我|以|用|要] [一个|一份|个|份|成|为] (csv|表格|excel|csv文件|csv 文件|csv格式|csv 格式|文件) {format=csv} [发我|给我|格式|文件|一份|吧|吗|导出]',
    '[请|帮我|把它|把这个|可以] (导出|下载) [一下|吧|吗|它|这个报表|这个|报表|来] {format=csv}',
    '(那|还有|同样看|再看|再看看|换成|看看) (销售 {report=sales}|业绩 {report=sales}|排行 {report=leaderboard}|排名 {report=leaderboard}|赢单率 {report=win-loss}|输单原因 {report=win-loss}|活动 {report=activity}|管道 {report=pipeline}) [呢|看看]',
  ],
};

/** What most likely says which report is meant, the plainest first. */
export const REPORT_HINTS = {
  support: ['ticket', 'support', 'helpdesk', '工单', '客服', '售后'],
  'win-loss': [
    ...['win rate', 'close rate', 'win/loss', 'lose', 'lost', 'losing', 'losses', 'sales cycle'],
    ...['赢单率', '胜率', '成单率', '赢率', '丢单', '输单', '周期'],
  ],
  leaderboard: [
    ...['leaderboard', 'ranking', 'rank', 'top ', 'best ', 'the most'],
    ...['排行', '排名', '销冠', '谁', '最多', '最好'],
  ],
  activity: [
    ...['activit', 'calls', 'emails', 'meetings'],
    ...['活动', '跟进', '拜访', '电话', '邮件'],
  ],
  pipeline: ['pipeline', 'funnel', '管道', '漏斗'],
  sales: ['sales', 'sell', 'sold', 'revenue', 'bookings', '销售', '业绩', '卖', '成交', '营收'],
} as const;

export const REPORT_EXAMPLES = {
  en: [
    'sales report for Q1',
    'how did we do last month',
    'sales by rep this quarter',
    'leaderboard',
    'who sold the most this month',
    'why do we lose deals',
    "what's our win rate",
    'win rate this year',
    'activity report last week',
    'what changed in the pipeline since last week',
    'pipeline report',
    'show me revenue by region this year',
    'monthly sales report',
    "Dana's sales this quarter",
    'how much did we sell in February',
    'top reps last quarter',
    'loss reasons this quarter',
    'win rate by source',
    'how many calls did the team make this week',
    'team activity by person',
    'pipeline movement this month',
    'sales by product last year as csv',
    'support report',
    'give me a report',
    'run a report',
    'who is our best seller this year',
    'average sales cycle',
  ],
  zh: [
    '本季度销售报表',
    '按销售看本月业绩',
    '业绩排行',
    '排行榜',
    '谁电话打得最多',
    '赢单率',
    '输单原因',
    '上周活动统计',
    '管道变化',
    '上个月我们卖了多少',
    '今年各月的销售额',
    '这个季度谁卖得最好',
    '我们为什么老丢单',
    '按来源看赢单率',
    '本周每个人打了多少电话',
    '管道和上周比有什么变化',
    '按地区看今年的销售额',
    '上季度业绩怎么样',
    '小王本月的业绩',
    '平均成交周期是多少',
    '销售报表导出csv',
    '客服报表',
    '给我一个报表',
    '按团队看本季度业绩排行',
    '漏斗报表',
  ],
};
