import type { Ask, Doubt, RecordRef } from '../commands/command.ts';
import type { CommandContext } from '../commands/context.ts';
import { execute, type Invocation, type Outcome } from '../commands/execute.ts';
import { stageChoices } from '../commands/form-choices.ts';
import { ENTITY_LABELS } from '../commands/labels.ts';
import type { Parameter } from '../commands/parameters.ts';
import { isInternal, mayUse } from '../commands/permission.ts';
import type { PlannedCommand, Problem } from '../commands/plan.ts';
import { asOfTask, redirected } from '../commands/redirect.ts';
import { type Focus, idMention, openDeals } from '../commands/references.ts';
import { shiftedDay } from '../commands/shifts.ts';
import { shortText } from '../reply/format.ts';
import { type Button, type Reply, replyOf, say } from '../reply/reply.ts';
import {
  ask,
  choiceReply,
  type Option,
  type Question,
  questionReply,
  questionText,
} from './dialogue.ts';
import { pointedAt, points } from './pointing.ts';
import { aboutWhom } from './pronouns.ts';
import type { LastCommand, Shown, ShownReport, Spoken } from './state.ts';
import { expectedText, PHRASES, problemText, refusalText } from './wording.ts';

/** One message being answered: the context of its commands, and what has been said and done so far. */
export type Turn = {
  ctx: CommandContext;
  focus: Focus;
  /** The command that this person ran last, as he said it. */
  last: LastCommand | null;
  /** The report that this person was shown last: "and last month?" is about it. */
  report: ShownReport | null;
  /** The rows this person was shown before this turn, and those that this turn shows. */
  shown: Shown;
  rows: Focus | null;
  /** Whether the message before this one changed something. */
  wrote: boolean;
  /** What the conversation was about before this turn. */
  spoken: Spoken;
  replies: Reply[];
  /** The commands as they were understood or completed, for `chat --json`. */
  planned: PlannedCommand[];
  /** Names of the commands that ran. */
  ran: string[];
  /** Whether a command of the CRM was asked for: what it answers is not for outsiders. */
  internal: boolean;
};

/** A command to run in a turn, and how people said its arguments. */
export type Step = Invocation & {
  said: Readonly<Record<string, unknown>>;
  confirmed?: boolean;
  /** What kind of record a mention is, where its words say so: "the Acme deal". */
  kinds?: PlannedCommand['kinds'];
  /** What of the record a question asks for. */
  asks?: PlannedCommand['asks'];
  /** Days that count from the record's own day, not from today. */
  shifts?: PlannedCommand['shifts'];
};

/** What is answered to a command of the CRM, or asked for it, is not for outsiders. */
function noteInternal(turn: Turn, step: Step): void {
  const command = turn.ctx.catalogue.find(step.command);
  if (command !== null && isInternal(command, turn.ctx.actor)) turn.internal = true;
}

const MENTIONS_IT = /^(?:it|that|this|them|这个|它|那个|该|(?:this|that|the) \w+|[这那该].{1,3})$/i;

/**
 * Runs the commands of a message in order, each reported. The first that has a question stops the rest, which waits behind
 * it. One that is refused takes along those that speak of its record as "it".
 */
export async function runSteps(
  turn: Turn,
  steps: readonly Step[],
  problems: readonly Problem[] = [],
): Promise<void> {
  const [planned, ...rest] = steps;
  if (planned === undefined) return;
  noteInternal(turn, planned);
  const meant = pointed(turn, planned);
  if (meant.length > 1) return runSteps(turn, [...meant, ...rest], problems);
  const step = following(
    turn,
    aboutWhom(await shifted(turn, await aimed(turn, meant[0] ?? planned)), turn.focus),
  );
  const before = turn.ctx.history.changes.length;
  const problem = problemOf(turn, step, problems);
  if (problem !== null) {
    await askFor(
      turn,
      step,
      problem.parameter,
      rest,
      problemText(problem.problem, turn.ctx.locale),
      problem.problem,
    );
    return;
  }
  const several = await whichOfShown(turn, step);
  if (several !== null) return askWhich(turn, step, several, rest);
  const outcome = await execute(turn.ctx, step, turn.focus, step.confirmed ?? false);
  if (outcome.kind === 'done') {
    turn.ran.push(step.command);
    turn.replies.push(outcome.reply);
    turn.focus = refocus(turn.focus, outcome.about);
    turn.last = lastAfter(turn.last, step);
    turn.report = reportAfter(turn, step);
    turn.rows = rowsAfter(turn.rows, outcome);
    // "The first one" after a list of one.
    if (outcome.listed?.length === 1) turn.shown = { rows: outcome.listed, justNow: true };
    return runSteps(turn, rest, problems);
  }
  // A command that changed something before it refused would leave half a change: the whole turn starts again.
  if (turn.ctx.history.changes.length > before) throw new Error(`${step.command} stopped half way`);
  if (outcome.kind === 'refused') {
    turn.replies.push(say(refusalText(outcome.refusal, turn.ctx.locale)));
    const dependent = rest.some((next) =>
      Object.values(next.arguments).some((v) => typeof v === 'string' && MENTIONS_IT.test(v)),
    );
    return dependent ? undefined : runSteps(turn, rest, problems);
  }
  await askBack(turn, step, outcome, rest);
}

