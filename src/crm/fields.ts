/** The kinds of records whose changes are kept in the history. */
export type RecordKind = 'account' | 'contact' | 'deal' | 'activity' | 'task' | 'member';

/** How a field is stored. Its name is the parameter's name in the catalogue. */
export type StoredField = (
  | { kind: 'text' | 'number'; column: string }
  | { kind: 'day' | 'moment'; column: string }
  | { kind: 'money'; amount: string; currency: string }
  | { kind: 'stage'; column: string }
  | { kind: 'ref'; column: string; to: RecordKind }
  /** One of three columns: what an activity or a task is about. */
  | { kind: 'about'; deal: string; contact: string; account: string }
  /** A day, or a moment when a time was said. */
  | { kind: 'due'; day: string; moment: string }
) & {
  /** Columns that nobody sees and that go wherever the field goes: the key of a name, the status of a stage. */
  follows?: readonly string[];
  /** The field it makes sense with: a deal that is open again has no day on which it closed. */
  with?: string;
};

type Fields = Readonly<Record<string, StoredField>>;

const text = (column: string): StoredField => ({ kind: 'text', column });
const NAME: StoredField = { ...text('name'), follows: ['nameKey'] };
const ref = (column: string, to: RecordKind): StoredField => ({ kind: 'ref', column, to });
const ABOUT: StoredField = {
  kind: 'about',
  deal: 'dealId',
  contact: 'contactId',
  account: 'accountId',
};

/** What people see change, by record. */
export const FIELDS: Readonly<Record<RecordKind, Fields>> = {
  account: {
    name: NAME,
    domain: text('domain'),
    industry: text('industry'),
    employees: { kind: 'number', column: 'employees' },
    region: text('region'),
    owner: ref('ownerId', 'member'),
  },
  contact: {
    name: NAME,
    account: ref('accountId', 'account'),
    email: text('email'),
    phone: text('phone'),
    title: text('title'),
  },
  deal: {
    account: ref('accountId', 'account'),
    name: NAME,
    value: { kind: 'money', amount: 'amount', currency: 'currency' },
    stage: { kind: 'stage', column: 'stageId', follows: ['status', 'stageEnteredAt'] },
    closeDate: { kind: 'day', column: 'closeDate' },
    contact: ref('contactId', 'contact'),
    product: text('product'),
    owner: ref('ownerId', 'member'),
    nextStep: text('nextStep'),
    closedOn: { kind: 'day', column: 'closedOn', with: 'stage' },
    reason: { ...text('lossReason'), with: 'stage' },
  },
  activity: {
    kind: text('kind'),
    about: ABOUT,
    summary: text('summary'),
    when: { kind: 'moment', column: 'at' },
  },
  task: {
    title: text('title'),
    due: { kind: 'due', day: 'dueOn', moment: 'dueAt' },
    assignee: ref('assigneeId', 'member'),
    about: ABOUT,
    status: { ...text('status'), follows: ['doneAt'] },
  },
  member: { role: text('role'), language: text('locale'), timeZone: text('timeZone') },
};

/** The columns a field is stored in. */
export function columnsOf(field: StoredField): readonly string[] {
  switch (field.kind) {
    case 'money':
      return [field.amount, field.currency];
    case 'about':
      return [field.deal, field.contact, field.account];
    case 'due':
      return [field.day, field.moment];
    case 'text':
    case 'number':
    case 'day':
    case 'moment':
    case 'stage':
    case 'ref':
      return [field.column];
    default:
      return field satisfies never;
  }
}
