/** What is read of a message at most; the rest of a longer one is left alone. */
export const LONGEST_READ = 4000;

/** Control and format characters (zero-width joiners, byte-order marks, direction overrides), but not tab and newline. */
export const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]|\uFE0E|\uFE0F/gu;
/** Slack's and Teams' calls to everyone in a channel: no one in particular is meant. */
const BROADCAST = /<!(?:channel|here|everyone)(?:\|[^>]*)?>|<at>(?:parley|channel)<\/at>/gi;
/** `<https://acme.com|acme.com>` and `<mailto:jane@acme.com|jane@acme.com>`, as Slack writes what it recognised. */
const LINK = /<(?:mailto:|tel:|https?:\/\/)([^>|]+)(?:\|([^>]+))?>/gi;
const EMOJI =
  /(?<!\d):[a-z0-9_+-]{2,40}:(?!\d)|(?:\p{Extended_Pictographic}|[\u{1F3FB}-\u{1F3FF}\u{1F1E6}-\u{1F1FF}\u20E3])+/giu;
const PUNCTUATION_RUN = /([^\p{L}\p{N}\s<>])\1{2,}/gu;
/** Full-width marks carry their own space; NFKC would glue them to the next word. */
const WIDE: Readonly<Record<string, string>> = {
  '，': ', ',
  '：': ': ',
  '；': '; ',
  '！': '! ',
  '？': '? ',
};
/** Words, plurals and names whose "s" is no forgotten "'s". */
const ENDS_IN_S =
  'hate|like|love|prefer|want|need|use|check|answer|read|ignore|avoid|own|share|give|send|change|sale|support|open|customer|account|contact|deal|lead|client|compan|people|team|rep|manager|member|busines|thi|hi|it|wa|doe|ha|new|product|order|service|operation|partner|pres|acces|addres|clas|lo|pas|jame|jone|william|davi|adam|lewi|harri|roger|hughe|chri|luca|thoma|marcu|carlo|nichola|nicola|alexi|denni|franci|list|show|deal|renewal|alliance|reseller|upgrade|expansion|channel|upsell|enterprise|stale|referral|webinar|event|today|tomorrow|yesterday|week|month|quarter|year|day|user|employee|hour|job|phone|task|what|who|where|that|let|alway|variou|previou|statu|bonu|campu';
