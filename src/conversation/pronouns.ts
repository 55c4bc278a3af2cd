import { type Focus, idMention } from '../commands/references.ts';
import type { Step } from './turn.ts';

/** Who is to be called or written to: "call her", "follow up with them on Friday". Nobody else is named before. */
const WHOM =
  /^(?:to )?(?:[a-z-]+ ){1,3}(?<whom>her|him|them)(?:$|[,.!]| (?:a|an|the|our|about|back|again|to|for|on|at|with|re|regarding|if|when|and|up|in|by|once|after|before|over|some)(?![a-z]))/u;
/** 给她打电话, 联系他们, 把合同发给他们. */
const WHOM_ZH =
  /^(?:再|去|先|要)?(?:给|跟|和|与|向|对|找|约|问|催|陪|请|见|联系|拜访|回访|回复|答复|通知|提醒|邀请)(?<whom>[他她]们?|对方)(?!的)|(?:发|寄|送|打|转|交|报|回)(?<receiver>[他她]们?|给[他她]们?|对方)$/u;

/**
 * A task to "call her" or 给他们回电 is about the person or company spoken of. As it is where the words point at nobody, or at one
 * who was not spoken of.
 */
export function aboutWhom(step: Step, focus: Focus): Step {
  const { title, about } = step.arguments;
  if (step.command !== 'task.create' || about !== undefined || typeof title !== 'string')
    return step;
  const found = WHOM.exec(title)?.groups ?? WHOM_ZH.exec(title)?.groups;
  const whom = found?.['whom'] ?? found?.['receiver'];
  if (whom === undefined) return step;
  const ref = spokenOf(whom.replace(/^给/u, ''), focus);
  // A task cannot be about a lead.
  if (ref === undefined || ref.entity === 'lead') return step;
  return { ...step, arguments: { ...step.arguments, about: idMention(ref) } };
}

function spokenOf(whom: string, focus: Focus): Focus[number] | undefined {
  if (/^(?:her|him|[他她])$/u.test(whom))
    return focus.find(({ entity }) => entity === 'contact' || entity === 'lead');
  if (/们$/u.test(whom)) return focus.find(({ entity }) => entity === 'account');
  // Behind a deal stands its account.
  return focus.find(
    ({ entity }) => entity === 'account' || entity === 'contact' || entity === 'lead',
  );
}
