import { sureOnes } from '../commands/execute.ts';
import type { Responder } from './answers.ts';
import type { Step, Turn } from './turn.ts';
import { normalise } from './understanding/normalise.ts';

/**
 * One more deal, said in the words that are left after one was logged: "and 35k with Heron", "60k with Beacon, closes Apr 15",
 * 苍鹭也记一个，3万5. It needs an amount and an account that is there. What may as well be said of a deal that is there (`said`) is
 * said of that. Null when a message is no such deal.
 */
export async function oneMore(
  { ctx, last, focus }: Turn,
  { understander, clues }: Responder,
  text: string,
  said: readonly Step[],
): Promise<Step[] | null> {
  if (last?.command !== 'deal.log' || last.undone) return null;
  const whole = normalise(text);
  const told = asLogged(whole);
  const [plan, second] = told === null ? [] : understander.understand(told, clues).commands;
  if (plan?.command !== 'deal.log' || second !== undefined || plan.missing.length > 0) return null;
  const { account, value } = plan.arguments;
  if (typeof account !== 'string' || value === undefined) return null;
  if ((await sureOnes(ctx, ['account'], account)).length === 0) return null;
  const [other, more] = said;
  if (other !== undefined && other.command !== 'deal.log' && !ALSO.test(whole)) {
    const ofDeal = other.command === 'deal.update' || other.command === 'deal.show';
    const deal = other.arguments['deal'];
    if (more !== undefined || !ofDeal) return null;
    if (typeof deal === 'string' && (await sureOnes(ctx, ['deal'], deal)).length > 0) return null;
    if (deal === undefined && focus[0]?.entity === 'deal') return null;
  }
  return [{ command: plan.command, arguments: plan.arguments, said: plan.arguments }];
}

const ALSO =
  /^(?:and|also|plus|then|another|one more)(?![a-z])|^(?:再|还有|另外)|也[记来建加登录]/iu;
const LEAD =
  /^(?:(?:and|also|plus|then|ok|next)[\s,]+)*(?:(?:another|one more|a new one|one)(?: deal| one)?(?=\s))?\s*/iu;
const LEAD_ZH = /^(?:还有|另外|再来|然后|接着|再)*[,，]?\s*/u;
const ALSO_ZH =
  /^(?<account>[^,，。]{1,12}?)(?:那边|这边)?也[记来建加登录]一?[个条单笔]?[,，:：]?\s*(?<rest>.+)$/u;

/** The message as one that logs a deal. */
function asLogged(text: string): string | null {
  if (/[?？]\s*$/.test(text)) return null;
  if (!/\p{Script=Han}/u.test(text))
    return `log a deal ${text.replace(LEAD, '').replace(/^w(?=\s)/i, 'with')}`;
  const also = ALSO_ZH.exec(text)?.groups;
  const rest = also === undefined ? text.replace(LEAD_ZH, '') : `${also.account}, ${also.rest}`;
  return `记个商机, ${rest}`;
}
