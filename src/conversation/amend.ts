import type { Responder } from './answers.ts';
import { points } from './pointing.ts';
import type { Step, Turn } from './turn.ts';
import { isHollow, mentionIn, oddity } from './understanding/mention.ts';
import { normalise } from './understanding/normalise.ts';
import { typedSpansIn } from './understanding/typed-spans.ts';

const SORRY_EN =
  '(?:(?:oops|sorry|no|nope|wait|ah|oh|hmm|actually|my bad|my mistake|wrong (?:one|deal|account|customer|company|contact|task))[\\s,.!:;-]+)';
const SORRY_ZH =
  '(?:(?:哎呀|啊|不好意思|抱歉|不对|错了|说错了|搞错了|弄错了|不是|哦不|等等)[,，。.!！\\s]*)';
/** The name said instead of the one before. */
const MEANT: readonly RegExp[] = [
  new RegExp(
    `^${SORRY_EN}*(?:i (?:mean|meant|was talking about)|(?:that|it|this) was (?:for|about|meant for)|(?:it |that )?should(?:'ve| have)? be(?:en)? (?:for )?(?=\\S)|not [^,;]{1,40}?[,;]? (?:but|i (?:mean|meant)|it'?s))\\s+(?<name>.+?)(?:,? (?:not|instead of) .+|,? instead)?[.!]*$`,
    'iu',
  ),
  new RegExp(
    `^${SORRY_ZH}*(?:我?(?:刚才)?(?:说|指)的是|我的意思是|我是说|我想说的是|应该是|不是[^,，]{1,12}?[,，]\\s*(?:是|而是))\\s*(?<name>.+?)(?:[,，]\\s*不是.+)?[。.!！]?$`,
    'u',
  ),
];
/** The same without "I meant": only where nothing else is understood. */
const INSTEAD: readonly RegExp[] = [
  new RegExp(`^${SORRY_EN}+(?<name>.+?)(?:,? (?:not|instead of) .+|,? instead)?[.!]*$`, 'iu'),
  new RegExp(`^${SORRY_ZH}+是?(?<name>.+?)[。.!！]?$`, 'u'),
];
/** The same for another record, the first one stays changed. */
const SAME: readonly RegExp[] = [
  /^(?:and |also |now )*(?:(?:do )?(?:the )?same(?: thing)? (?:for|with|to|on)|ditto(?: for)?)\s+(?<name>.+?)(?: too| as well)?[.!]*$/iu,
  /^(?<name>[^,，。]{2,12}?)(?:也一样|也是一样|也(?:记|来|建|加)一?(?:个|单|笔|条)|也同样处理|同样处理|也这样|同上)[。.!！]?$/u,
];
/** The same in fewer words: only where nothing else is understood. */
const TOO: readonly RegExp[] = [
  /^(?:and |now |also )*(?<name>[^\s,](?:[^,]{0,30}?)) (?:too|as well)[.!]*$/iu,
  /^(?<name>[^,，。]{1,8}?)(?:也是|也要|也|同样)[。.!！]?$/u,
];

/**
 * The last command again for another record: "no, I meant Dovetail" takes back what it did and does it there, "same for Hooli"
 * does it there, too. Null when the message says no such thing. `sure` readings go before any other, the rest behind them.
 */
export function amended(turn: Turn, by: Responder, said: string, sure: boolean): Step[] | null {
  const { last } = turn;
  const command = last === null ? null : turn.ctx.catalogue.find(last.command);
  const record = command?.inputs.find((p) => p.required && p.slot.kind === 'record');
  if (last === null || command === null || record?.slot.kind !== 'record') return null;
  const text = normalise(said);
  const corrected = nameIn(sure ? MEANT : INSTEAD, text);
  const name = corrected ?? nameIn(sure ? SAME : TOO, text);
  if (name === null || holdsValues(name, by)) return null;
  const pointing = name.replace(/^(?:the )?(?:now )+/i, '');
  const mention = points(pointing)
    ? pointing
    : mentionIn(name.replace(/ one$/i, ''), record.slot.entities);
  if (mention === null) return null;
  if (!points(mention) && (isHollow(mention, record.slot.entities) || oddity(mention) > 0))
    return null;
  const args = { ...last.arguments, [record.name]: mention };
  const step: Step = { command: last.command, arguments: args, said: args };
  const takesBack = corrected !== null && command.risk !== 'read' && last.undone !== true;
  return takesBack ? [undoStep(), step] : [step];
}

function undoStep(): Step {
  return { command: 'change.undo', arguments: {}, said: {} };
}

function nameIn(forms: readonly RegExp[], text: string): string | null {
  for (const form of forms) {
    const name = form.exec(text)?.groups?.['name']?.trim();
    if (name !== undefined && name !== '') return name;
  }
  return null;
}

/** Amounts, days and stages are values of the record, not another record. */
export function holdsValues(name: string, { clues }: Responder): boolean {
  const spans = typedSpansIn(name, clues);
  return (['money', 'time', 'stage', 'email', 'phone'] as const).some(
    (kind) => spans.of(kind).length > 0,
  );
}
