import type { RecordRef } from '../commands/command.ts';
import type { Entity } from '../commands/parameters.ts';
import type { Focus } from '../commands/references.ts';
import { findOrdinals } from './understanding/slots/small.ts';

const NOUN =
  '(?:one|deal|opportunity|opp|account|customer|contact|person|task|todo|reminder|lead|record|result|row|item)';
const OTHER = new RegExp(`^(?:and |the |that )*other(?: ${NOUN})?(?: too| as well)?$`, 'i');
const OTHER_ZH =
  /^(?:另外?|其他|剩下)的?(?:那)?(?:一)?(?:个|条|单|笔|家|位)?(?:单子|商机|客户|任务|联系人|线索)?[也都]?$/;
const SEVERAL = new RegExp(
  `^(?:(?:move|mark) )?(?:them |those |the )?(?:both|all)(?: (?:of )?(?:them|these|those|two|three|four|five|the))?(?: (?:ones|deals|tasks|leads|accounts|contacts))?$|^(?:the|those|these) (?:two|three)(?: ${NOUN}s?)?$`,
  'i',
);
const SEVERAL_ZH =
  /^(?:这|那)?(?:两|2|三|3)(?:个|条|单|笔|家|位)(?:单子|商机|客户|任务|联系人|线索)?都?$|^(?:俩都|都|全都|全部|全部都|所有|所有的|它们都?|他们都?|俩)$/;
/** More records than this are changed one by one. */
const MOST_AT_ONCE = 5;

/** Whether words point at rows of what was shown: "the first one", 第二个, "the other one", "both". */
export function points(mention: string): boolean {
  return ordinalIn(mention) !== null || isOther(mention) || isSeveral(mention);
}

/** "Both" and "all of them", 两个都. */
export function isSeveral(mention: string): boolean {
  return SEVERAL.test(mention) || SEVERAL_ZH.test(mention);
}

/** "The other one", 另一个. */
export function isOther(mention: string): boolean {
  return OTHER.test(mention) || OTHER_ZH.test(mention);
}

function ordinalIn(mention: string): number | null {
  if (/^\d+$/.test(mention)) return null;
  const found = findOrdinals(mention)[0];
  if (found === undefined) return null;
  const rest = `${mention.slice(0, found.start)} ${mention.slice(found.end)}`;
  const nothing = new RegExp(
    `^(?:the|that|this|in the list|on the list|${NOUN}|那?[个条单笔家位]?(?:单子|商机|客户|任务|联系人|线索)?|的|\\s)*$`,
    'i',
  );
  return nothing.test(rest) ? found.value : null;
}

/**
 * The records that words point at among the rows last shown, or, for "both" and "the other one", among those last spoken of. Null
 * when the words are no such pointing; empty when there is nothing they could point at.
 */
export function pointedAt(
  mention: string,
  entities: readonly Entity[],
  listed: readonly RecordRef[],
  focus: Focus,
): readonly RecordRef[] | null {
  if (!points(mention)) return null;
  const fitting = (refs: readonly RecordRef[]) => refs.filter((r) => entities.includes(r.entity));
  const shown = fitting(listed);
  const ordinal = ordinalIn(mention);
  if (ordinal !== null) {
    const row = shown[ordinal < 0 ? shown.length + ordinal : ordinal - 1];
    return row === undefined ? [] : [row];
  }
  const spoken = fitting(focus);
  const kind = spoken[0]?.entity;
  const rows = shown.length > 1 ? shown : spoken.filter((r) => r.entity === kind);
  if (isOther(mention)) {
    const now = spoken.find((ref) => rows.some((r) => r.id === ref.id));
    const others = rows.filter((r) => r.id !== now?.id);
    return others.length === 1 ? others : [];
  }
  const two = /both|two|两|俩|2/i.test(mention);
  const meant = two && shown.length !== 2 && spoken.length > 1 ? spoken.slice(0, 2) : rows;
  return meant.length > 1 && meant.length <= MOST_AT_ONCE ? meant : [];
}
