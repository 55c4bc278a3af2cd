import { z } from 'zod';
import { execute } from '../commands/execute.ts';
import { importArguments } from '../commands/incoming-files.ts';
import { contestedApart } from '../commands/meanwhile.ts';
import { noteUnknown } from '../commands/not-understood.ts';
import { mayUse } from '../commands/permission.ts';
import type { PlannedCommand, Understanding } from '../commands/plan.ts';
import { shiftedDay } from '../commands/shifts.ts';
import { type Reply, replyOf, say } from '../reply/reply.ts';
import { missingPart, saidOfAnswer } from './after-answer.ts';
import { amended, rescaled, restated, withoutSorry } from './amend.ts';
import { answer, answerInWords, CANCEL, forget, type Responder } from './answers.ts';
import { bridged } from './bridge.ts';
import { correctQuestion } from './correct-question.ts';
import { notUnderstood, welcome } from './courtesy.ts';
import type { Pending } from './dialogue.ts';
import { lostItsEnd, withWholeText } from './long-text.ts';
import type { InboundContent } from './message.ts';
import { madeAgain, oneMore } from './one-more.ts';
import { withRowNumber } from './row-words.ts';
import { dayOfSameMonth } from './same-month.ts';
import { fieldsOfIt, sameQuestion } from './same-question.ts';
import { replyOfTurn, runSteps, type Step, type Turn } from './turn.ts';
import { normalise } from './understanding/normalise.ts';
import { readValue } from './understanding/read-value.ts';
import { typedSpansIn } from './understanding/typed-spans.ts';
import { verbatim } from './verbatim.ts';
import { PHRASES, problemText } from './wording.ts';

/** Message in, reply out: everything that a person can do in a conversation. Runs inside the turn's transaction. */
export async function respond(
  turn: Turn,
  by: Responder,
  pending: Pending | null,
  content: InboundContent,
): Promise<Reply> {
  switch (content.kind) {
    case 'text':
      await respondToMessage(turn, by, pending, content);
      if (lostItsEnd(content.text, turn.planned))
        turn.replies.push(say(PHRASES.onlyItsBeginning[turn.ctx.locale]));
      break;
    case 'action':
      await respondToAction(turn, by, pending, content.action);
      break;
    case 'form':
      await respondToForm(turn, by, content);
      break;
    case 'arrival':
      turn.replies.push(welcome(turn));
      break;
    default:
      return content satisfies never;
  }
  return replyOfTurn(turn);
}

/** A message in a ticket's conversation is for people; every other one is for Parley. */
async function respondToMessage(
  turn: Turn,
  by: Responder,
  pending: Pending | null,
  { text, files }: Extract<InboundContent, { kind: 'text' }>,
): Promise<void> {
  if (!(await bridged(turn, by, pending, text))) return respondToText(turn, by, pending, text);
  if (files !== undefined && files.length > 0)
    turn.replies.push(say(PHRASES.filesStay[turn.ctx.locale]));
}

