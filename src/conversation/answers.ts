import type { Entity, Parameter } from '../commands/parameters.ts';
import { say } from '../reply/reply.ts';
import { drop, filled, optionMention, type Pending, type Question } from './dialogue.ts';
import { isOther, isSeveral } from './pointing.ts';
import { onlyHolding } from './row-words.ts';
import { askFor, runSteps, type Step, type Turn } from './turn.ts';
import { isHollow, mentionIn, oddity } from './understanding/mention.ts';
import { readValue } from './understanding/read-value.ts';
import { findOrdinals, findYesNo } from './understanding/slots/small.ts';
import type { Clues } from './understanding/span.ts';
import type { Understander } from './understanding/understand.ts';
import { PHRASES, problemText } from './wording.ts';

/** What an answer is made with. */
export type Responder = { understander: Understander; clues: Clues };

export const CANCEL =
  /^(?:(?:no|nah|ok|oh|actually|sorry|wait|ugh|hmm|hold on|hang on|on second thought|不|哦|嗯|那|等等|等一?下|先别|先等等|还是)?[\s,，.!]*)*(?:cancel(?: (?:it|that|this))?|never ?mind|forget (?:it|that|about it)|stop|drop it|leave it|skip it|nvm|don'?t bother|not now|取消|算了|不用了|不要了|别管了|不弄了|不记了|不建了|不改了|先不弄了?|先不了|没事了?|忽略|当我没说)(?:[\s,，]*(?:thanks|thank you|please|then|吧|谢谢|了))*[.!。！]*$/i;
/** A person takes the offer to create what does not exist by its own word. */
const CREATE =
  /^(?:(?:yes|yep|yeah|yup|sure|ok|okay|please|pls|go ahead(?: and)?|do it|好的?|是的?|嗯|对|可以|行|那就?|请|帮我|麻烦)[,，.!\s]*)*(?:create|add|make|set up)(?: (?:it|them|one|new|that|this|him|her|the|an?|account|company|customer|please|pls))*[.!]?$|^(?:(?:好的?|是的?|嗯|对|可以|行|那就?|请|帮我|麻烦|先)[,，\s]*)*(?:新建|创建|新增|建|加)(?:吧|一个|一下|它|上|个|客户|公司)*[。!！]?$/i;
const CONTACT = /^(?:(?:create|as|add) )?(?:the |a )?(?:contact|person)$|^(?:新建)?联系人$/i;
/** What is there already is taken, or not. */
const USE =
  /^(?:(?:no|yes|ok),? )?(?:just )?(?:use|take|open|keep) (?:it|that|that one|this one|the (?:old|existing|other|first) (?:one|account|contact|record)|the existing)[.!]?$|^(?:就)?(?:用|使用|打开)(?:它|那个|这个|已有的?|现有的?|原来的?|那一个)?(?:吧|就行)?$/i;
const ANYWAY =
  /^(?:yes,? )?(?:please )?(?:create|add|make|do|save)(?: (?:it|them|one|a new one|another(?: one)?))*(?: anyway| anyhow)?[.!]?$|^(?:it's )?(?:a )?(?:different|another|new) (?:one|company|account|person|contact)$|^(?:仍然|还是|照样|继续|就)?(?:要)?(?:新建|创建|新增|添加)(?:吧|一个|它)?$/i;
/** What somebody else set meanwhile stays, or not. */
const KEEP =
  /^(?:(?:no|ok|yes),? )?(?:keep|leave) (?:it|that|theirs|(?:his|her|their|the other) (?:one|value)|[$€£¥]?[\d.,]+\s?[km]?)[.!]?$|^(?:就)?(?:保留|用)(?:对方的?|他的|她的|原来的?|[$€£¥]?[\d.,]+[万千k]?)(?:吧)?[。!！]?$/i;
const MINE =
  /^(?:(?:no|yes|ok),? )?(?:use|set|take) (?:mine|my value|my one)[.!]?$|^(?:就)?(?:用|改成|改为)我的(?:吧)?[。!！]?$/i;
/** From here on a sentence is a command of its own, even while a question is open. */
const CLEARLY_A_COMMAND = 0.8;

/** Takes a typed message as the answer to the open question; false when it is something else. */
export async function answerInWords(
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
    if (question.kind === 'create' && CONTACT.test(text)) {
      await answer(turn, by, question, 'contact');
      return true;
    }
    if (question.kind === 'confirm' && question.options.length > 0) {
      const takes = USE.test(text) ? '1' : ANYWAY.test(text) ? 'yes' : null;
      if (takes !== null) {
        await answer(turn, by, question, takes);
        return true;
      }
    }
    if (question.kind === 'confirm' && (KEEP.test(text) || MINE.test(text))) {
      await answer(turn, by, question, MINE.test(text) ? 'yes' : 'cancel');
      return true;
    }
    const creates = question.kind === 'create' && CREATE.test(text);
    if (yesNo !== null || creates) {
      await answer(turn, by, question, creates || yesNo === true ? 'yes' : 'cancel');
      return true;
    }
    return (
      question.kind === 'create' && (await answerAsked(turn, by, question, text, withoutNo(text)))
    );
  }
  if (question.kind === 'choose') {
    if (isSeveral(text.replace(/[\s.!。！]+$/u, '')) && question.options.length <= MOST_AT_ONCE) {
      await answerAll(turn, question);
      return true;
    }
    const picked = pickOption(question, text) ?? pickOther(turn, question, text);
    if (picked !== null) {
      await answer(turn, by, question, picked);
      return true;
    }
    if (yesNo === true && question.options.length === 1) {
      await answer(turn, by, question, '1');
      return true;
    }
    if (yesNo === true && question.options.length === 0) return false;
    return answerAsked(turn, by, question, text, withoutNo(text));
  }
  return answerAsked(turn, by, question, text);
}

/** "2", "the second one", "Acme Inc" among the options; null when it names none of them or several. */
function pickOption(question: Question, text: string): string | null {
  const { options } = question;
  const ordinal = findOrdinals(text).find((o) => o.end - o.start >= text.length - 1)?.value;
  if (ordinal !== undefined) {
    const index = ordinal < 0 ? options.length + ordinal + 1 : ordinal;
    return index >= 1 && index <= options.length ? String(index) : null;
  }
  if (question.create !== null && CREATE.test(text)) return 'create';
  const said = text.toLowerCase();
  const exact = options.filter((o) => o.name.toLowerCase() === said);
  if (exact.length === 1 && exact[0] !== undefined) return String(options.indexOf(exact[0]) + 1);
  const held = onlyHolding(
    said,
    options.map((o) => `${o.name} ${o.detail}`),
  );
  return held === null ? null : String(held + 1);
}

/** "The other one" of two options is the one that was not spoken of last. */
function pickOther(turn: Turn, { options }: Question, text: string): string | null {
  if (options.length !== 2 || !isOther(text.replace(/[\s.!。！]+$/u, ''))) return null;
  const last = turn.focus.find((ref) => options.some((o) => o.id === ref.id));
  const other = options.findIndex((o) => o.id !== last?.id);
  return last === undefined ? null : String(other + 1);
}

/** "Both": the command for each of the options. */
async function answerAll(turn: Turn, question: Question): Promise<void> {
  await forget(turn);
  const steps = question.options.map((option) => {
    const { invocation, said } = filled(question, optionMention(option), option.name);
    turn.planned.push({ command: question.command, arguments: said, missing: [], confidence: 1 });
    return { ...invocation, said, shifts: question.shifts };
  });
  await runSteps(turn, [...steps, ...restOf(question)]);
}

const MOST_AT_ONCE = 5;

function parameterOf(turn: Turn, question: Question): Parameter | null {
  const inputs = turn.ctx.catalogue.find(question.command)?.inputs ?? [];
  return inputs.find((p) => p.name === question.parameter) ?? null;
}

/** Takes a message as the value that was asked for, unless it is plainly a command. */
async function answerAsked(
  turn: Turn,
  by: Responder,
  question: Question,
  text: string,
  value = text,
): Promise<boolean> {
  const parameter = parameterOf(turn, question);
  if (parameter === null) return false;
  if (await answerWithMore(turn, by, question, parameter, value)) return true;
  if (isCommand(by, text, question, parameter)) return false;
  if (parameter.slot.kind === 'record' && isNoName(text, parameter.slot.entities)) return false;
  return answerValue(turn, by, question, parameter, value);
}

/** A question or a sentence names no record: "who works there?" */
function isNoName(text: string, entities: readonly Entity[]): boolean {
  if (/[?？]\s*$/.test(text)) return true;
  const mention = mentionIn(text, entities);
  return mention !== null && (isHollow(mention, entities) || oddity(mention) > 2);
}

function isPlainName(text: string): boolean {
  return text !== '' && oddity(text) === 0 && !isHollow(text, ['account', 'contact', 'deal']);
}

/** "Pillar, 5k, closing Friday" answers the question and says more; false when it does not. */
async function answerWithMore(
  turn: Turn,
  by: Responder,
  question: Question,
  parameter: Parameter,
  text: string,
): Promise<boolean> {
  if (parameter.slot.kind !== 'record' && parameter.name !== 'name') return false;
  const before = { ...question.said, ...question.arguments };
  for (const { 0: gap, index } of text.matchAll(/\s*[,，]\s*|\s+|(?<=\p{Script=Han})(?=\d)/gu)) {
    const head = text.slice(0, index);
    const more = by.understander.add(
      question.command,
      before,
      text.slice(index + gap.length),
      by.clues,
    );
    if (more === null || !isPlainName(head)) continue;
    const said = { ...question.said, ...more };
    const args = { ...question.arguments, ...more };
    return answerValue(turn, by, { ...question, said, arguments: args }, parameter, head);
  }
  return false;
}

/** "no, Acme Inc" names another record than the one offered. */
function withoutNo(text: string): string {
  return text.replace(/^(?:no|nope|actually|不是|不)[,，:：\s]+/i, '');
}

/**
 * Whether a message is a command of its own rather than the value asked for. A sentence may be what is to be done, or why
 * ("call Bob tomorrow"): there only undo and help are commands. A name is no sentence.
 */
function isCommand(by: Responder, text: string, question: Question, parameter: Parameter): boolean {
  const first = by.understander.understand(text, by.clues).commands[0];
  if (first === undefined || first.confidence < CLEARLY_A_COMMAND) return false;
  // The values of the same command without what was asked for: the rest of the message is that.
  if (first.command === question.command && first.missing.includes(parameter.name)) return false;
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
  return value === null || wordsIn(text) > 6;
}

/** Chinese has about two characters to a word. */
function wordsIn(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return (text.match(/[^\s\p{Script=Han}]+/gu)?.length ?? 0) + han / 2;
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
  const { command, arguments: args, said, shifts } = question;
  return { command, arguments: args, said, shifts };
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
  await runSteps(turn, [
    { ...invocation, said: saidNow, shifts: question.shifts },
    ...restOf(question),
  ]);
}

/** Answers by button, number or word: `yes`, `cancel`, `create`, an option's number, or `=value`. */
export async function answer(
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
  const instead = question.kind === 'confirm' && choice === '1' ? question.options[0] : undefined;
  if (instead !== undefined) {
    const args = { [instead.entity]: optionMention(instead) };
    const step = { command: `${instead.entity}.show`, arguments: args, said: args };
    await runSteps(turn, [step, ...restOf(question)]);
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
  if (question.create !== null && choice === 'contact') {
    await createThen(turn, question, { ...question.create, command: 'contact.create' });
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
  if (create.command === 'product.create') {
    // Its price is still to be asked for: what named the product waits behind that question.
    const named = { [question.parameter]: create.name };
    const waiting: Step = {
      command: question.command,
      arguments: { ...question.arguments, ...named },
      said: { ...question.said, ...named },
    };
    turn.planned.push({
      command: create.command,
      arguments: { name: create.name },
      missing: [],
      confidence: 1,
    });
    const step = { command: create.command, arguments: args, said: args };
    return runSteps(turn, [step, waiting, ...restOf(question)]);
  }
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

/** Drops the question that is open to this person. */
export async function forget(turn: Turn): Promise<void> {
  const { ctx } = turn;
  await drop({
    tx: ctx.tx,
    organizationId: ctx.organization.id,
    conversationId: ctx.conversation.id,
    identityId: ctx.identity.id,
  });
}