/** The step with what it leaves unsaid, as the answer had it that it follows. */
function following({ ctx, report }: Turn, step: Step): Step {
  const follows = ctx.catalogue.find(step.command)?.follows;
  if (follows === undefined || report?.command !== follows.command) return step;
  const taken = Object.entries(report.arguments).filter(([name]) => follows.taking.includes(name));
  return { ...step, arguments: { ...Object.fromEntries(taken), ...step.arguments } };
}

/** A report stays the one spoken of until another, or a list that has a period itself, is shown. */
function reportAfter({ ctx, report }: Turn, { command, said }: Step): ShownReport | null {
  const ran = ctx.catalogue.find(command);
  if (ran?.variations !== undefined) {
    const once = ran.saidOnce ?? [];
    const again = Object.entries(said).filter(([name]) => !once.includes(name));
    return { command, arguments: Object.fromEntries(again) };
  }
  if (ran?.follows !== undefined) return report;
  return ran?.inputs.some((p) => p.slot.kind === 'period') === true ? null : report;
}

/** The rows shown, or the records that several commands of one message were about. */
function rowsAfter(
  before: Focus | null,
  { listed, about }: Extract<Outcome, { kind: 'done' }>,
): Focus | null {
  if (listed !== undefined && listed.length > 1) return listed;
  const main = about[0];
  if (main === undefined) return before;
  return [...(before ?? []).filter((ref) => ref.id !== main.id), main];
}

/** A step for each record that words point at: "the second one", "both". The step as it is where they point at none. */
function pointed(turn: Turn, step: Step): readonly Step[] {
  const command = turn.ctx.catalogue.find(step.command);
  const rows = turn.rows !== null && turn.rows.length > 1 ? turn.rows : turn.shown.rows;
  for (const { name, slot } of command?.inputs ?? []) {
    const mention = step.arguments[name];
    if (slot.kind !== 'record' || typeof mention !== 'string') continue;
    const refs = pointedAt(mention, slot.entities, rows, turn.focus);
    if (refs === null) continue;
    const about = name === step.command.split('.')[0] || command?.risk === 'read';
    if (refs.length === 0 && about) {
      const sibling = siblingStep(turn, step, name, mention, rows);
      if (sibling !== null) return [sibling];
    }
    if (refs.length > 0)
      return refs.map((ref) => ({
        ...step,
        arguments: { ...step.arguments, [name]: idMention(ref) },
      }));
  }
  return [step];
}

/** "Show me the second one" is about what was listed, of whatever kind that is. */
function siblingStep(
  turn: Turn,
  step: Step,
  name: string,
  mention: string,
  rows: Focus,
): Step | null {
  const { [name]: _record, ...others } = step.arguments;
  for (const entity of ['deal', 'contact', 'account', 'lead', 'task'] as const) {
    const verb = step.command.split('.')[1] ?? '';
    // 搞定了 is said of a deal and of a task, and "how much" of a price and of a deal.
    const own =
      entity === 'task' && verb === 'win' ? 'complete' : step.asks === undefined ? verb : 'show';
    const sibling = turn.ctx.catalogue.find(`${entity}.${own}`);
    const [ref, second] = pointedAt(mention, [entity], rows, turn.focus) ?? [];
    if (sibling === null || ref === undefined || second !== undefined) continue;
    const args = entity === 'task' ? asOfTask(others) : others;
    if (!Object.keys(args).every((key) => sibling.inputs.some((p) => p.name === key))) continue;
    const said = { [entity]: mention, ...args };
    replan(turn, step, sibling.name, said);
    return {
      command: sibling.name,
      arguments: { ...said, [entity]: idMention(ref) },
      said,
      asks: step.asks,
      shifts: shiftsFor(sibling.name, step.shifts),
    };
  }
  return null;
}