async function respondToText(
  turn: Turn,
  by: Responder,
  pending: Pending | null,
  typed: string,
): Promise<void> {
  const text = pending === null ? await withRowNumber(turn, typed) : typed;
  const [file] = turn.ctx.files;
  // What came with a file that could not be read has been said; what was to be done with it cannot be.
  if (file === undefined && turn.replies.length > 0) return;
  if (file !== undefined && (await respondToFile(turn, by, file, text))) return;
  if (text.trim() === '') {
    turn.replies.push(say(PHRASES.empty[turn.ctx.locale]));
    return;
  }
  if (pending !== null && (await correctQuestion(turn, by, pending.question, text.trim()))) return;
  if (pending === null && cancelsNothing(turn, by, text)) {
    turn.replies.push(say(PHRASES.nothingOpen[turn.ctx.locale]));
    return;
  }
  const instead =
    (pending === null ? null : insteadOf(by, text)) ??
    madeAgain(turn.last, text) ??
    (pending === null ? takenBack(text) : null);
  if (instead !== null) {
    await forget(turn);
    return respondToText(turn, by, null, instead);
  }
  if (pending !== null && (await answerInWords(turn, by, pending, text.trim()))) return;
  const ofAnswer = pending === null ? saidOfAnswer(turn, text) : null;
  if (ofAnswer !== null) {
    turn.planned.push(...ofAnswer.map(planOf));
    await runSteps(turn, ofAnswer);
    return;
  }
  const varied = turn.report === null ? null : by.understander.vary(turn.report, text, by.clues);
  if (varied !== null) {
    if (pending !== null) await forget(turn);
    turn.planned.push(varied);
    await runSteps(turn, [stepOf(varied)]);
    return;
  }
  const meant =
    (await sameQuestion(turn, by, text)) ??
    fieldsOfIt(turn, text) ??
    (await amended(turn, by, text, true));
  const understood = withWholeText(
    by.understander.understand(text, by.clues),
    text,
    turn.ctx.catalogue,
  );
  const [only, more] = understood.commands.map(stepOf);
  const said =
    only !== undefined && more === undefined
      ? [verbatim(only, text)]
      : understood.commands.map(stepOf);
  const other =
    meant ??
    resized(turn, by, text) ??
    (await redated(turn, text)) ??
    (await oneMore(turn, by, text, said)) ??
    (said.length === 0
      ? ((await amended(turn, by, text, false)) ?? added(turn, by, text))
      : isFilter(said, text)
        ? added(turn, by, text)
        : timed(turn, by, said, text));
  if (other !== null) {
    if (pending !== null) await forget(turn);
    turn.planned.push(...other.map(planOf));
    await runSteps(turn, other);
    return;
  }
  const rest = said.length === 0 ? insteadOf(by, text) : null;
  if (rest !== null) return respondToText(turn, by, pending, rest);
  const missing = said.length === 0 && !ASKS.test(text) ? missingPart(turn, text) : null;
  if (missing !== null && understood.otherwise === 'unknown') {
    turn.planned.push(...missing.map(planOf));
    await runSteps(turn, missing);
    return;
  }
  if (await answeredFromKnowledge(turn, understood, text)) return;
  turn.planned.push(...understood.commands);
  if (said.length === 0) {
    if (understood.otherwise === 'unknown') noteUnknown(turn.ctx, text, understood.language);
    turn.replies.push(notUnderstood(turn, understood));
    return;
  }
  if (pending !== null) await forget(turn);
  await runSteps(turn, said, understood.problems);
}

/**
 * A question that is no command may be one that the knowledge base answers. A customer has nobody else to ask, and is told also
 * that it does not; to a member what it does not surely answer was meant for the CRM.
 */
async function answeredFromKnowledge(
  turn: Turn,
  { otherwise, commands }: Understanding,
  text: string,
): Promise<boolean> {
  const { ctx } = turn;
  if (ctx.knowledge.folder === null) return false;
  const customer = ctx.actor.kind === 'customer';
  const unknown = otherwise === 'unknown';
  if (unknown ? !customer && !ASKS.test(text) : !mayBeForSupport(turn, commands, text))
    return false;
  const step = { command: 'support.ask', arguments: { question: text }, said: { question: text } };
  const goBack = ctx.tx.savepoint();
  const outcome = await execute(ctx, step);
  const unwanted =
    outcome.kind !== 'done' ||
    (outcome.unsure !== undefined && !customer) ||
    (outcome.unsure === 'nothing' && !unknown);
  if (unwanted) {
    // What was not meant as a question was not asked: nothing is noted of it.
    await goBack();
    return false;
  }
  turn.planned.push(planOf(step));
  turn.ran.push(step.command);
  turn.last = { command: step.command, arguments: step.arguments, undone: false };
  turn.replies.push(outcome.reply);
  return true;
}

/** "How do I replace the battery?" looks like a question about Parley, what a customer asks like a command of the CRM. */
function mayBeForSupport(
  { ctx }: Turn,
  commands: readonly PlannedCommand[],
  text: string,
): boolean {
  const [first, second] = commands;
  if (first?.command === 'help' && second === undefined)
    return 'topic' in first.arguments || (first.confidence < PLAINLY && ASKS.test(text));
  if (ctx.actor.kind !== 'customer') return false;
  return commands.some(({ command }) => {
    const found = ctx.catalogue.find(command);
    return found !== null && !mayUse(ctx.actor, found);
  });
}

/** From here on "help" itself was said. */
const PLAINLY = 0.9;

const ASKS =
  /[?？]\s*$|^(?:how|what|why|when|where|which|who|can|could|does|do|is|are|should|my|our)(?![a-z])|怎么|如何|为什么|为何|什么|哪里|哪个|多久|多少|能不能|可以|吗/iu;

