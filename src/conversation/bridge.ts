import { execute } from '../commands/execute.ts';
import { mayUse } from '../commands/permission.ts';
import type { PlannedCommand } from '../commands/plan.ts';
import { idMention } from '../commands/references.ts';
import {
  type DeskTicket,
  fitsInTicket,
  ticketGoingOn,
  ticketInThread,
} from '../commands/ticket-bridge.ts';
import { say } from '../reply/reply.ts';
import { answerInWords, type Responder } from './answers.ts';
import type { Pending } from './dialogue.ts';
import { askToSend, runSteps, type Turn } from './turn.ts';
import { PHRASES } from './wording.ts';

/**
 * The two-way bridge of a ticket: what is written in its thread at the desk goes to the customer, and what the customer writes while it is
 * open goes to the desk. True when the message was taken so; false when it is for Parley.
 */
export async function bridged(
  turn: Turn,
  by: Responder,
  pending: Pending | null,
  text: string,
): Promise<boolean> {
  if (turn.ctx.actor.kind === 'customer') return fromCustomer(turn, by, pending, text);
  const ticket = await ticketInThread(turn.ctx);
  if (ticket === null) return false;
  // "Close it" in the thread of a ticket is about that ticket.
  turn.focus = [ticket.ref, ...turn.focus.filter(({ id }) => id !== ticket.ref.id)];
  return fromDesk(turn, by, pending, ticket, text);
}

/** What begins so stays among the desk. */
const NOTE = /^\s*(?:(?:internal )?note|内部备注|备注)\s*[:：]\s*(?<note>\S.*)$/isu;
/** From here on words in a channel where every message is for Parley are a command. */
const PLAINLY_A_COMMAND = 0.6;

async function fromDesk(
  turn: Turn,
  by: Responder,
  pending: Pending | null,
  ticket: DeskTicket,
  text: string,
): Promise<boolean> {
  const named = turn.ctx.channel?.named ?? 'no';
  if (named === 'yes' || text.trim() === '') return false;
  if (pending !== null && (await answerInWords(turn, by, pending, text.trim()))) return true;
  const note = NOTE.exec(text)?.groups?.note;
  if (note !== undefined) return write(turn, 'ticket.note', ticket, note);
  if (named === 'no') return write(turn, 'ticket.reply', ticket, text);
  const [command] = by.understander.understand(text, by.clues).commands;
  const plainly = command !== undefined && command.confidence >= PLAINLY_A_COMMAND;
  if (plainly && !isQuestion(command, text)) return false;
  // Every message of this channel names Parley: what is no command is perhaps for the customer, and never sent on a guess.
  const args = { ticket: idMention(ticket.ref), message: text };
  await askToSend(turn, { command: 'ticket.reply', arguments: args, said: args }, ticket.requester);
  return true;
}

/** Questions are for whoever is on the other side, unless the knowledge base is named. */
function isQuestion({ command }: PlannedCommand, text: string): boolean {
  return (
    command === 'support.ask' &&
    !/knowledge base|(?<![a-z])(?:kb|docs)(?![a-z])|知识库|文档/iu.test(text)
  );
}

async function write(
  turn: Turn,
  command: 'ticket.note' | 'ticket.reply',
  { ref }: Pick<DeskTicket, 'ref'>,
  message: string,
): Promise<boolean> {
  if (!fitsInTicket(message)) {
    turn.replies.push(say(PHRASES.tooLongToSend[turn.ctx.locale]));
    return true;
  }
  const args = { ticket: idMention(ref), message };
  turn.planned.push({ command, arguments: args, missing: [], confidence: 1 });
  await runSteps(turn, [{ command, arguments: args, said: args }]);
  return true;
}

/** The trouble is back: whatever an article says to it, a person has to look again. */
const AGAIN =
  /(?<![a-z])(?:still|again|(?:is|are|it's|came) back|same (?:problem|issue|error|thing)|(?:did|does|do)(?: not|n['’]?t) (?:work|help|fix)|not (?:working|fixed|solved|resolved))(?![a-z])|还是|仍然|依然|又(?:出|来|坏|不|报|开始)|没(?:好|用|解决|修好)|不行|同样的问题/iu;

async function fromCustomer(
  turn: Turn,
  by: Responder,
  pending: Pending | null,
  text: string,
): Promise<boolean> {
  if (pending !== null || text.trim() === '') return false;
  const ticket = await ticketGoingOn(turn.ctx);
  if (ticket === null) return false;
  if (turn.focus.length === 0) turn.focus = [ticket.ref];
  const { commands, otherwise } = by.understander.understand(text, by.clues);
  if (isForParley(turn, commands, text)) return false;
  if (ticket.open) return write(turn, 'ticket.reply', ticket, text);
  // It is closed: thanks for it do not open it again, and a question may be about something else.
  if (otherwise === 'thanks' || otherwise === 'greeting' || otherwise === 'small-talk')
    return false;
  const again = AGAIN.test(text) || !turn.ctx.conversation.direct;
  if (!again && (await answeredElse(turn, text))) return true;
  return write(turn, 'ticket.reply', ticket, text);
}

/** What a customer may ask of Parley itself; everything else that he writes is for the people who help him. */
const HIS_OWN = /^(?:ticket|profile|persona)\.|^(?:help|support\.ask|feedback\.give)$/;
const SURELY = 0.75;

function isForParley({ ctx }: Turn, commands: readonly PlannedCommand[], text: string): boolean {
  return commands.some((planned) => {
    const { command, confidence } = planned;
    if (isQuestion(planned, text)) return false;
    const found = ctx.catalogue.find(command);
    return (
      confidence >= SURELY && HIS_OWN.test(command) && found !== null && mayUse(ctx.actor, found)
    );
  });
}

/** Whether the knowledge base has something to say to it. */
async function answeredElse(turn: Turn, text: string): Promise<boolean> {
  const args = { question: text };
  const outcome = await execute(turn.ctx, { command: 'support.ask', arguments: args });
  if (outcome.kind !== 'done' || outcome.unsure === 'nothing') return false;
  turn.planned.push({ command: 'support.ask', arguments: args, missing: [], confidence: 1 });
  turn.ran.push('support.ask');
  turn.replies.push(outcome.reply);
  return true;
}
