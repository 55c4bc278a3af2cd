import { isAnaphora } from './mention.ts';

/**
 * What is supposed, hoped, denied or asked for advice about is not to be done: "if we win Acme", "we haven't won Globex yet",
 * "should we move it?", "等华为签了再说", "先不要记".
 */
const UNREAL_EN =
  /^(?:\W*(?:and|but|so|well|please|pls|hey|ok|okay|lol|haha|no|man|god|ugh|hmm)\b[\s,]*)*(?:if|unless|once|until|suppose|imagine|what if|hopefully|fingers crossed|i (?:really |kinda |sort of |still |do )?(?:hope|wish|doubt|guess|think|bet|reckon|suspect|assume|imagine|believe|feel like|figure|suppose|might|may|could|didn'?t (?!mean)|did not (?!mean)|don'?t think|never|almost|wonder)|i'?d (?:bet|guess|say they|say we|love|hate|make|put|rather|probably|never|not)|i have a (?:feeling|hunch)|my (?:guess|bet|hunch|feeling|gut)|(?:(?:imo|imho|tbh|honestly|personally)[,\s]+)?(?:we|they|i|you) (?:really )?(?:should'?ve|should of|could'?ve|could of|would'?ve|would of|must'?ve)\b|(?:odds|chances) are|knock on wood|with (?:any|some) luck|(?:it )?feels like|we (?:might|may|could|almost|nearly|hope|should|would|should have|could have|haven'?t|have not|hadn'?t|didn'?t (?:lose|say|mean|move|close)|are not|aren'?t|never)|do you think|should (?:we|i)|i should probably|would (?:we|it be)|don'?t (?!forget|let|requir|ask for|enforce|demand)|do not (?!forget|let|requir|ask for|enforce|demand)|dont (?!forget|let|requir|ask for|enforce|demand)|shouldn'?t|let'?s not|no need to|not yet|hold off|never|what (?:would|will|could) (?:happen|it take)|shall (?:we|i)|do (?:we|i|you) (?:really )?(?:need|have) to|i would (?:have|never|not)|(?:we|i|you|they) (?:really )?(?:need|have|want|must|hope|plan|expect|aim) (?:to )?win\b|(?:they|we|it|he|she)(?: are|'re|'s| is) (?:very |really )?(?:close|about|likely|willing|planning) to (?:sign|win|buy|lose|signing)|(?:they|we|it)(?: are|'re|'s| is) (?:very |really )?close to signing|(?!log|add|new|create|open|record|deal|which|what|any|show|list|my)[^\s,;:.][^,;:.]{0,40} will (?:probably |likely |surely |definitely )?(?:sign|win|lose|buy)(?: soon| eventually)?\W*$|(?:i'?m |we'?re |i am |we are )?not (?:so |quite |really )?sure|no idea|hard to say|i (?:don'?t|do not|dont) know|i'?ll \w+ (?:it|that|this|them|you)\b.{0,20}\b(?:later|soon|first)\W*$|(?:maybe|perhaps) (?:we|i|you|they) (?:should|could|might|can)|(?:i'?m|we'?re|i am|we are) (?:thinking|considering|wondering|hoping)|wouldn'?t it|it would be (?:nice|great|good)|i wouldn'?t|(?:did|has|have) (?:anyone|anybody|someone|somebody|you) (?:already |ever )?(?:log|logged|call|called|email|emailed|create|created|add|added|move|moved|send|sent|book|booked|tell|told)|(?!log|add|new|create|open|record|deal|which|what|any|show|list|my)[^\s,;:.][^,;:.]{0,40} (?:might|may|could) (?:well |soon |still |actually )?(?:sign|buy|win|lose))\b/i;
const NEGATED_EN =
  /(?<!(?:which|what|any|show|list|my)\b.{0,40})\b(?:haven'?t|hasn'?t|hadn'?t|has not|have not|not) (?:yet )?(?:won|lost|signed|closed|moved|been (?:won|lost|signed|closed))\b|\bisn'?t (?:won|lost|signed|closed|done)\b|\bnot (?:won|signed|closed|done) yet\b|\bbefore (?:we|i) (?:win|lose|close)\b/i;
const UNREAL_ZH =
  /^(?:又|都|眼看|马上|转眼|这么快)(?:又|就|要|快)*(?:到|是|临近)[^,，。]{1,8}了(?:$|[,，。!]|(?=头|压力|要命|好快|真快))|^(?:要是|如果|假如|万一|但愿|希望(?!.*提醒)|等.{1,14}(?:再说|就好|以后再)|先别|先不|别(?!让我忘|忘|把.{1,20}忘|再?导[入出]?了|再(?:每周一?|给我们?|向我们?)*(?:发|推送))|不要(?!再?导[入出]?了|再(?:每周一?|给我们?|向我们?)*(?:发|推送))|不是(?!\s*[\d一二三四五六七八九十百])|没说|我没|还没(?!(?:有)?(?:交付|发货|确认|完成|交货)的?订单|(?:有|人)?[^,。]{1,6}的(?:新)?(?:线索|任务|待办|商机|单子|客户|工单|联系人))|要不要|该不该|是不是该|你觉得|你说(?:我们)?该)|^[^:]*就好了$|^(?:为什么|为啥|凭什么|怎么会)(?!(?:我们|咱们|公司|团队)?(?:总是|老是|经常|总|老|会|一直|每次|的)*(?:丢|输|失)(?:单|掉?这么多|了这么多))|是不是(?:已经|都|快|真的?)?(?:丢|输|赢|签|黄|成了|没)|^[^,。:]{0,8}(?:和|给|跟|找|见了?|拜访了?)(?:谁|几[个家位])|(?:快要?|马上要?|就要|即将|可能要?|也许要?)(?:签|赢|成交|丢|黄|输)(?:了|约了?)?[.!。]*$|还没(?:有)?(?:签|赢|输|丢|定|谈成|成交)|(?:不用|别|先不要?|不要)(?:记|改|动|登记|录)|说着玩|(?:不会|未必|不一定|不太会|不大会|会不会|能不能|不可能)(?:再|给)?(?:签|买|成交|赢|丢|输|续约)|(?:估计|恐怕|大概率|也许|说不定|搞不好)(?:是)?(?:会|要|不会|得|快)?(?:签|赢|丢|黄|输)(?:不下来|不了|了|掉)/;

/** What others say or think is no order: "Dana said Acme is won", "apparently they signed", 听说华为签了. */
const HEARSAY_EN =
  /^(?:\W*(?:and|but|so|well|hey|ok|okay|oh|btw|fyi|hmm)\b[\s,]*)*(?:(?:(?:i|we) )?(?:just )?(?:heard|hear|read|learned|learnt) from [^,;]{2,40}? that |(?:i|we) (?:just )?(?:heard|hear|read|was told|were told|got told|understand) (?!back\b|from\b)|apparently\b|allegedly\b|supposedly\b|reportedly\b|rumou?r (?:has it|is)|(?:the )?word is|people say|they say\b|(?!(?:log|add|note|record|remind|task|todo|call|meeting|email)\b)[\p{L}'.-]+(?: [\p{L}'.-]+){0,2} (?:said|says|thinks?|believes?|reckons?|claims?|claimed|guess(?:es)?|told (?:me|us)|is saying|was saying|mentioned|heard|feels|expects|suspects|seems to think) (?!yes\b|no\b|they\b|he\b|she\b|it\b|to\b|so\b)(?:that )?(?=\S+ ))/iu;
const HEARSAY_END_EN =
  /,? (?:according to|or so i heard|i hear|i heard|from what i hear[d]?|supposedly|allegedly|apparently)(?: [\p{L}'.-]+){0,3}[\s.!]*$/iu;
const HEARSAY_ZH =
  /^(?:我?(?:好像)?(?:听说|据说|听闻|传闻|有人说|大家(?:都)?说|据(?!此)[^,，]{1,6}(?:说|称))|听[^,，]{1,8}(?:说|讲)|(?!客户|对方|他们|记|备注|提醒)[\p{Script=Han}A-Za-z]{1,6}?(?:说|觉得|认为|猜|估计|告诉我|讲)(?!不|没|要|明|下|明天|可以|行|好|他|她|它|,|，|:|：)[^,，:：]{2,}(?:了|丢|输|赢|签|成|黄|掉|没戏|谈判|推迟|延|拖)[^,，:：]{0,4}$)/u;
const WISHED =
  /^(?:(?:really|so|just|i really|i do) )?(?:hope|hoping|wish|wishing|praying|fingers crossed|crossing fingers)\b|^(?:真|好|多|很|我)?(?:希望|盼着|但愿|想着|期待)(?!.*提醒)/iu;

/** Whether a message asks for a reason. */
export function asksWhy(text: string): boolean {
  return /^(?:why|how come)\b|为什么|为啥|^怎么会/iu.test(text);
}

/** Whether a message supposes or doubts something and asks what comes of it: "what if Acme slips?", 会不会签. A wish asks nothing. */
export function asksWhatIf(text: string): boolean {
  return (
    /(?<![a-z])(?:if|suppose|imagine|assum(?:e|ing)|do you think|you think|should we|would we|chances|odds)(?![a-z])|[?？]\s*$|要是|如果|假如|假设|万一|会不会|能不能|有没有|吗[?？。]?$/iu.test(
      text,
    ) && !WISHED.test(text)
  );
}

/** Whether a message speaks of what is not (yet) so, or of what somebody else says. */
export function isUnreal(message: string): boolean {
  // What is written down may suppose and deny: "备注Acme：先别记商机".
  const text = OWN_WORDS.exec(message)?.groups?.['head'] ?? message;
  return [UNREAL_EN, NEGATED_EN, UNREAL_ZH, HEARSAY_EN, HEARSAY_END_EN, HEARSAY_ZH, WISHED].some(
    (sign) => sign.test(text),
  );
}

/** What announces somebody's own words, up to the colon. */
const OWN_WORDS =
  /^(?<head>[^:：]{0,40}?(?:备注|备忘|记录|回复|答复|任务|待办|补充|(?<![a-z])(?:note|task|todo|reply|respond|answer|comment|reminder)(?![a-z]))[^:：]{0,30})[:：]\s*\S/iu;

/** Words before and after what is meant, that change nothing in it. */
const LEAD_EN =
  "would you be so kind as to|would you be so kind to|if (?:it's|it is) not too much (?:trouble|bother)|if you (?:don't|do not) mind|if i may|(?:i |we )?(?:just )?(?:found out|noticed)(?: that)?|(?:they|the customer|the client|customer|client)(?:'ve| have|'s| has)? asked (?:us|me) to|i was (?:wanting|hoping|going|wondering if you could|wondering if you can) ?(?:to|you could)?|may i please|so please|hiya|good day|howdy|hey there|hi there|hello there|ok how about this|how about this|hey|hi|hello|yo|ok|okay|fine|so(?!-\\d)|well|right|alright|anyway|anyways|so anyway|(?:cool|great|awesome|nice)(?! (?:calls?|meetings?|chats?|talks?|demos?|lunch|visits?|work|job|day|week)(?![a-z]))|yes|yep|yeah|sure|oh|ah|oops|whoops|sorry|um|uh|btw|fyi|also|and|then|now|next|just|quick one|quick question|quick update|update|good news|bad news|great news|big news|yay|woohoo|boom|yess+|guess what|heads up|i'd like to know|i want to know|do you know|can you tell me|could you tell me|log that|record that|for the record|boss|chief|mate|dude|sir|dear|can we|could we|shall we|let me|i'll|i will|i'm going to|we'll|we should|unfortunately|sadly|happy to report(?: that)?|(?:i'?m |i am |we'?re |we are )?(?:happy|glad|sorry|sad|pleased|proud) to (?:say|report|announce|share)(?: that)?|please to|parley|@parley|bot|team|please|pls|plz|plse|kindly|can you|could you|would you|will you|can u|could u|can i|could i|may i|i want to|i wanna|i'd like to|i would like to|i'd like you to|i want you to|i need you to|i need to|need to|we need to|gotta|i have to|let's|lets|let us|go ahead and|would you mind|help me|help me to|would like to|try to|maybe|actually|no|nope|no wait|wait|hmm|as well|it looks like|looks like|seems like|turns out|fyi|tell me|remember that|remember|good morning|good afternoon|morning|finally|too|by the way|first|second|lastly|nah|naw|yup|hold on|hang on|on second thought|ok then|do(?= (?:merge|move|add|create|log|delete|mark|set|convert|qualify|update|send|book|order)\\b)|(?:i'?ve |i |we |we'?ve )?(?:double[- ])?checked(?: with (?:them|him|her))?(?=,)";
const LEAD = new RegExp(
  `^(?:\\d(?:[).](?!\\d)|、)\\s*|因为[^,，]{2,30}[,，]\\s*(?:所以|就|那就)?\\s*|(?:since|because|given that|now that) [^,]{3,60}?(?:,| (?=i'd like you to |i want you to |please |pls |can you |could you ))\\s*|(?:${LEAD_EN})(?![a-z0-9'])[\\s,:!.-]*|(?:请问|请|拜托|劳驾|可否|能帮我|能(?=帮|给|把|查)|话说|嘿|哈喽|麻烦您?你?|劳烦|烦请|有劳|请您|帮我们?|帮忙|帮|你?能不能|你?能否|可不可以|可以|我想要?|我要|我需要|想|需要|你好|您好|嗨|喂|那(?!个?(?:单|商机|客户|公司|线索|订单|项目|联系人|任务|产品|报价|笔|家|条))个?|好的|好|对了|对|哦|嗯|噢|啊|呃|额|哎呀|哎|还是(?=把|将|给|帮|新?建|加|记|改|定|用|合并|推|转|撤|删|取消|按|\\d)|告诉我|(?:客户|对方|他们)(?:那边)?(?:要求|让我们|叫我们)(?:我们)?(?=把|将)|(?:我们?)?(?:都)?(?:问|确认|查|核实|搞)清楚了(?=[\\s,，])|先|再|然后|接着|另外|还有|同时|顺便|并且|并|也|就|那就|直接|刚刚|给我|替我|还(?=给|跟|和|发)|现在|恭喜我吧|恭喜(?=我们)|很遗憾|可惜|很可惜|不幸|终于|太好了|遗憾的是|好消息|坏消息|不对|不是|其实|应该|最后|之后|在?(?:系统|客户库|CRM|产品目录|产品库|商品库|通讯录)里面?)[\\s,，、:!！]*)`,
  'i',
);
const TAIL =
  /(?:(?:[,;.]\s*|\s+so\s+)(?:please |pls |can you |could you |so )*(?:update|adjust|fix|correct|amend) (?:it|that|this|them)(?: accordingly)?|(?:[,;.]| and| so)+\s*(?:please |pls |can you |so |and )?(?:update|adjust|change|edit) (?:the|this|that|his|her|their|our) (?:account|deal|opportunity|contact|lead|order|record|profile|crm|system|entry|card)(?: accordingly)?|[\s,.!?-]*(?<![a-z0-9])(?:please|pls|plz|plse|btw|by the way|fyi|tho|though|thanks|thank you|thx|ty|cheers|thanks a lot|for me|right now|real quick|asap|lol|haha|yay|woohoo|baby|bro|woot|hooray|booyah|will you|would you|could you|if you can|if possible|too|as well|instead|mate|buddy|after all|in the end|at the end of the day|at the moment|from now on|going forward|right away|straight away|when(?:ever)? you (?:get|have|find) (?:a|some) (?:chance|moment|minute|sec|second|time)|when(?:ever)? you can|if (?:that's|thats|that is|it's|its) (?:ok|okay|alright|all right|fine|possible)(?: with you)?|if you (?:don't|dont|do not) mind|so much)|[\s,]*(?:谢谢你?|谢了|多谢|辛苦了|哈哈+|吧|哈|哦|啦|呢|呀|嘛|呗|(?:给我)?看(?:看|下|一下)|发我看看|发我看下|发给我|发我|麻烦[你您]?了|拜托了?|[,\s]*(?:教教|教一?下|教)我(?:一下)?|[,\s]*教一?下|来着|啊|(?<=\S{3})(?:就行|就好|就可以|即可)|可以吗|好吗|行吗|好不好|,\s*(?:请|麻烦|帮我|帮忙|你|您)?(?:更新|改|修改|调整|处理|登记|记录|记|录|录入|弄)(?:一下|下|哈)(?:[他她它]?的?(?:role|角色|权限|职位|title|公司|信息|资料|系统|邮箱|电话|号码|名字|记录))?))[\s.!?。！？~]*$/i;

/** Words inside of a clause that change nothing in it: "Acme actually has 75 employees", "a task then: call Bo", 屋顶改造呢 到哪了. */
const INSIDE =
  /(?<=\p{Script=Han}{2})(?:简单|简短地?|短暂地?)(?=通|打|聊|沟通|开|见)|(?<=\b(?:do|would) (?:you|we|i|they)) happen to(?= )|(?<=[a-z0-9.]) (?:actually|in fact|by the way|btw)(?= (?:has|have|is|are|closes|works)(?![a-z]))|(?<=\b(?:task|reminder|note|deal|lead|account|contact)) then(?=\s*[:,])|(?<=^[^,，:?？]{2,20})呢(?:[,，]\s*|\s+)(?=\S{2})/giu;

/**
 * The same clause with ever fewer courtesies around it: "hey, can you please move it, thanks" down to "move it". The patterns
 * try each, since "can you" also begins "can you help".
 */
export function withoutCourtesies(clause: string): string[] {
  let core = withNameCalled(withoutMinding(clause.replace(INSIDE, ''))).replace(SUMMED_UP, ': ');
  for (let before = ''; before !== core; ) {
    before = core;
    core = core.replace(TAIL, '').trimEnd() || core;
  }
  const forms = core === clause ? [clause] : [clause, core];
  const unasked = core.replace(/\s*(?:请|麻烦)?(?:你|您)?帮我\s*/g, ' ').trim();
  if (unasked !== core && unasked !== '') forms.push(unasked);
  for (let step = 0; step < 6; step += 1) {
    const shorter = core.replace(LEAD, '');
    if (shorter === core || shorter.trim() === '') break;
    core = shorter;
    forms.push(core);
  }
  return forms;
}

/** Between whom a call was with and what it came to: "log a call with Dora Whitfield she said yes". */
const SUMMED_UP =
  /(?<=^.{0,30}(?:call|meeting|chat|email) with [^,:;.\n]{2,40}?) (?=(?:she|he|they) (?:said|says|told|wants?|wanted|asked|needs?|liked|agreed|confirmed|mentioned)(?![a-z]))/iu;

/** "Would you mind setting it to 5k": what is asked for, as an order. */
function withoutMinding(clause: string): string {
  return clause.replace(MINDING, (_all, verb: string) => orderOf(verb.toLowerCase()));
}

const MINDING =
  /^(?:\W*(?:hey|hi|hello|so|ok|okay|please|pls|sorry)\b\W*)*(?:would|do) you mind (?:please )?([a-z]{2,}ing)(?![a-z])/iu;

/** "Setting" as "set", "updating" as "update". */
function orderOf(gerund: string): string {
  const stem = gerund.slice(0, -'ing'.length);
  if (/(tt|gg|nn|pp)$/.test(stem)) return stem.slice(0, -1);
  return /(?:[cgv]|[aeu]t|ak|ul|[io]s|am|iz)$/.test(stem) ? `${stem}e` : stem;
}

/** "Add a product, it's called Flow Gauge" as "add a product called Flow Gauge". */
function withNameCalled(clause: string): string {
  return CREATES.test(clause) ? clause.replace(ITS_NAME_IS, ' called ') : clause;
}

const CREATES = /^.{0,40}?(?<![a-z])(?:add|create|register|save|set up|enter|new)(?![a-z])/iu;
const ITS_NAME_IS =
  /(?:[,.;]|\s+and|\s*-)?\s+(?:(?:(?:it|he|she|they)(?:'s|'re| is| are)|its|which is|who is)\s+(?:called|named)|(?:his|her|its|their|the)\s+name(?:'s| is))\s+(?=\S)/iu;

/** Where one command may end and the next begin, the clear boundaries first. Those that need no "and" are clearest. */
const STRONG =
  /\s*(?:\n+|;+|。|！|!+(?=\s?\p{Script=Han})|(?<!\b(?:St|Dr|Mr|Mrs|Ms|Jr|Sr|Inc|Ltd|Corp|Co|Bros|No|Mt|Ft|vs|approx|e\.g|i\.e)|(?<![\p{L}\p{N}'])\p{L})[.!?]+(?=\s+[\p{L}\p{N}<$€£¥])|\s+(?=\d[).]\s)|(?<=\p{Script=Han})[\s,]*(?=\d、\s?\p{L})|,?\s+(?:and then|then|also|plus)\s+|,?\s*(?:然后|接着|另外|顺便|同时|还有|之后))[\s,]*/giu;
const WEAK =
  /\s*,\s*(?:and|but|再|并且?|又|也)\s*|\s+so\s+(?=(?:please |pls |can you )?(?:move|log|create|add|mark|set|update|push|put|change|close|remind)\s)|\s+(?:and|&)\s+(?!(?:co|cie|sons?|partners?|associates|company|bros|brothers|daughters)(?![a-z]))|\s*(?<!\d),\s*|\s*,(?!\d)\s*|\s*(?:再|并且?|和|顺便)\s*(?=\S)/giu;

/** A blank between Chinese words, made a comma by ./blanks.ts. */
const BLANK = /,\u2009/gu;

export type Boundary = { start: number; end: number; clarity: 'strong' | 'blank' | 'weak' };

/** At most `most` places where a message may fall into two commands. */
export function boundariesIn(text: string, most = 12): Boundary[] {
  const found: Boundary[] = [];
  for (const [pattern, clarity] of [
    [STRONG, 'strong'],
    [BLANK, 'blank'],
    [WEAK, 'weak'],
  ] as const)
    for (const match of text.matchAll(pattern)) {
      const boundary = { start: match.index, end: match.index + match[0].length, clarity };
      const inside = found.some((b) => b.start < boundary.end && boundary.start < b.end);
      if (!inside && boundary.start > 0 && boundary.end < text.length) found.push(boundary);
    }
  return touchingAsOne(found.slice(0, most).sort((a, b) => a.start - b.start));
}

/** A semicolon and the "then" behind it part the same two commands: nothing stands between them. */
function touchingAsOne(boundaries: readonly Boundary[]): Boundary[] {
  const joined: Boundary[] = [];
  for (const boundary of boundaries) {
    const before = joined.at(-1);
    if (before === undefined || before.end < boundary.start) joined.push(boundary);
    else
      joined[joined.length - 1] = {
        ...clearer(before, boundary),
        start: before.start,
        end: boundary.end,
      };
  }
  return joined;
}

const CLARITIES = ['strong', 'blank', 'weak'];

function clearer(a: Boundary, b: Boundary): Boundary {
  return CLARITIES.indexOf(a.clarity) <= CLARITIES.indexOf(b.clarity) ? a : b;
}

/** Names joined by "and" in one mention: "Notion and Stripe", "T-3, T-4", "华为和小米". */
export function namesIn(mention: string): string[] {
  const names = mention
    .split(/\s*,\s*(?:and\s+)?|\s+and\s+|(?<=[\p{Script=Han}\d\s])(?:和|跟|与|、)\s*/iu)
    .map((name) => name.trim());
  const plain = names.length > 1 && names.every((name) => name !== '' && !isAnaphora(name));
  return plain ? names : [mention];
}