const LEFT =
  /^(?:(?:no|nah|ok|oh|actually|sorry|wait|hm+|不|哦|嗯)[\s,，.!。]+)*(?:(?:never ?mind|nvm|forget (?:it|that|about it)|drop it|scratch that|skip (?:it|that)|leave it|cancel (?:that|it)|算了|不用了|先不(?:管|弄|记)(?:了|这个)?|别管了)(?:[\s,，.!。:;]+|(?=先))|(?:cancel|hold on|wait|first|取消|等等|等一下)\s*[,，.!。:;]\s*|(?=先))(?:吧|but|and|instead|first|then|let's|先|还是|那)?[\s,，]*(?<rest>.{2,})$/isu;

/** "Never mind, show me my deals" leaves the question for something else. */
function insteadOf(by: Responder, text: string): string | null {
  if (CANCEL.test(text.trim())) return null;
  const rest = LEFT.exec(text.trim())?.groups?.rest;
  if (rest === undefined) return null;
  return by.understander.understand(rest, by.clues).commands.length > 0 ? rest : null;
}

/** "Cancel that" with no question open takes back what was written just now, nothing older: for that "undo" is said. */
function cancelsNothing(turn: Turn, by: Responder, text: string): boolean {
  if (turn.wrote || !/cancel|取消|先别|不弄了/iu.test(text) || /undo|撤/iu.test(text)) return false;
  const [first, second] = by.understander.understand(text, by.clues).commands;
  return CANCEL.test(text.trim()) || (first?.command === 'change.undo' && second === undefined);
}

/** "Wait, they haven't signed yet, undo": why something is taken back is no news of its own. A condition is none either. */
function takenBack(text: string): string | null {
  const { why, undo } = TAKEN_BACK.exec(text.trim())?.groups ?? {};
  return why === undefined || CONDITION.test(why) ? null : (undo ?? null);
}

const TAKEN_BACK =
  /^(?<why>[^\n]{2,60}?)[\s,，.。!！;；-]+(?:(?:so|please|pls|then|还是|那就?|先|请|帮我|给我)[\s,，]*)*(?<undo>undo(?: (?:it|that|this))?|take (?:it|that) back|撤销|撤回|还原)(?:[\s,，]*(?:please|pls|吧|一下|掉))?[.!。！\s]*$/iu;
const CONDITION =
  /(?<![a-z])(?:if|unless|when|once|until|can|could|how|should|don'?t|do not|dont|never|no need|not to)(?![a-z])|如果|要是|万一|假如|等(?!等|下|一下|[\s,，]|$)|除非|怎么|能不能|可以|不要|别|不用[^了]|不能|？|\?/iu;

/** "Make that the 24th" is in the month of the day that the deal or task spoken of has. */
async function redated({ ctx, focus, last }: Turn, text: string): Promise<Step[] | null> {
  const [ref] = focus;
  const noun = ref?.entity;
  if ((noun !== 'deal' && noun !== 'task') || dayOfSameMonth(text, ctx.today) === null) return null;
  if (last === null || last.undone || last.command.split('.')[0] !== noun) return null;
  const it = { command: `${noun}.update`, arguments: { [noun]: 'it' } };
  const own = await shiftedDay(ctx, it, { count: 0, unit: 'days' }, focus);
  const day = own === ctx.today ? null : dayOfSameMonth(text, own);
  if (day === null) return null;
  const args = { [noun]: 'it', [noun === 'deal' ? 'closeDate' : 'due']: day };
  return [{ command: it.command, arguments: args, said: args }];
}

/** "Make it Friday 10 am" after a task was spoken of: a deal would have no use for the time. */
function timed(
  turn: Turn,
  { clues }: Responder,
  [step, other]: readonly Step[],
  text: string,
): Step[] | null {
  if (step?.command !== 'deal.update' || other !== undefined) return null;
  if (Object.keys(step.said).join() !== 'closeDate' || turn.focus[0]?.entity !== 'task')
    return null;
  const [time, second] = typedSpansIn(normalise(text), clues).of('time');
  const read = readValue({ kind: 'date-or-moment' }, time?.text ?? '', clues);
  if (second !== undefined || read === null || !('value' in read)) return null;
  if (!String(read.value).startsWith(`${String(step.said.closeDate)}T`)) return null;
  const args = { due: read.value };
  return [{ command: 'task.update', arguments: args, said: args }];
}

/** "Closing end of May" asks for a list, but not right after a deal was logged. */
function isFilter(steps: readonly Step[], text: string): boolean {
  const [step, second] = steps;
  if (step === undefined || second !== undefined) return false;
  const said = Object.keys(step.said).join();
  if (step.command === 'task.list') return said === 'due';
  // 月底成交 asks for sales, but not right after a deal was logged.
  if (step.command === 'report.run') return said !== 'report' && BARE_CLOSE.test(text.trim());
  return step.command === 'deal.list' && said === 'closing';
}

const BARE_CLOSE = /^(?:预计|大概|应该)?[^,，\s]{1,8}(?:成交|签单|签约)[。!！]?$/u;

/** "Actually 65" right after an amount was said is that amount, in its scale. */
function resized({ last, focus, ctx }: Turn, { clues }: Responder, text: string): Step[] | null {
  const [ref] = focus;
  if (last === null || last.undone) return null;
  if (ref?.entity === 'product' && /^product\.(?:create|update)$/.test(last.command)) {
    const args = { product: 'it', price: restated(text, last.arguments['price']) };
    return args.price === null
      ? null
      : [{ command: 'product.update', arguments: args, said: args }];
  }
  if (ref?.entity !== 'deal') return null;
  const value = rescaled(text, last.arguments['value'], clues.locale);
  const ofDeal = last.command === 'deal.log' || last.command === 'deal.update';
  if (value === null || !ofDeal || ctx.catalogue.find('deal.update') === null) return null;
  const args = { value };
  return [{ command: 'deal.update', arguments: args, said: args }];
}

/** Mere values right after a record was written are its: "55k, end of June" after a deal was logged. */
function added(turn: Turn, by: Responder, text: string): Step[] | null {
  const [ref] = turn.focus;
  if (ref === undefined || turn.last?.undone === true) return null;
  if (turn.last?.command.split('.')[0] !== ref.entity) return null;
  const command = `${ref.entity}.update`;
  const many = ref.entity === 'order' ? SO_MANY.exec(normalise(text))?.groups?.number : undefined;
  const args =
    many === undefined
      ? by.understander.add(command, {}, text, by.clues)
      : { quantity: Number(many) };
  if (args !== null && Object.keys(args).length > 0)
    return isBareCount(turn, command, args, text)
      ? null
      : [{ command, arguments: args, said: args }];
  const moved = turn.last.command === 'deal.move';
  const stage = moved ? by.understander.add('deal.move', {}, text, by.clues)?.['stage'] : undefined;
  if (stage === undefined) return null;
  return [{ command: 'deal.move', arguments: { deal: 'it', stage }, said: { deal: 'it', stage } }];
}

/** "Actually 3" after an account was added says nothing of its employees. */
function isBareCount(
  { ctx }: Turn,
  command: string,
  args: Readonly<Record<string, unknown>>,
  text: string,
): boolean {
  if (command === 'order.update' || !/^\d+$/.test(withoutSorry(text).replace(/[.!。！\s]+$/u, '')))
    return false;
  const inputs = ctx.catalogue.find(command)?.inputs ?? [];
  return inputs.some(({ name, slot }) => name in args && slot.kind === 'number');
}

/** "Make it 15" and "no, 15" right after an order: so many of what is on it. */
const SO_MANY =
  /^(?=\D{2})(?:(?:no|sorry|actually|oops|wait|不对|错了|哦不)[\s,.，。]+)*(?:(?:make|change|set) (?:it|that|this)(?: to)?|是|改成|改为|换成|变成)?\s*(?<number>\d{1,9})\s*(?:units?|seats?|licen[cs]es?|pcs|pieces|sets?|copies|users|[个套台件份只箱张])?(?: instead| please)?[.!。！]?$/iu;

function planOf({ command, said }: Step): PlannedCommand {
  return { command, arguments: { ...said }, missing: [], confidence: 1 };
}

/** A table is there to be imported, unless its message plainly says something else. */
async function respondToFile(
  turn: Turn,
  by: Responder,
  file: { id: string; name: string },
  text: string,
): Promise<boolean> {
  const said = text.trim() === '' ? [] : by.understander.understand(text, by.clues).commands;
  const wish = said.find(({ command }) => command === 'data.import');
  const [first] = said;
  if (wish === undefined && first !== undefined && first.confidence > 0.8) return false;
  const args = await importArguments(turn.ctx, file, wish?.arguments ?? {});
  const shown = { ...args, file: file.name };
  turn.planned.push({
    command: 'data.import',
    arguments: shown,
    missing: 'kind' in args ? [] : ['kind'],
    confidence: 1,
  });
  await forget(turn);
  await runSteps(turn, [{ command: 'data.import', arguments: args, said: shown }]);
  return true;
}

function stepOf(planned: PlannedCommand): Step {
  const { command, arguments: said, kinds, asks, shifts } = planned;
  return { command, arguments: said, said, kinds, asks, shifts };
}

/** What a press carries, read again: it went through the chat platform and back. */
const ACTION = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('run'),
    command: z.string().max(60),
    arguments: z.record(z.string(), z.unknown()),
    nonce: z.string().max(200).optional(),
  }),
  z.object({ kind: z.literal('answer'), pending: z.string().max(60), choice: z.string().max(200) }),
  z.object({
    kind: z.literal('open-form'),
    command: z.string().max(60),
    arguments: z.record(z.string(), z.unknown()),
  }),
]);