/** "Oxbow / oxbow.com / region EMEA": three values or more with strokes between. */
const LISTED = /[^\n/]+(?: \/ [^\n/]+){2,}/g;
/** What hurried people write, spelt out so that the finders of ./slots know it. */
const SHORTHAND: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:if (?:it's|it is) not too much (?:trouble|bother)|if (?:you don't|you do not) mind)[,\s]+/i,
    '',
  ],
  [/(?<![\w'])nxt(?![\w'])/gi, 'next'],
  [/(?<![\w'])mv(?=\s)/gi, 'move'],
  [/(?<![\w'])(?:lgo|olg|llog)(?=\s)/gi, 'log'],
  [
    /(?<![\w'])ad(?=\s+(?:an?|the|new|account|acct|company|customer|contact|deal|task|note)\b)/gi,
    'add',
  ],
  [
    /(?<=\b(?:deal|opp|opportunity|call|meeting|chat|lunch|mtg|met|spoke|talked)\s+)w(?=\s)/gi,
    'with',
  ],
  // Before a value or a field, not within what somebody is to do ("follow up w/ Hooli").
  [
    /(?<![\w'])w\/\s*(?=(?:an? |the )?(?:[\d$€£¥]|(?:deal|value|amount|budget|source|status|stage|owner|title|e-?mail|phone|close|closing|contact|product|quantity|qty|discount|industry|region|domain)\b))/gi,
    'with ',
  ],
  [/(?<=\b\d[\d.,]*(?:k|m|mil)?\s)w(?=\s+[a-z])/gi, 'with'],
  [
    /(?<=\b(?:deals?|opps?|orders?|quotes?|calls?|meetings?|lunch|dinner|breakfast|coffee|demo|chat)\s)w\/\s*(?=[\p{L}\d])/giu,
    'with ',
  ],
  [/(?<![\w'])anew(?= (?:deal|account|contact|lead|task|order|quote|product)\b)/gi, 'a new'],
  [/(?<![\w'])(have|has|had|is|are|was|were|did|does|could|would|should)nt(?![\w'])/gi, "$1n't"],
  [
    /(?<![\w'])its(?=\s+(?:actually|now|worth|won|lost|closed|signed|going|gone|really|more like|about|only|just|in (?:negot|propos|qualif|prosp))\b)/gi,
    "it's",
  ],
  [/(?<![\w'])(s?he)s(?![\w'])/gi, "$1's"],
  [/(?<![\w'])(they)re(?![\w'])/gi, "$1're"],
  // "ill take TK-4"; a client who is ill is not meant.
  [/(?<=^|[,.;!]\s)ill(?= (?:take|handle|do|call|own|work|look|get)(?![a-z]))/gi, "I'll"],
  [/(?<![\w'])(?:yday|ystd|ystday|yest|yesterd)(?![\w'])/gi, 'yesterday'],
  // "acmes industry", of a name written without capitals: "Acme Foods industry" is about Acme Foods.
  [
    new RegExp(
      `(?<![\\w'-])(?!(?:${ENDS_IN_S})s )([a-z]{2,20}[a-rt-z])s(?= (?:new )?(?:industry|region|domain|website|headcount)(?![a-z]))`,
      'g',
    ),
    "$1's",
  ],
  // "Devons role", "bea lindqvists new email": what people have.
  [
    new RegExp(
      `(?<![\\w'-])(?!(?:${ENDS_IN_S})s )([a-z]{2,20}[a-rt-z])s(?= (?:new )?(?:phone|mobile|e-?mail|job title|title|role|number)(?![a-z])(?! (?:calls?|chains?|threads?)(?![a-z])))`,
      'gi',
    ),
    "$1's",
  ],
  [/(?<![\w'])sh[l]?d(?= (?:be|close|sign|land|go|come|have|i|we)(?![a-z]))/gi, 'should'],
  [/(?<![\w'])wks?(?![\w'-])/gi, 'week'],
  [/(?<![\w'])'?til(?![\w'])/gi, 'until'],
  // Tasks are people's: "danas tasks".
  [
    new RegExp(
      `(?<![\\w'-])(?!(?:${ENDS_IN_S})s )([a-z]{2,20}[a-rt-z])s(?= (?:(?:open|overdue|late|pending|new) )?(?:tasks|todos|to-dos|leads|funnel|pipeline|deals|opps)(?![a-z]))`,
      'gi',
    ),
    "$1's",
  ],
  // A ticket by its number alone: "ticket 12", 工单 12; a task's letter says nothing else there.
  [
    /(?<![\w'-])(ticket)(?: (?:no\.?|number|nr\.?))? ?(?:#|T-)?(\d{1,9})(?![\w.,]*\d)/gi,
    '$1 TK-$2',
  ],
  [/工单(?:号|编号)? ?(?:#|T-)?(\d{1,9})(?!\d|[小分天个张])/giu, '工单 TK-$1'],
  [/(?<![\w'])tmo?rr?ow(?![\w'])/gi, 'tomorrow'],
  [/(?<![\w'])(?:2moro|2morrow|tmr|tmrw|tmw)(?![\w'])/gi, 'tomorrow'],
];
/** English commands typed right before Chinese: delete蔚蓝的deal. */
const GLUED =
  /(?<![a-z])(delete|remove|log|move|show|add|undo|redo|remind|update|search|find|help|create|new|call|won|lost|close|mark|list|open|task|deal)(?=\p{Script=Han})/giu;
/** A tick says that something is done. */
const TICK = /[\u2705\u2714\u2611]\uFE0F?/gu;
const QUOTES: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u02BC\u0060\u00B4]/g, "'"],
  [/[\u201C\u201D\u300C\u300D\u300E\u300F]/g, '"'],
  [/[\u2013\u2014\u2212]/g, '-'],
];

/** One spelling for what means the same: NFKC, no invisible characters, plain quotes, single blanks, no emoji. */
export function normalise(utterance: string): string {
  let text = utterance
    .slice(0, LONGEST_READ)
    .replace(/[，：；！？]/g, (mark) => WIDE[mark] ?? mark)
    .normalize('NFKC')
    .replace(INVISIBLE, '');
  for (const [pattern, plain] of QUOTES) text = text.replace(pattern, plain);
  for (const [pattern, plain] of SHORTHAND) text = text.replace(pattern, plain);
  return text
    .replace(GLUED, '$1 ')
    .replace(/(?<=[^\d\s]),(?=\d)/g, ', ')
    .replace(LINK, (_, target: string, label?: string) => label ?? target)
    .replace(TICK, ' done ')
    .replace(BROADCAST, ' ')
    .replace(EMOJI, ' ')
    .replace(/(?<=^|\s)'([^'\n]{2,80})'(?=$|[\s,.!?])/g, '"$1"')
    .replace(/(?<=\S) ?\.{2,}(?=\s|$)/g, '.')
    .replace(/(?<=\S) \((?!\d{2,4}\) ?\d)([^()\n]{1,60})\)/g, ', $1,')
    .replace(LISTED, (list) => list.replace(/ \/ /g, ', '))
    .replace(PUNCTUATION_RUN, '$1$1')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim()
    .slice(0, LONGEST_READ);
}
