import { z } from 'zod';
import type { Parameter } from '../commands/parameters.ts';
import { mayUse } from '../commands/permission.ts';
import type { PlannedCommand, Understanding } from '../commands/plan.ts';
import { type Block, type Reply, replyOf, say } from '../reply/reply.ts';
import { drop, filled, optionMention, type Pending, type Question } from './dialogue.ts';
import type { InboundContent } from './message.ts';
import { askFor, replyOfTurn, runSteps, type Step, type Turn } from './turn.ts';
import { readValue } from './understanding/read-value.ts';
import { findOrdinals, findYesNo } from './understanding/slots/small.ts';
import type { Clues } from './understanding/span.ts';
import type { Understander } from './understanding/understand.ts';
import { PHRASES, problemText } from './wording.ts';

/** What an answer is made with. */
export type Responder = { understander: Understander; clues: Clues };

/** Message in, reply out: everything that a person can do in a conversation. Runs inside the turn's transaction. */
export async function respond(
  turn: Turn,
  by: Responder,
  pending: Pending | null,
  content: InboundContent,
): Promise<Reply> {
  switch (content.kind) {
    case 'text':
      await respondToText(turn, by, pending, content.text);
      break;
    case 'action':
      await respondToAction(turn, by, pending, content.action);
      break;
    case 'form':
      await respondToForm(turn, by, content.command, content.values);
      break;
    case 'arrival':
      turn.replies.push(welcome(turn));
      break;
    default:
      return content satisfies never;
  }
  return replyOfTurn(turn);
}

const CANCEL =
  /^(?:cancel|never ?mind|forget (?:it|that)|stop|drop it|nvm|取消|算了|不用了|不要了|别管了)[.!。！]?$/i;
/** From here on a sentence is a command of its own, even while a question is open. */
const CLEARLY_A_COMMAND = 0.8;

async function respondToText(
  turn: Turn,
  by: Responder,
  pending: Pending | null,
  text: string,
): Promise<void> {
  if (text.trim() === '') {
    turn.replies.push(say(PHRASES.empty[turn.ctx.locale]));
    return;
  }
  if (pending !== null && (await answerInWords(turn, by, pending, text.trim()))) return;
  const understood = by.understander.understand(text, by.clues);
  turn.planned.push(...understood.commands);
  if (understood.commands.length === 0) {
    turn.replies.push(notUnderstood(turn, understood));
    return;
  }
  if (pending !== null) await forget(turn);
  await runSteps(turn, understood.commands.map(stepOf), understood.problems);
}

function stepOf(planned: PlannedCommand): Step {
  return { command: planned.command, arguments: planned.arguments, said: planned.arguments };
}

/** Takes a typed message as the answer to the open question; false when it is something else. */
async function answerInWords(
  turn: Turn,
  by: Responder,
  pending: Pending,
  text: string,
): Promise<boolean> {
  const { question } = pending;
  if (CANCEL.test(text)) {
    await forget(turn);
    turn.replies.push(say(PHRASES.dropped[turn.ctx.locale]));
    return true;
  }
  const yesNo = findYesNo(text);
  if (question.kind === 'confirm' || question.kind === 'create') {
    if (yesNo !== null) {
      await answer(turn, by, question, yesNo ? 'yes' : 'cancel');
      return true;
    }
    return question.kind === 'create' && (await answerRecord(turn, by, question, text));
  }
  if (question.kind === 'choose') {
    const picked = pickOption(question, text);
    if (picked !== null) {
      await answer(turn, by, question, picked);
      return true;
    }
    if (yesNo === true && question.options.length === 1) {
      await answer(turn, by, question, '1');
      return true;
    }
    if (yesNo === true && question.options.length === 0) return false;
    return answerRecord(turn, by, question, text);
  }
  return answerMissing(turn, by, question, text);
}

/** "2", "the second one", "Acme Inc" among the options; null when it names none of them or several. */
function pickOption(question: Question, text: string): string | null {
  const { options } = question;
  const ordinal = findOrdinals(text).find((o) => o.end - o.start >= text.length - 1)?.value;
  if (ordinal !== undefined) {
    const index = ordinal < 0 ? options.length + ordinal + 1 : ordinal;
    return index >= 1 && index <= options.length ? String(index) : null;
  }
  if (question.create !== null && /^(?:create|new|add|新建|创建|新增)/i.test(text)) return 'create';
  const said = text.toLowerCase();
  const exact = options.filter((o) => o.name.toLowerCase() === said);
  if (exact.length === 1 && exact[0] !== undefined) return String(options.indexOf(exact[0]) + 1);
  const words = said
    .split(/[\s,.!?，。]+/)
    .map((word) => word.replace(/(?:的?那一?个|的?这一?个|的|吧|家|那家)$/u, ''))
    .filter((word) => word !== '' && !POINTING.has(word));
  const fitting = options.filter((o) =>
    words.every((w) => `${o.name} ${o.detail}`.toLowerCase().includes(w)),
  );
  const only = words.length > 0 && fitting.length === 1 ? fitting[0] : undefined;
  return only === undefined ? null : String(options.indexOf(only) + 1);
}

