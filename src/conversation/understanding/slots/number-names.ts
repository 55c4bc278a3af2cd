import { type Span, spansOf, withoutOverlaps } from '../span.ts';

/** What a name may be that looks like an amount or a number: 3M, 1&1, 7-Eleven, 360. Amounts say k, a currency, or their thousands. */
const TOKEN = String.raw`(?![\d.,]*\d[kK](?![\p{L}\d]))\d{1,4}(?:[MB](?![A-Za-z\d])|[&+][\p{L}\d]+|-\p{L}[\p{L}\d-]*|(?![\d.,/:%万千百亿年月日号点人名个元块]))`;
/** Words that begin with a capital go on with it: 24 Hour Fitness, 99 Cents Only Stores. */
const CAPITALS = String.raw`(?: (?:of |and |the |& )?\p{Lu}[\p{L}\d&'.-]*(?<![.]))`;
const COUNTED =
  '(?! ?(?:employees?|people|ppl|persons?|staff|users?|seats?|licen[cs]es?|units?|days?|weeks?|months?|years?|hours?|percent|usd|eur|gbp|cny|dollars?|euros?|st|nd|rd|th)(?![a-z]))';
const MADE_EN = String.raw`(?:(?:new|add|adding|create|creating|make|register|open|set up|log|onboard)(?: an?| the| our)?(?: new)? |^)`;
const COMPANY_EN = String.raw`(?:[Aa]ccounts?|[Aa]cct|[Cc]ompany|[Cc]ustomer|[Cc]lient)`;
/** A day or an hour of the sentence, no part of a name that is written with capitals. */
const NO_MONTH = String.raw`(?! (?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|AM|PM|USD|EUR|GBP|CNY)(?![a-z]))`;

/** Right behind the kind of what is made: "new account 3M", "add account 24 Hour Fitness". */
const MADE: readonly RegExp[] = [
  new RegExp(
    String.raw`(?<=${MADE_EN}${COMPANY_EN}(?: called| named|:| -| for)? )${TOKEN}${COUNTED}${NO_MONTH}(?:${CAPITALS}){0,5}`,
    'gu',
  ),
  new RegExp(
    String.raw`(?<=${MADE_EN}${COMPANY_EN}(?: called| named|:| -| for)? )\d{1,2}\.\d{1,2}(?:${CAPITALS}){1,5}`,
    'gu',
  ),
  // "Put Nimbus 9 into the CRM": a name before where it goes.
  /(?<=(?:^|\s)(?:\p{Lu}[\p{L}&'-]* ){0,2}\p{Lu}[\p{L}&'-]+ )\d{1,3}(?= (?:in|into|to) (?:the |our )?(?:crm|CRM|system|accounts|database|books)(?![a-z])| (?:as|is) (?:an?|our) (?:new )?(?:account|customer|client|company)(?![a-z]))/gu,
  new RegExp(
    String.raw`(?<=(?:新建|新增|添加|增加|创建|录入|登记|建|加|新)(?:一?[个家])?新?的?(?:客户|公司|企业)(?:叫|名叫|名为|名称|是)?[:\s,]*)${TOKEN}`,
    'gu',
  ),
];

/** Where only a record can stand: behind a verb that takes one, before what is said of it, behind whom one deals with. */
const CODE = String.raw`\d{1,3}(?:[MB](?![A-Za-z\d])|&\d{1,3}(?!\d))`;
const SPOKEN_OF: readonly RegExp[] = [
  new RegExp(
    String.raw`(?<=(?:^|[\s,;.])(?:[Ss]how|[Oo]pen|[Ff]ind|[Pp]ull up|[Ll]ook up|[Mm]ove|[Pp]ush|[Uu]pdate|[Rr]ename|[Dd]elete|[Mm]ark|[Ll]ost|[Cc]all|[Ee]mail|[Ee]mailed|[Cc]alled|[Mm]et|[Vv]isited|[Aa]bout|[Nn]ote on|[Nn]ote for|[Aa]dd|[Rr]egister|[Mm]erge|[Ii]nto|[Tt]icket for|[Hh]istory of)(?: me| the| our)? )${CODE}(?: (?:Inc|Ltd|LLC|GmbH|AG|Corp|Company|Group)(?![a-z]))?(?= (?:deal|account)(?! with| for)|'s|[\s.!?]*$|[,:]| (?:to|as|into|is|won|lost|from|yesterday|today|tomorrow|this|last|on|at|about|and)(?![a-z]))`,
    'gu',
  ),
  new RegExp(
    String.raw`(?<=^)${CODE}(?='s |[,:]? (?:just |has |is |was |have |deal |account )*(?:won|lost|signed|closed|is|has|moved|slips?|slipped|wants?|needs?|moves?|said|called|deal|account)(?![a-z]))`,
    'giu',
  ),
  new RegExp(
    String.raw`(?<=(?<![a-z])(?:at|with|from) )${CODE}(?: (?:Inc|Ltd|LLC|GmbH|AG|Corp|Company|Group)(?![a-z]))?`,
    'gu',
  ),
  new RegExp(
    String.raw`(?<=^|把|将|给|跟|和|与|同|向|看看|查看|打开|看下|看一下|搜|关于|对)(?:${CODE}|360)(?=的|那|这|赢|丢|输|推进|移|进|改|签|成交|记|建|加|开|打|发|聊|谈|通|$|[,，])`,
    'gu',
  ),
];

/** A plain number is whom a deal is with only beside an amount: "a deal with 360 for 20k". */
const WITH_A_NUMBER =
  /(?<=(?<![a-z])(?:deal|opp|opportunity|order|quote|contract) (?:with|for) )\d{3}(?=(?: (?:for|worth|at|of))? ?[$€£¥]?\d[\d.,]*(?:k|m|K|M| ?(?:usd|eur|gbp|dollars|euros))?(?![\d%]))/giu;

/** Names that look like amounts or numbers, where a sentence has a place for a name and none for an amount. */
export function findNumberNames(text: string): Span<string>[] {
  if (!/\d/.test(text)) return [];
  return withoutOverlaps(
    [...MADE, ...SPOKEN_OF, WITH_A_NUMBER].flatMap((form) => spansOf(text, form, (m) => m[0])),
  );
}