function shiftsFor(command: string, shifts: Step['shifts']): Step['shifts'] {
  const { closeDate } = shifts ?? {};
  return command === 'task.update' && closeDate !== undefined ? { due: closeDate } : shifts;
}

/** What was planned says what is done. */
function replan(
  turn: Turn,
  step: Step,
  command: string,
  args: Readonly<Record<string, unknown>>,
): void {
  const index = turn.planned.findIndex(
    (p) => p.command === step.command && p.arguments === step.said,
  );
  const plan = turn.planned[index];
  if (plan !== undefined) turn.planned[index] = { ...plan, command, arguments: { ...args } };
}

function lastAfter(before: LastCommand | null, { command, said, asks }: Step): LastCommand | null {
  const taken = command === 'change.undo' ? true : command === 'change.redo' ? false : null;
  if (taken === null)
    return { command, arguments: { ...said }, ...(asks && { asks }), undone: false };
  return before === null ? null : { ...before, undone: taken };
}

/** The step for the kind of record that is meant; what was planned says so too. */
async function aimed(turn: Turn, step: Step): Promise<Step> {
  const other = await redirected(turn.ctx, step, turn.focus);
  if (other === null) return step;
  replan(turn, step, other.command, other.arguments);
  return {
    ...step,
    ...other,
    said: other.arguments,
    shifts: shiftsFor(other.command, step.shifts),
  };
}

/** "Two weeks later" counts from the day that the deal or task has, and from today where it has none. */
async function shifted(turn: Turn, step: Step): Promise<Step> {
  const [name, shift] = Object.entries(step.shifts ?? {})[0] ?? [];
  if (name === undefined || shift === undefined) return step;
  const day = await shiftedDay(turn.ctx, step, shift, turn.focus);
  if (day === null) return step;
  const said = { ...step.said, [name]: day };
  replan(turn, step, step.command, said);
  return { ...step, arguments: { ...step.arguments, [name]: day }, said, shifts: undefined };
}

function problemOf(
  turn: Turn,
  step: Step,
  problems: readonly Problem[],
): { parameter: Parameter; problem: Problem } | null {
  const inputs = turn.ctx.catalogue.find(step.command)?.inputs ?? [];
  for (const problem of problems) {
    const parameter = inputs.find((p) => p.name === problem.parameter);
    if (parameter !== undefined && !(parameter.name in step.arguments))
      return { parameter, problem };
  }
  return null;
}

/** The records now spoken of, in front of those before; ten are enough. */
function refocus(focus: Focus, about: readonly RecordRef[]): Focus {
  const fresh = about.filter((ref, i) => about.findIndex((o) => o.id === ref.id) === i);
  return [...fresh, ...focus.filter((old) => !fresh.some((ref) => ref.id === old.id))].slice(0, 10);
}

/** "We won!" right after several open deals were shown may mean any of them. */
async function whichOfShown(
  turn: Turn,
  step: Step,
): Promise<Extract<Outcome, { kind: 'choose' }> | null> {
  if (step.command !== 'deal.win' && step.command !== 'deal.lose') return null;
  const { deal } = step.arguments;
  if (typeof deal === 'string' && !/^(?:it|that|this|它)$/i.test(deal)) return null;
  if (turn.ran.length > 0) return null;
  // What was shown, or, where something else was spoken of since, the deals spoken of before.
  const rows = turn.shown.justNow ? turn.shown.rows : turn.focus;
  if (!turn.shown.justNow && turn.focus[0]?.entity === 'deal') return null;
  const parameter = turn.ctx.catalogue.find(step.command)?.inputs[0];
  const options = await openDeals(turn.ctx, rows);
  if (parameter === undefined || options.length < 2) return null;
  const { deal: _it, ...args } = step.arguments;
  return { kind: 'choose', parameter, mention: '', options, sure: true, arguments: args };
}

type Open = Exclude<Outcome, { kind: 'done' } | { kind: 'refused' }>;