/** Words that point at a choice without naming it: "the Globex one". */
const POINTING = new Set(
  'the a an one that this it with at of for deal account contact task please i mean 那个 这个'.split(
    ' ',
  ),
);

function parameterOf(turn: Turn, question: Question): Parameter | null {
  const inputs = turn.ctx.catalogue.find(question.command)?.inputs ?? [];
  return inputs.find((p) => p.name === question.parameter) ?? null;
}

/** Another name for the record that was asked about, unless the message is plainly a command. */
async function answerRecord(
  turn: Turn,
  by: Responder,
  question: Question,
  text: string,
): Promise<boolean> {
  const parameter = parameterOf(turn, question);
  if (parameter === null || isCommand(by, text, parameter)) return false;
  const name = text.replace(/^(?:no|nope|actually|不是|不)[,，:：\s]+/i, '');
  return answerValue(turn, by, question, parameter, name);
}

async function answerMissing(
  turn: Turn,
  by: Responder,
  question: Question,
  text: string,
): Promise<boolean> {
  const parameter = parameterOf(turn, question);
  if (parameter === null || isCommand(by, text, parameter)) return false;
  return answerValue(turn, by, question, parameter, text);
}

/**
 * Whether a message is a command of its own rather than the value asked for. A sentence may be what is to be done, or why
 * ("call Bob tomorrow"): there only undo and help are commands. A name is no sentence.
 */
function isCommand(by: Responder, text: string, parameter: Parameter): boolean {
  const first = by.understander.understand(text, by.clues).commands[0];
  if (first === undefined || first.confidence < CLEARLY_A_COMMAND) return false;
  if (parameter.slot.kind === 'text' && parameter.name !== 'name') {
    return first.command === 'change.undo' || first.command === 'help';
  }
  const value = readValue(parameter.slot, text, by.clues);
  if (parameter.slot.kind === 'record' || parameter.slot.kind === 'text') {
    // A bare name is understood as a wish to see the record: then it is the answer.
    const said = text.toLowerCase().replace(/[\s.!?。！？]+$/u, '');
    return !Object.values(first.arguments).some(
      (value) => typeof value === 'string' && value.toLowerCase() === said,
    );
  }
  return value === null || text.split(/\s+/).length > 6;
}

async function answerValue(
  turn: Turn,
  by: Responder,
  question: Question,
  parameter: Parameter,
  text: string,
): Promise<boolean> {
  const read = readValue(parameter.slot, text, by.clues);
  if (read === null) {
    const label = parameter.label[turn.ctx.locale];
    const remark =
      turn.ctx.locale === 'zh' ? `我没看懂这个${label}。` : `I could not read that as a ${label}.`;
    await askFor(turn, questionStep(question), parameter, restOf(question), remark);
    return true;
  }
  if ('problem' in read) {
    await askFor(
      turn,
      questionStep(question),
      parameter,
      restOf(question),
      problemText(read.problem, turn.ctx.locale),
      read.problem,
    );
    return true;
  }
  await forget(turn);
  await complete(turn, question, read.value, read.value);
  return true;
}

function questionStep(question: Question): Step {
  return { command: question.command, arguments: question.arguments, said: question.said };
}

function restOf(question: Question): Step[] {
  return question.rest.map((r) => ({ ...r, said: r.arguments }));
}

/** Runs the command with the answer filled in, and what waited behind it. */
async function complete(
  turn: Turn,
  question: Question,
  value: unknown,
  said: unknown,
): Promise<void> {
  const { invocation, said: saidNow } = filled(question, value, said);
  turn.planned.push({ command: question.command, arguments: saidNow, missing: [], confidence: 1 });
  await runSteps(turn, [{ ...invocation, said: saidNow }, ...restOf(question)]);
}

/** Answers by button, number or word: `yes`, `cancel`, `create`, an option's number, or `=value`. */
async function answer(
  turn: Turn,
  by: Responder,
  question: Question,
  choice: string,
): Promise<void> {
  await forget(turn);
  if (choice === 'cancel') {
    turn.replies.push(say(PHRASES.dropped[turn.ctx.locale]));
    return;
  }
  if (question.kind === 'confirm') {
    turn.planned.push({
      command: question.command,
      arguments: question.said,
      missing: [],
      confidence: 1,
    });
    await runSteps(turn, [{ ...questionStep(question), confirmed: true }, ...restOf(question)]);
    return;
  }
  if (question.create !== null && (choice === 'yes' || choice === 'create')) {
    await createThen(turn, question, question.create);
    return;
  }
  if (choice.startsWith('=')) {
    const parameter = parameterOf(turn, question);
    const read = parameter === null ? null : readValue(parameter.slot, choice.slice(1), by.clues);
    const value = read !== null && 'value' in read ? read.value : choice.slice(1);
    await complete(turn, question, value, value);
    return;
  }
  const option = question.options[Number(choice) - 1];
  if (option === undefined) {
    turn.replies.push(say(PHRASES.invalidButton[turn.ctx.locale]));
    return;
  }
  await complete(turn, question, optionMention(option), option.name);
}

