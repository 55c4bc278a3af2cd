/** Words that patterns share by name: `<show>` stands for any of these. English and Chinese together, for mixed sentences. */
export const WORD_SETS: Readonly<Record<string, string>> = {
  show: 'show me|show us|show|gimme|display|pull up|bring up|open up|open|view|see|look up|look at|take a look at|have a look at|check out|check on|check|get me|get|fetch|give me|let me see|can i see|lemme see|i want to see|tell me about|go to',
  list: 'list|show me|show us|show|display|pull up|bring up|view|see|get me|get|give me|let me see|can i see|check|list out|need|gimme|what are|which are',
  create: 'add|create|make|set up|register|enter|put in|start|open|new',
  log: 'log|put down|jot down|jot|leave|set|add|create|record|register|enter|put in|track|open|start|note down|book|set up|make|save|new',
  change: 'change|set|update|switch|edit|modify|adjust|correct|fix|make|put|revise',
  to: "to|into|to be|as|at|is|=|->|=>|→|should be|needs to be|is now|'s now",
  a: 'a|an|the|another|one|some|this|that|my|our',
  the: 'the|a|an|my|our|this|that|their',
  deal: 'deal|opportunity|opp|oppty|opportunities',
  deals: 'deals|opportunities|opps|deal',
  account: 'account|company|customer|client|acct|acount|organization|organisation|firm|org|logo',
  /** What is sold, as deals are called after it: "the Portofino expansion". */
  sale: 'expansion|renewal|upgrade|rollout|pilot|upsell|migration|licence|license|subscription|extension|refresh',
  accounts: 'accounts|customers|companies|clients|accts|customer accounts|client accounts',
  客户们: '客户公司|客户|公司|企业|accounts|account|账户',
  contact: 'contact|person|contact person',
  /** What a person at a company is called by; "manager" alone may also be a role here. */
  jobtitle:
    'ceo|cto|cfo|coo|cmo|cio|ciso|cpo|cro|vp|svp|evp|vice president|president|director|managing director|founder|co-founder|cofounder|owner|buyer|engineer|architect|controller|accountant|analyst|chairman|chairwoman|chair|(head|director|vp|svp|evp|vice president|chief) of <jobfield>|<jobfield> (manager|director|lead|head|buyer|engineer|officer|chief|vp|assistant|analyst|coordinator|specialist|administrator)|(vp|head|director|chief) <jobfield>|chief <jobfield> officer|(office|general|plant|regional|account|project) manager|decision maker',
  jobfield:
    'sales|marketing|it|hr|human resources|people|procurement|purchasing|engineering|finance|financial|operations|operating|ops|product|security|legal|technology|technical|strategy|design|growth|partnerships|business development|customer success|supply chain|logistics|r&d|research|data|quality|information|executive|facilities|maintenance|production',
  职衔: 'CEO|CTO|CFO|COO|CMO|CIO|VP|总监|总经理|副总经理|董事长|总裁|副总裁|校长|院长|厂长|店长|行长|部长|处长|科长|会计|工程师|创始人|联合创始人|首席执行官|首席技术官|首席财务官|<职域> (总监|经理|主管|负责人|主任|总|部长|助理|顾问|工程师|副总|VP)',
  职域: '采购|销售|市场|技术|财务|运营|人事|人力资源|产品|研发|法务|生产|信息|IT|供应链|物流|品牌|渠道|工程|项目|行政|质量|安全|商务|区域|种植|养殖|教学|护理|门店|仓储|维修|安装|设计|策划|公关|媒体|内容|用户|安保|后勤|客服|客户|招商|工艺|制造|设备|能源|环保|数据|算法|架构|开发|测试|运维|实施|售前|售后|商品|培训|战略|投资|人才|招聘|薪酬',
  contacts: 'contacts|contact persons|contact people|contact list',
  联系人们: '客户联系人|联系人|对接人|contacts|contact',
  lead: 'lead|sales lead|prospect|inbound lead',
  leads: 'leads|prospects|sales leads|lead list',
  线索: '销售线索|潜在客户|潜客|线索|lead|leads',
  origin:
    'from|via|through|off|by|thru|out of|came from|came in from|came in through|came in via|who came from|we got from|at|source|source:|from the|via the',
  task: 'task|todo|to-do|to do|reminder|action item',
  tasks:
    'tasks|task|todos|to-dos|to dos|todo list|to-do list|todo|reminders|action items|follow-ups|follow ups',
  is: "is|'s|are|was|s|has been|is now|'s now|just got|got|went",
  with: 'with|for|at|from|@|w/|to',
  we: "we|i|we've|i've|we have|i have|we just|i just|just|we finally|finally",
  now: 'now|today|please|again|right now|actually|then|instead|already',
  please:
    "please|pls|plz|can you|could you|can we|could we|would you|i want to|i'd like to|i need to|we need to|let's|lets|let me|hey|hi|ok|now|go ahead and|help me|kindly|i want you to",
  import:
    'import|upload|load|load in|bring in|bring|read in|ingest|bulk import|bulk upload|bulk load|mass import|add all|batch import|batch upload|import in bulk|do an import of|run an import of|import all|importing|do a bulk import of',
  importkind:
    'deals {kind=deals}|deal {kind=deals}|opportunities {kind=deals}|opps {kind=deals}|opportunity {kind=deals}|pipeline {kind=deals}|accounts {kind=accounts}|account {kind=accounts}|companies {kind=accounts}|customers {kind=accounts}|clients {kind=accounts}|customer {kind=accounts}|company {kind=accounts}|contacts {kind=contacts}|contact {kind=contacts}|people {kind=contacts}|leads {kind=leads}|lead {kind=leads}|prospects {kind=leads}|products {kind=products}|product {kind=products}|price list {kind=products}|product catalog {kind=products}|product catalogue {kind=products}|orders {kind=orders}|order {kind=orders}|sales orders {kind=orders}',
  export:
    'export|xport|exprot|export all|export every|download|dump|extract every|extract all|extract|pull an export of|pull a list of|do an export of|make an export of|run an export of|save|exporting|get me an export of|give me an export of|send me an export of|i need an export of|can i get an export of',
  exportformat:
    'excel {format=excel}|xlsx {format=excel}|xls {format=excel}|an excel file {format=excel}|excel spreadsheet {format=excel}|spreadsheet {format=excel}|excel sheet {format=excel}|workbook {format=excel}|csv {format=csv}|comma separated {format=csv}|csv file {format=csv}|a file',
  exportkind:
    'deal list {kind=deals}|account list {kind=accounts}|customer list {kind=accounts}|client list {kind=accounts}|contact list {kind=contacts}|contacts list {kind=contacts}|lead list {kind=leads}|leads list {kind=leads}|product list {kind=products}|order list {kind=orders}|task list {kind=tasks}|deals {kind=deals}|deal {kind=deals}|opportunities {kind=deals}|opps {kind=deals}|opportunity {kind=deals}|pipeline {kind=deals}|accounts {kind=accounts}|account {kind=accounts}|companies {kind=accounts}|customers {kind=accounts}|clients {kind=accounts}|contacts {kind=contacts}|contact {kind=contacts}|people {kind=contacts}|leads {kind=leads}|lead {kind=leads}|prospects {kind=leads}|products {kind=products}|product {kind=products}|price list {kind=products}|orders {kind=orders}|order {kind=orders}|activities {kind=activities}|activity log {kind=activities}|activity {kind=activities}|calls and meetings {kind=activities}|tasks {kind=tasks}|task {kind=tasks}|todos {kind=tasks}|to-dos {kind=tasks}',
  // Chinese
  导出: '导出来|导出|导一下|导出一下|下载一下|下载|输出|export|export一下|export 一下|导个|导一份|导出一份|拉一份|导成|存成|保存为',
  导出格式:
    'excel表格 {format=excel}|excel表 {format=excel}|excel {format=excel}|Excel {format=excel}|xlsx {format=excel}|电子表格 {format=excel}|表格 {format=excel}|csv {format=csv}|CSV {format=csv}|文件',
  导出类型:
    '商机 {kind=deals}|单子 {kind=deals}|deals {kind=deals}|deal {kind=deals}|项目 {kind=deals}|客户 {kind=accounts}|公司 {kind=accounts}|accounts {kind=accounts}|联系人 {kind=contacts}|contacts {kind=contacts}|通讯录 {kind=contacts}|线索 {kind=leads}|leads {kind=leads}|产品 {kind=products}|商品 {kind=products}|价目表 {kind=products}|订单 {kind=orders}|活动 {kind=activities}|活动记录 {kind=activities}|跟进记录 {kind=activities}|拜访记录 {kind=activities}|任务 {kind=tasks}|待办 {kind=tasks}',
  帮忙: '请帮我|帮我|帮忙|麻烦|麻烦你|请|能不能|可以|可不可以|我想|我要|我需要|想要|能否|劳驾|你帮我|帮我们|先|现在|来',
  导入: '导入|批量传一批|传一批|批量传|批量导|导进来|导进去|导进|导一下|上传|导|录进去|录入|录进|加载|import|import一下|import 一下|批量导入|批量上传|批量录入|导入一下|传上去|导下|录到|导到',
  导入类型:
    '商机 {kind=deals}|单子 {kind=deals}|deals {kind=deals}|deal {kind=deals}|项目 {kind=deals}|客户 {kind=accounts}|公司 {kind=accounts}|企业 {kind=accounts}|accounts {kind=accounts}|联系人 {kind=contacts}|contacts {kind=contacts}|人员 {kind=contacts}|通讯录 {kind=contacts}|线索 {kind=leads}|leads {kind=leads}|潜客 {kind=leads}|潜在客户 {kind=leads}|产品 {kind=products}|商品 {kind=products}|价目表 {kind=products}|products {kind=products}|订单 {kind=orders}|orders {kind=orders}',
  看: '看一眼|瞄一眼|看眼|瞅瞅|看一下|看下|看看|看一看|看|查看一下|查看|查一下|查下|查查|查询|查|显示一下|显示|打开|调出来|调出|给我看看|给我看一下|给我看|瞅一眼|瞧瞧|列出|列一下|列下|列个|列|拉一下|拉个|拉出|调一下|拿一下|给出|展示|show一下|show|check一下|check|了解一下|了解下|汇总一下|汇总|发我|发我一下|给我|给我列|给我列一下',
  给看: '列出来|列一下|列下|列给我|列给我看看|列给我看一下|调出来|调给我|调一下|拉出来|拉一下|拉给我|拉个表|发我看看|发我看下|发我一下|发我下|给我一下|发一下|发下|调出来看看|拉出来看看|打开看看|调出来给我|发我|发给我|发给我看看|发来看看|给我看看|给我看下|给我看一下|给我|拿来看看|找出来|显示出来|打开|看看|看一下|看下|瞅瞅|show一下',
  建: '新建|添加|添一个|添个|添一家|添|新加|存一下|存一个|存个|存一家|保存一下|创建|新增|增加|加个|加一个|加一家|加一位|加|建个|建一个|建立|建|录入|录一个|录个|录一下|录|登记|登记一下|登记一个|记一个|记个|开一个|开个|create|add|new|log|弄一个|弄个|开|新开|新来|新录|建一家',
  记: '记录一下|记录下|记录|记一下|记下|记一笔|记个|记一个|记一条|记|登记一下|登记|录一下|录入|写个|写一下|写一条|添加|加个|加一条|加|补个|补一条|log一下|log个|log|note一下|note|记上|记上一笔',
  改: '改成|改为|改到|改作|改|换成|换为|换到|换|变成|变更为|变更成|变更|调成|调整为|调整到|调整成|调整|调到|调为|更新为|更新成|更新到|更新|修正为|修正成|订正为|变更到|设为|设成|设置为|设置成|设定为|设|变为|修改为|修改成|修改到|修改|转给|转到|转|update成|update到|update|change成|change到|change|定为|定在|定成|写成|是',
  把: '把|将|麻烦把|帮我把|帮忙把|请把',
  单: '这个单子|那个单子|这个商机|那个商机|的单子|的商机|的deal|的项目|这单|那单|单子|商机|deal|单|项目|生意|案子',
  客户: '客户|公司|企业|account|账户',
  联系人: '联系人|contact|客户联系人',
  了: '了|啦|咯|喽|吧',
  个: '一个|个|一家|一位|一条|一笔|条|笔|家|位|新的|新|一|了一个|了个|下',
  newdeal: 'new deal|new opportunity|new opp|new biz|new business|deal|opportunity|opp|oppty',
  新单: '新单子|新商机|新机会|新单|新项目|新deal|单子|商机|机会|项目|deal|生意|单|一单|一笔单|一笔单子|一笔新单子|一笔生意|单生意|opportunity',
  把它: '请把它|把它|把这单|把单子|帮我把它|麻烦把它|请',
  标成: '标成|标为|标记成|标记为|标记|设为|设成|改成|改为|更新为|更新成|记为|算|mark成|mark 成|关成',
  搜: '搜索一下|搜索下|搜索|搜一下|搜下|搜搜|搜一搜|搜|查找一下|查找下|查找|找一下|找找|找下|找|检索一下|检索下|检索|寻找|search一下|search 一下|search下|search 下|search|find一下|find|查一查',
  录一下:
    '录一下|加一下|建一下|登记一下|记一下|存一下|保存一下|添加一下|建一个|录进去|录进系统|加进去|加进来|录入|录入系统|新建',
  错了: '填错了|写错了|录错了|搞错了|弄错了|记错了|不对|不正确|有误|错了',
  单们: '单子|商机|deals|deal|项目|单|opps|生意|机会',
  stale:
    "stale|stuck|stalled|inactive|idle|dormant|gone cold|going cold|gone quiet|not moving|haven't moved|hasn't moved|have not moved|not been touched|haven't been touched|hasn't been touched|not touched|have not been touched|gone stale|going stale|quiet|sitting|no activity|without activity|at risk|slipping|rotting|cold|silent|haven't changed|not been updated|haven't been updated|untouched|gathering dust|not moved|havent moved|neglected",
  停滞: '卡住|停滞|停滞不前|好久没动|很久没动|没动|没动过|没人碰|没碰过|没动静|长期没动|没进展|没有进展|没有动静|好久没跟进|很久没跟进|没人跟|僵住|停了|没更新|好久没更新|很久没更新|沉睡|冷掉|长时间没动|长时间没有进展|没跟进|拖着|没推进|没变化|不动|一直没动|搁置|停滞了|卡住了|卡着|没有更新|没有跟进|没人管|没人跟进|stale|stuck',
  lostto: 'gone with|went with|going with',
  输单: '丢了|丢单了|丢单|丢掉了|输了|输单了|输单|输掉了|黄了|黄掉了|没谈成|没成|没签成|没签下来|凉了|没戏了|没戏|没拿下|lost了|lost 了|lost|close lost|closed lost|失败了|失败|没成交|没成功|泡汤了|吹了|崩了|不买了|不做了|不要了|拒绝了|拒了我们|拒绝了我们|被抢了|被抢走了|没中标|没中|落标了|流失了|取消了|没了|丢|没下文了|凉凉了|凉凉|没戏唱了|放弃了|终止了|谈崩了|跑了|飞了|流标了|close lost了|没签下|没赢|没拿到|没抢过来|输给别人了|没希望了|没机会了',
  选别家: '选了别家|选别家|选了别人',
  call: 'call|phone call|phonecall|chat|conversation|catch-up|catchup|quick call|check-in call|discovery call|intro call|follow-up call|voicemail|phone chat',
  meeting:
    'meeting|mtg|meet|lunch|dinner|breakfast|coffee|onsite|on-site|zoom|zoom call|teams call|video call|demo|demo call|presentation|site visit|visit|workshop|sit-down|drinks|qbr|kickoff|teams meeting|google meet|webinar|face to face|f2f|product demo|session|review meeting',
  about: 'with|w/|to|for|about|at|on|@|from|re|regarding|, with|:|-',
  saying: ',|:|-|.|--|about|regarding|re|that|because|and',
  i: "i|we|i've|we've|i have|we have|i just|we just|just",
  hada: 'i had|we had|had|have had|just had|just had a|just finished|just got off|got off|just wrapped up|wrapped up|finished|just came out of|came out of|out of|just off|did|we did|i did|had a|done with|just did|completed|back from|just back from|on',
  called:
    'called|phoned|rang|spoke|spoke with|spoke to|talked to|talked with|talked|spoken|dialed|telephoned|had a chat with|chatted with|chatted to|chatted|got hold of|reached|catched up with|caught up with|touched base with|tried calling|tried to call|tried|pinged|skyped',
  met: "met|met up with|met with|visited|had lunch with|had coffee with|had dinner with|presented to|demoed to|saw|demoed|sat down with|hosted|went to see|toured|demo'd for|dropped by|stopped by|showed the product to",
  emailed:
    'emailed|e-mailed|mailed|wrote|wrote to|messaged|replied to|sent an email to|sent a mail to|followed up by email with|sent email to|sent a follow-up to|sent a follow up to|shot an email to|dropped an email to|emailed back|mail to|responded to',
  和: '和|跟|与|同|给|对|with',
  通话: '打了电话|打了个电话|通了电话|通了个电话|通电话|通话|打电话|聊了聊|聊了|聊了一下|聊过|电话沟通|电话沟通了|沟通了|沟通了一下|沟通过|打完电话|通完电话|聊完|谈了|谈了谈|谈过|call了|call 了|打过电话|打了一个电话|电话聊了|电话里聊了|电话会议|联系了|语音了|微信聊了|通了话|电话|讲了电话|电话聊完|打了一通电话|打了通电话|通过电话|通了一次电话|通了次电话|语音聊了|微信语音聊了|call了一下|call过|电话聊过|电话里沟通了',
  开会: '开了会|开会|开完会|开了个会|见面|见了面|见了一面|见面了|吃饭|吃了饭|吃了个饭|吃了顿饭|吃了个早饭|吃了早饭|吃了顿早饭|吃了个午饭|吃了顿午饭|吃了个晚饭|吃了顿晚饭|喝了咖啡|喝咖啡|面谈|面谈了|会面|会议|视频会议|开了视频会|开视频会|开了视频会议|演示|做了演示|做了个演示|碰面|碰了面|碰了个面|碰头|碰了头|开了个视频会|吃了午饭|聚餐|洽谈|会谈|meeting|做了产品演示|开过会|见过面|碰了一下|开了一个会|视频了|会面了|做了demo|做demo|demo|开了线上会|开了个线上会|开了线上会议|见了次面|见了个面|吃了晚饭|喝了茶|喝茶|喝了个咖啡|开了项目会|开了评审会',
  remind: 'remind|ping|nudge|alert|notify|prompt',
  followup:
    'follow up|follow-up|followup|chase|chase up|check in|circle back|get back|call back|touch base',
  verb: 'to|the',
  做: '去|把|给|跟|准备|发|联系|打|做|写|安排|提交|更新|整理|跟进|回复|参加|完成|回访|交|检查|确认|约|',
  late: 'overdue|late|past due|behind|missed|past their due date|past deadline|outstanding from last week|pastdue|over due|delayed|behind on|running late',
  逾期: '逾期|过期|超期|到期没做|没按时完成|延期|逾期了|过期了|超时|拖延|拖了|已逾期|已经逾期|已过期|已经过期|过了期|超期了|到期未完成|overdue|超过期限',
  我们: '我们|我们的|团队|团队的|公司',
  任务们:
    '任务|待办|待办事项|待办任务|任务清单|todo list|todo|to-do|todos|事项|提醒|事情|tasks|task|to-dos|活儿|工作',
  person:
    'contact|person|guy|lady|colleague|buyer|decision maker|contact person|poc|stakeholder|champion|woman|man|girl|ppl|people|someone',
  save: 'save|add|create|new|register|enter|put in|put|record|log|store|make|set up|got a new|met a new|get|include',
  their: 'their|our|the|as their',
  建联: '新建|新加|存一个|存一位|添一下|加一下|添加|创建|新增|增加|加个|加一个|加一位|加|建个|建一个|建立|建|录入|录一个|录个|录一下|录|登记|保存|保存一位|添个|添加个|添一个|添一位|存一下|存个|存|create|add|new|save|记一下|记个|记|帮加',
  channel:
    'email|e-mail|email address|phone|phone number|number|mobile|cell|cell number|mobile number|title|contact info|contact details|details|address|telephone|direct line|linkedin|digits|extension|phone no|mail',
  oops: "[no|nope|oops|oh|whoops|nvm|nevermind|never mind|wait|sorry|ah|shit|damn|my bad|ok|hmm|argh|crap|oh no|hold on|please] [wrong deal|wrong one|wrong account|my mistake|my bad|didn't mean to|didnt mean to|didn't mean to do that|didnt mean to do that|i didn't mean to do that|i didn't mean that|that was wrong|that's wrong|thats wrong|that is wrong|that was a mistake|not that|i made a mistake|mistake|wrong|that's not right|not what i meant|that's not what i wanted|wrong amount|wrong stage|typo]",
  lastchange:
    'it|that|this|all that|those|[my|the|that|your|this] [last|latest|previous|most recent|recent] (change|edit|action|update|changes|one|thing|step|command|move|operation|entry|deletion)|[my|the] last|what i did|what you did|what i just did|what you just did|everything',
  哎呀: '哎呀|哎|啊|算了|算了吧|还是|糟了|糟糕|不好意思|抱歉|sorry|搞错了|弄错了|改错了|错了|写错了|不对|点错了|说错了|刚才那个不算|刚才不算|不算|手滑|手滑了|输错了|操作错了|不小心弄错了|选错了|哎呀弄错了|刚刚那个不对|刚才那个不对|哎呀改错了|填错了|记错了|刚才的不对',
  pipe: 'pipeline|pipe|funnel|pipline|pipelines|sales funnel|forecast by stage',
  管道: '管道|漏斗|pipeline|销售漏斗|销售管道|商机漏斗|pipe|漏斗图|盘子',
  mark: 'mark|set|close|move|update|flag|put|log|record|change|count|label|make|call',
  islost:
    'lost|closed lost|closed-lost|closed as lost|close lost|a loss|loss|dead|closed/lost|gone|off the table|a no|a no go|no go|not happening|not going to happen|dead in the water|a lost cause|toast|history',
  backedout:
    "fell through|fell thru|fallen through|fallen thru|backed out|pulled out|walked away|walked|said no|passed|passed on us|turned us down|declined|rejected us|rejected our offer|decided not to buy|decided against us|bailed|bailed on us|dropped out|won't buy|isn't buying|is not buying|decided against it|didn't work out|did not work out|won't happen|went cold|didn't happen|didn't close|went south|fell apart|collapsed|bombed|won't go ahead|not going ahead|isn't going ahead|is not going ahead|decided not to proceed|decided not to go ahead|decided not to move forward|not moving forward|won't be moving forward|won't move forward|not moving ahead|not going to move forward|isn't moving forward|slipped through our fingers|got away|didnt happen|didnt close|wont happen|wont buy",
  chose:
    'went with|gone with|going with|chose|choosing|picked|signed with|selected|opted for|opted to|decided to go with|decided on|decided to stay|decided to renew|decided to go|decided to build|decided to keep|decided to use|decided to buy|stayed with|staying with|sticking with|stuck with|switched to|renewed with|ghosted|ghosting|awarded it to|gave it to|gave the business to|preferred|went for|bought from|went in-house|went in house|built it in-house',
  soitslost:
    "mark as lost|mark it as lost|mark it lost|so we lost it|close it as lost|close as lost|so it's lost|set it to lost|mark lost|log as lost|so its lost|we lost it|we lost|lost|so mark it as lost|so mark it lost|please mark as lost|please mark it lost|closed lost|it's lost|deal lost|we lost the deal|put it as lost",
  todoverb:
    'call|email|e-mail|send|talk to|speak to|speak with|meet|meet with|ping|visit|contact|prepare|prep|review|write|draft|follow up|follow up with|check in with|check with|chase|book|schedule|arrange|invoice|submit|finish|get back to|reach out to|demo|present to|pick up|buy|sign|reply to|respond to|update the|order|ship|deliver|negotiate with|confirm|renew|collect|ask|text|message|write to|go to|attend|join|plan|organize|organise|translate',
  verbs:
    'schedule|send|call|email|prep|prepare|follow up|update|write|review|check|get|book|contact|finish|make|draft|set up|reach out|do|ping|submit|confirm|arrange|organize|organise|fix|close|order|clean|visit|meet|create|chase|talk|ask|share|deliver|sign|invoice|print|build|reply|forward|complete|renew|cancel|pay|look|add|research|collect|train|onboard|present|quote|negotiate|work|handle|take|bring|buy|find|go|join|attend|remind|invite|pick|put|run|test|translate|upload',
  做事: '发|给|跟|和|把|准备|联系|打|做|写|安排|提交|更新|整理|跟进|回复|参加|完成|回访|交|检查|确认|约|寄|开|拜访|催|问|去|看|查|买|订|填|签|改|约|再|把|核对|审核|处理|汇总|通知|提醒|对接|沟通|演示|走|谈|送|收|付|报|画|测试|培训|组织|预约|拿|找|办|请|协调|复盘|归档|上传|下载|翻译|打印|出|搞定|draft|send|call|email|follow|check|prepare|review|update|schedule',
  尾: '也列一下|也看一下|也看看|也列出来|有哪些|都有哪些|列一下|列出来|都列出来|清单|列表|给我看看|看一下|有多少|有多少个|有几个|情况|列个表|是哪些|有吗|汇总|拉一下|全部列出来|全都列出来|都列一下|列个清单|给我列一下|给我列出来|发我看看|发我|发给我|看看|看下|调出来|给我看下|给我看一下|给我|有多少钱|分别是哪些|都是哪些|show一下',
  吧: '吧|一下|哈|呢|啊|了|哦|呀',
  commit: 'commit|committed|a commit|commits|in commit|solid commit|sure thing',
  bestcase: 'best case|best-case|bestcase|upside|best case scenario',
  pipelinecat:
    'pipeline category|plain pipeline|just pipeline|only pipeline|pipeline only|pipeline forecast',
  omitted:
    'omitted|excluded|not forecast|not in the forecast|omit|out of the forecast|omitted from the forecast|excluded from the forecast|left out of the forecast',
  keepnumber:
    "keep the number|keep the amount|keep the numbers|keep the figure|keep it as is|keep the same number|same number|same amount|leave the number|leave the number alone|the number stays|number stays|the number stays the same|without converting|without conversion|do not convert|dont convert|don't convert|no conversion|not convert",
  convertit:
    "convert it|convert the amount|convert the number|convert|convert the value|at the current rate|at today's rate|with conversion|recalculate it|recalculate",
  不换算:
    '不换算|不用换算|不折算|不用折算|数字不变|金额不变|保留数字|保留金额|数字保持不变|数额不变|不要换算|金额数字不变',
  要换算:
    '按汇率换算|并换算|换算一下|按汇率折算|折算一下|要换算|换算|折算|按当前汇率换算|按今天的汇率换算',
  承诺: '承诺|承诺成交|commit|必签|必成|稳了的|commit类|确定能签',
  最佳: '最佳情况|最佳|最好情况|乐观情况|best case|bestcase|乐观',
  管道类: '普通管道|一般管道|管道类|pipeline类|pipeline 类|储备|储备类',
  不计入:
    '不计入预测|不计入|不算预测|排除|不纳入预测|不放进预测|omitted|不进预测|不列入预测|忽略类',
  order: 'sales order|order|purchase order|po',
  orders: 'sales orders|orders|purchase orders',
  placeorder:
    'create|make|place|put in|put through|add|open|enter|book|start|raise|record|log|new|draft|set up|generate|submit|register|write up|issue|prepare|do|need|i need|we need|get',
  units:
    'seats|seat|licenses|license|licences|licence|units|unit|pcs|pieces|copies|users|packs|packages|boxes|sets|subscriptions|accounts',
  quote: 'quote|quotation|offer|proposal document|price quote',
  ordered:
    'ordered|has ordered|have ordered|just ordered|wants to order|want to order|would like to order|is ordering|are ordering|orders|placed an order for|placed an order of|bought|has bought|just bought|wants to order from us',
  订单: '销售订单|订单|采购单|order',
  下单: '下一个订单|下个订单|下了个订单|下一单|下个单|下了单|下订单|下单|订购|采购|下了',
  转成: '转成|转为|转化为|生成|变成|做成|转换成|转换为|建成',
  账号: '账号|席位|用户|许可|授权|坐席|license|licenses|seats',
  报价: '报价单|报价|quote',
  产品们: '产品|商品|products|product|货|品类',
  价格表: '价格表|价目表|价格本|报价表|price book|price list',
};