async function askBack(
  turn: Turn,
  step: Step,
  outcome: Open,
  rest: readonly Step[],
): Promise<void> {
  const { locale } = turn.ctx;
  switch (outcome.kind) {
    case 'missing':
      return askFor(
        turn,
        { ...step, arguments: outcome.arguments },
        outcome.parameter,
        rest,
        outcome.ask?.why ?? '',
        undefined,
        outcome.ask,
      );
    case 'invalid': {
      const why = expectedText(outcome.parameter, locale);
      return askFor(turn, { ...step, arguments: outcome.arguments }, outcome.parameter, rest, why);
    }
    case 'confirm': {
      const id = await store(
        turn,
        step,
        {
          kind: 'confirm',
          arguments: { ...outcome.arguments },
          parameter: '',
          options: outcome.doubt?.instead ? [{ ...outcome.doubt.instead, detail: '' }] : [],
          create: null,
        },
        rest,
      );
      const choices = confirmChoices(outcome.doubt, locale);
      const no = outcome.doubt?.keep?.[locale];
      turn.replies.push(questionReply('', id, choices, locale, outcome.preview.blocks, no));
      return;
    }
    case 'choose':
      return askWhich(turn, step, outcome, rest);
    case 'not-found':
      return askNotFound(turn, step, outcome, rest);
    default:
      return outcome satisfies never;
  }
}

/** Confirm; where something is there already, taking that comes first. */
function confirmChoices(
  doubt: Doubt | undefined,
  locale: 'en' | 'zh',
): { label: string; choice: string; style?: 'primary' | 'danger' }[] {
  if (doubt === undefined)
    return [{ label: PHRASES.confirm[locale], choice: 'yes', style: 'danger' }];
  const { instead, confirm } = doubt;
  const use = instead === null ? [] : [useChoice(instead.name, locale)];
  return [...use, { label: confirm[locale], choice: 'yes' }];
}

function useChoice(name: string, locale: 'en' | 'zh') {
  const label = locale === 'zh' ? `使用 ${name}` : `Use ${name}`;
  return { label: shortText(label, 70), choice: '1', style: 'primary' as const };
}

async function askWhich(
  turn: Turn,
  step: Step,
  outcome: Extract<Outcome, { kind: 'choose' }>,
  rest: readonly Step[],
): Promise<void> {
  const { locale } = turn.ctx;
  const zh = locale === 'zh';
  const options: Option[] = outcome.options.map(({ entity, id, name, detail }) => ({
    entity,
    id,
    name,
    detail,
  }));
  turn.rows = outcome.options.map(({ entity, id, name }) => ({ entity, id, name }));
  const create = outcome.sure
    ? null
    : creatable(turn, outcome.parameter, step.command, outcome.mention);
  const id = await store(
    turn,
    step,
    {
      kind: 'choose',
      arguments: { ...outcome.arguments },
      parameter: outcome.parameter.name,
      options,
      create,
    },
    rest,
  );
  const text =
    outcome.mention === ''
      ? zh
        ? '是哪一个？'
        : 'Which one?'
      : outcome.sure
        ? zh
          ? `“${outcome.mention}”对应多条记录，是哪一个？`
          : `“${outcome.mention}” could be several. Which one?`
        : zh
          ? `没有找到“${outcome.mention}”。你是不是想说：`
          : `I found no “${outcome.mention}”. Did you mean:`;
  const more =
    create === null
      ? []
      : [{ label: zh ? `新建 ${create.name}` : `Create ${create.name}`, choice: 'create' }];
  turn.replies.push(choiceReply(text, id, options, locale, more));
}