/** Creates the record that was missing, then runs the command that named it. */
async function createThen(
  turn: Turn,
  question: Question,
  create: { command: string; name: string },
): Promise<void> {
  const account = question.arguments.account;
  const args = {
    name: create.name,
    ...(create.command === 'contact.create' && typeof account === 'string' ? { account } : {}),
  };
  const before = turn.focus;
  await runSteps(turn, [{ command: create.command, arguments: args, said: { name: create.name } }]);
  turn.planned.push({
    command: create.command,
    arguments: { name: create.name },
    missing: [],
    confidence: 1,
  });
  const made = turn.focus[0];
  if (made === undefined || before.some((ref) => ref.id === made.id)) return;
  await complete(turn, question, optionMention({ ...made, detail: '' }), create.name);
}

async function forget(turn: Turn): Promise<void> {
  const { ctx } = turn;
  await drop({
    tx: ctx.tx,
    organizationId: ctx.organization.id,
    conversationId: ctx.conversation.id,
    identityId: ctx.identity.id,
  });
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
  command: string,
  values: Readonly<Record<string, string>>,
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
  await runSteps(turn, [{ command, arguments: args, said: args }]);
}

/** Hello: what to type first, with buttons that do it. */
function welcome(turn: Turn): Reply {
  const { ctx } = turn;
  const zh = ctx.locale === 'zh';
  const examples = firstExamples(turn);
  const blocks: Block[] = [
    {
      kind: 'heading',
      text: zh ? `你好，${ctx.actor.name}！我是 Parley。` : `Hello ${ctx.actor.name}, I am Parley.`,
    },
    {
      kind: 'text',
      text: zh
        ? '直接用一句话告诉我要做什么，例如：'
        : 'Tell me in a sentence what to do, for example:',
    },
    { kind: 'text', text: examples.map((e) => `• ${e}`).join('\n') },
  ];
  const usable = (name: string) =>
    ctx.catalogue.all.some((c) => c.name === name && mayUse(ctx.actor, c));
  const buttons = [
    ...(usable('deal.log')
      ? [
          {
            label: zh ? '登记商机' : 'Log a deal',
            style: 'primary' as const,
            action: { kind: 'open-form' as const, command: 'deal.log', arguments: {} },
          },
        ]
      : []),
    ...(usable('pipeline.show')
      ? [
          {
            label: zh ? '我的管道' : 'My pipeline',
            action: { kind: 'run' as const, command: 'pipeline.show', arguments: { owner: 'me' } },
          },
        ]
      : []),
    ...(usable('persona.list')
      ? [
          {
            label: zh ? '切换身份' : 'Act as…',
            action: { kind: 'run' as const, command: 'persona.list', arguments: {} },
          },
        ]
      : []),
    {
      label: zh ? '帮助' : 'Help',
      action: { kind: 'run' as const, command: 'help', arguments: {} },
    },
  ];
  return replyOf(...blocks, { kind: 'buttons', buttons });
}

function firstExamples(turn: Turn): string[] {
  const { ctx } = turn;
  const first = ['deal.log', 'deal.list', 'deal.update', 'task.create', 'help', 'profile.update'];
  return first
    .flatMap((name) => {
      const command = ctx.catalogue.find(name);
      const example = command?.examples[ctx.locale][0];
      return command !== null && example !== undefined && mayUse(ctx.actor, command)
        ? [example]
        : [];
    })
    .slice(0, 4);
}

/** An honest "I did not understand", with the nearest commands to press. */
function notUnderstood(turn: Turn, understood: Understanding): Reply {
  const { ctx } = turn;
  const { locale } = ctx;
  if (understood.problems.length > 0)
    return say(understood.problems.map((p) => problemText(p, locale)).join('\n'));
  switch (understood.otherwise) {
    case 'greeting':
      return say(PHRASES.greeting[locale]);
    case 'thanks':
      return say(PHRASES.thanks[locale]);
    case 'small-talk':
      return say(PHRASES.smallTalk[locale]);
    default:
      break;
  }
  if (ctx.actor.kind === 'customer') return say(PHRASES.customerUnknown[locale]);
  const nearest = understood.alternatives
    .flatMap(({ command }) => ctx.catalogue.find(command) ?? [])
    .filter((command) => mayUse(ctx.actor, command))
    .slice(0, 2);
  if (nearest.length === 0) return say(PHRASES.unknown[locale]);
  return replyOf(
    {
      kind: 'text',
      text: [PHRASES.unknown[locale], PHRASES.didYouMean[locale]].join(locale === 'zh' ? '' : ' '),
    },
    {
      kind: 'buttons',
      buttons: [
        ...nearest.map((command) => ({
          label: command.summary[locale].replace(/[.。]$/, '').slice(0, 70),
          action: { kind: 'run' as const, command: 'help', arguments: { topic: command.name } },
        })),
        {
          label: locale === 'zh' ? '帮助' : 'Help',
          action: { kind: 'run' as const, command: 'help', arguments: {} },
        },
      ],
    },
  );
}