async function respondToAction(
  turn: Turn,
  by: Responder,
  pending: Pending | null,
  raw: unknown,
): Promise<void> {
  const read = ACTION.safeParse(raw);
  if (!read.success) {
    turn.replies.push(say(PHRASES.invalidButton[turn.ctx.locale]));
    return;
  }
  const action = read.data;
  switch (action.kind) {
    case 'run':
      turn.planned.push({
        command: action.command,
        arguments: action.arguments,
        missing: [],
        confidence: 1,
      });
      await runSteps(turn, [
        { command: action.command, arguments: action.arguments, said: action.arguments },
      ]);
      return;
    case 'answer':
      if (pending === null || pending.id !== action.pending) {
        turn.replies.push(say(PHRASES.expired[turn.ctx.locale]));
        return;
      }
      await answer(turn, by, pending.question, action.choice);
      return;
    case 'open-form':
      turn.replies.push(say(PHRASES.invalidButton[turn.ctx.locale]));
      return;
    default:
      action satisfies never;
  }
}

/** Reads a form's texts like typed answers; what cannot be read is named, and nothing is written. */
async function respondToForm(
  turn: Turn,
  by: Responder,
  { command, values, shownAt }: Extract<InboundContent, { kind: 'form' }>,
): Promise<void> {
  const { locale } = turn.ctx;
  const inputs = turn.ctx.catalogue.find(command)?.inputs ?? [];
  const args: Record<string, unknown> = {};
  const wrong: string[] = [];
  for (const parameter of inputs) {
    const text = values[parameter.name]?.trim() ?? '';
    if (text === '') continue;
    const read = /^[a-z]+:[0-9a-f-]{36}$/.test(text)
      ? { value: text }
      : readValue(parameter.slot, text, by.clues);
    if (read !== null && 'value' in read) args[parameter.name] = read.value;
    else {
      const why = read === null ? '' : ` ${problemText(read.problem, locale)}`;
      wrong.push(`${parameter.label[locale]}: “${text}”${why}`);
    }
  }
  if (wrong.length > 0) {
    const lead =
      locale === 'zh'
        ? '这些内容我读不懂，没有做任何改动：'
        : 'I could not read this, so nothing was changed:';
    turn.replies.push(replyOf({ kind: 'text', text: [lead, ...wrong].join('\n') }));
    return;
  }
  turn.planned.push({ command, arguments: args, missing: [], confidence: 1 });
  const since = z.iso.datetime().safeParse(shownAt).data;
  if (since === undefined || !isUpdate(command)) {
    await runSteps(turn, [{ command, arguments: args, said: args }]);
    return;
  }
  // What nobody else touched is written, what somebody did is asked about.
  const seen = new Date(since);
  const { clear, contested } = await contestedApart(turn.ctx, command, args, seen, turn.focus);
  await runSteps(turn, [
    ...(clear === null ? [] : [{ command, arguments: clear, said: clear }]),
    ...(contested === null
      ? []
      : [{ command, arguments: contested, said: contested, shownAt: seen }]),
  ]);
}

const isUpdate = (command: string): boolean => command.endsWith('.update');