async function askNotFound(
  turn: Turn,
  step: Step,
  outcome: Extract<Outcome, { kind: 'not-found' }>,
  rest: readonly Step[],
): Promise<void> {
  const { locale } = turn.ctx;
  const zh = locale === 'zh';
  const { parameter, mention } = outcome;
  const byId = /^[a-z]+:[0-9a-f-]{36}$/.test(mention);
  if (MENTIONS_IT.test(mention) || points(mention) || byId) {
    const remark = byId ? PHRASES.gone[locale] : '';
    return askFor(turn, { ...step, arguments: outcome.arguments }, parameter, rest, remark);
  }
  if (outcome.dealless !== undefined) {
    const { name } = outcome.dealless;
    turn.replies.push(
      replyOf(
        { kind: 'text', text: zh ? `${name} 还没有商机。` : `${name} has no deal yet.` },
        {
          kind: 'buttons',
          buttons: [
            {
              label: zh ? '登记商机' : 'Log a deal',
              action: {
                kind: 'open-form',
                command: 'deal.log',
                arguments: { account: idMention(outcome.dealless) },
              },
            },
          ],
        },
      ),
    );
    return;
  }
  // Whoever a message names by @ was looked up before the turn: this one is a bot, a guest, or of another company.
  if (mention.startsWith('<@')) {
    turn.replies.push(say(PHRASES.noColleague[locale]));
    return;
  }
  const create = creatable(turn, parameter, step.command, mention);
  if (create === null) {
    const label = kindText(parameter, locale);
    if (turn.ctx.actor.kind === 'customer') {
      turn.replies.push(
        say(zh ? `没有找到${label}“${mention}”。` : `There is no such ${label}: “${mention}”.`),
      );
      return;
    }
    turn.replies.push(
      say(
        zh
          ? `没有找到叫“${mention}”的${label}。可以换个说法，或输入“查找 ${mention}”。`
          : `I found no ${label} called “${mention}”. Try another name, or “find ${mention}”.`,
      ),
    );
    return;
  }
  const id = await store(
    turn,
    step,
    {
      kind: 'create',
      arguments: { ...outcome.arguments },
      parameter: parameter.name,
      options: [],
      create,
    },
    rest,
  );
  const account = create.command === 'account.create';
  // What an activity or a task is about may also be a person.
  const either =
    account && parameter.slot.kind === 'record' && parameter.slot.entities.includes('contact');
  const text =
    CREATE_QUESTIONS[either ? 'either' : (CREATED[create.command] ?? 'account')][locale](mention);
  const yes = {
    label: either ? (zh ? '新建客户' : 'Create account') : zh ? '新建' : 'Create',
    choice: 'yes',
    style: 'primary' as const,
  };
  const other = either ? [{ label: zh ? '新建联系人' : 'Create contact', choice: 'contact' }] : [];
  turn.replies.push(questionReply(text, id, [yes, ...other], locale));
}

const CREATED: Readonly<Record<string, 'account' | 'contact' | 'product'>> = {
  'contact.create': 'contact',
  'product.create': 'product',
};

const CREATE_QUESTIONS: Readonly<
  Record<
    'account' | 'contact' | 'product' | 'either',
    Record<'en' | 'zh', (name: string) => string>
  >
> = {
  account: {
    en: (name) => `There is no account called “${name}” yet. Create it?`,
    zh: (name) => `还没有叫“${name}”的客户。要新建吗？`,
  },
  contact: {
    en: (name) => `There is no contact called “${name}” yet. Create them?`,
    zh: (name) => `还没有叫“${name}”的联系人。要新建吗？`,
  },
  product: {
    en: (name) => `There is no product called “${name}” yet. Add it?`,
    zh: (name) => `还没有叫“${name}”的产品。要新增吗？`,
  },
  either: {
    en: (name) =>
      `There is no account or contact called “${name}” yet. Create the account, or a contact?`,
    zh: (name) => `还没有叫“${name}”的客户或联系人。要新建客户，还是联系人？`,
  },
};

/** What was looked for: "deal", "member", or "record" where it may be of several kinds. */
function kindText(parameter: Parameter, locale: 'en' | 'zh'): string {
  const kinds = parameter.slot.kind === 'record' ? parameter.slot.entities : [];
  const only = kinds.length === 1 ? ENTITY_LABELS[kinds[0] ?? ''] : undefined;
  return only?.[locale] ?? (locale === 'zh' ? '记录' : 'record');
}

/** Commands that may bring their account or contact into being; a question about a record that is not there does not. */
const CREATES = new Set([
  'deal.log',
  'deal.update',
  'deal.move',
  'deal.win',
  'contact.create',
  'contact.update',
  'activity.log',
  'task.create',
  'order.create',
  'order.update',
  'quote.create',
  'quote.revise',
]);

/** The record that may be created where a mention finds none. */
export function creatable(
  turn: Turn,
  parameter: Parameter,
  command: string,
  mention: string,
): Question['create'] {
  const { slot } = parameter;
  if (slot.kind !== 'record' || !CREATES.has(command) || /^(?:[a-z]{1,2}-|#)?\d+$/i.test(mention))
    return null;
  if (slot.entities.includes('product')) {
    const creating = turn.ctx.catalogue.find('product.create');
    const may = creating !== null && mayUse(turn.ctx.actor, creating);
    return may ? { command: 'product.create', name: mention } : null;
  }
  if (slot.entities.includes('account')) return { command: 'account.create', name: mention };
  return slot.entities.includes('contact') ? { command: 'contact.create', name: mention } : null;
}

/** Asks whether words that are no command are to be sent to a customer. */
export async function askToSend(turn: Turn, step: Step, customer: string): Promise<void> {
  noteInternal(turn, step);
  const { locale } = turn.ctx;
  const question = {
    kind: 'confirm' as const,
    arguments: { ...step.arguments },
    parameter: '',
    options: [],
    create: null,
  };
  const id = await store(turn, step, question, []);
  const text =
    locale === 'zh' ? `发给客户 ${customer} 吗？` : `Send this to the customer, ${customer}?`;
  const yes = {
    label: locale === 'zh' ? '发送' : 'Yes, send',
    choice: 'yes',
    style: 'primary' as const,
  };
  turn.replies.push(questionReply(text, id, [yes], locale));
}

/** Asks for one parameter, with buttons where the choices are few. */
export async function askFor(
  turn: Turn,
  step: Step,
  parameter: Parameter,
  rest: readonly Step[],
  remark: string,
  problem?: Pick<Problem, 'low' | 'high'>,
  asked?: Ask,
): Promise<void> {
  noteInternal(turn, step);
  const { locale } = turn.ctx;
  const id = await store(
    turn,
    step,
    {
      kind: 'missing',
      arguments: { ...step.arguments },
      parameter: parameter.name,
      options: [],
      create: null,
    },
    rest,
  );
  const text = [remark, asked?.question ?? questionText(parameter, locale)]
    .filter(Boolean)
    .join(locale === 'zh' ? '' : ' ');
  const choices =
    asked?.choices?.map(({ label, value }) => ({ label, choice: `=${value}` })) ??
    (await choicesOf(turn, step, parameter, problem));
  turn.replies.push(questionReply(text, id, choices, locale));
}

async function choicesOf(
  turn: Turn,
  step: Step,
  parameter: Parameter,
  problem?: Pick<Problem, 'low' | 'high'>,
): Promise<{ label: string; choice: string }[]> {
  const { slot } = parameter;
  const { locale } = turn.ctx;
  if (problem?.low !== undefined && problem.high !== undefined) {
    return [problem.low, problem.high].map((amount) => ({
      label: String(amount),
      choice: `=${amount}`,
    }));
  }
  if (slot.kind === 'choice')
    return slot.options.map((o) => ({ label: o.label[locale], choice: `=${o.value}` }));
  if (slot.kind === 'flag') {
    return [
      { label: locale === 'zh' ? '是' : 'Yes', choice: '=yes' },
      { label: locale === 'zh' ? '否' : 'No', choice: '=no' },
    ];
  }
  if (slot.kind === 'stage') {
    const stages = await stageChoices(turn.ctx, step.arguments);
    return stages.map(({ label, value }) => ({ label, choice: `=${value}` }));
  }
  return [];
}

async function store(
  turn: Turn,
  step: Step,
  question: Omit<Question, 'command' | 'said' | 'shifts' | 'rest'>,
  rest: readonly Step[],
): Promise<string> {
  const { ctx } = turn;
  return ask(
    {
      tx: ctx.tx,
      ids: ctx.ids,
      clock: ctx.clock,
      organizationId: ctx.organization.id,
      conversationId: ctx.conversation.id,
      identityId: ctx.identity.id,
    },
    {
      ...question,
      command: step.command,
      said: { ...step.said },
      ...(step.shifts === undefined ? {} : { shifts: step.shifts }),
      rest: rest.map((r) => ({ command: r.command, arguments: { ...r.said, ...r.arguments } })),
    },
  );
}

/** What it sent was read by others: there is nothing to take back. */
const SENT = 'ticket.reply';

/** The Undo that ends every reply to a write. */
function undoButtons(turn: Turn): Button[] {
  const { history, locale, actor } = turn.ctx;
  if (history.changes.length === 0 || actor.kind === 'customer') return [];
  if (turn.ran.includes(SENT)) return [];
  return [
    {
      label: history.undoes === null ? PHRASES.undo[locale] : PHRASES.redo[locale],
      action: {
        kind: 'run',
        command: 'change.undo',
        arguments: { change: history.changeSetId },
        nonce: `undo:${history.changeSetId}`,
      },
    },
  ];
}

/** What was said and done, as one reply. Undo stands beside the buttons that end it, if there are any. */
export function replyOfTurn(turn: Turn): Reply {
  const blocks = turn.replies.flatMap((r) => r.blocks);
  const undo = undoButtons(turn);
  if (undo.length === 0) return replyOf(...blocks);
  const last = blocks.at(-1);
  return last?.kind === 'buttons'
    ? replyOf(...blocks.slice(0, -1), { kind: 'buttons', buttons: [...last.buttons, ...undo] })
    : replyOf(...blocks, { kind: 'buttons', buttons: undo });
}
