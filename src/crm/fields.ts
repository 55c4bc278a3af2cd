/** The kinds of records whose changes are kept in the history. */
export type RecordKind =
  | 'account'
  | 'contact'
  | 'lead'
  | 'deal'
  | 'activity'
  | 'task'
  | 'product'
  | 'priceBook'
  | 'priceEntry'
  | 'quote'
  | 'quoteLine'
  | 'order'
  | 'orderLine'
  | 'pipeline'
  | 'stage'
  | 'currencyRate'
  | 'customField'
  | 'feedback'
  | 'gapSubscription'
  | 'quota'
  | 'forecastModel'
  | 'forecastSubscription'
  | 'ticket'
  | 'supportSettings'
  | 'team'
  | 'member'
  | 'organization';

/** The records that people call by number, and the letters before it: D-12 is a deal. */
export const NUMBER_PREFIXES = {
  account: 'A',
  contact: 'C',
  lead: 'L',
  deal: 'D',
  activity: 'N',
  task: 'T',
  product: 'P',
  quote: 'Q',
  order: 'SO',
  ticket: 'TK',
} as const satisfies Partial<Record<RecordKind, string>>;

export type NumberedKind = keyof typeof NUMBER_PREFIXES;

export function isNumbered(kind: RecordKind): kind is NumberedKind {
  return kind in NUMBER_PREFIXES;
}

/** The kinds of which two may turn out to be one. */
export const MERGEABLE = ['account', 'contact', 'lead', 'deal', 'product'] as const;

export type Mergeable = (typeof MERGEABLE)[number];

export function isMergeable(kind: string): kind is Mergeable {
  return (MERGEABLE as readonly string[]).includes(kind);
}

/** How a field is stored. Its name is the parameter's name in the catalogue. */
export type StoredField = (
  | { kind: 'text' | 'number' | 'flag' | 'list'; column: string }
  /** Stored in percent, said as a share: 20 is 0.2. */
  | { kind: 'percent'; column: string }
  | { kind: 'day' | 'moment'; column: string }
  | { kind: 'money'; amount: string; currency: string }
  | { kind: 'stage'; column: string }
  | { kind: 'ref'; column: string; to: RecordKind }
  /** A field that the organization defined itself: JSON text. */
  | { kind: 'own'; column: string }
  /** One of three columns: what an activity or a task is about. */
  | { kind: 'about'; deal: string; contact: string; account: string }
  /** A day, or a moment when a time was said. */
  | { kind: 'due'; day: string; moment: string }
) & {
  /** Columns that nobody sees and that go wherever the field goes: the key of a name, the status of a stage. */
  follows?: readonly string[];
  /** The field it makes sense with: a deal that is open again has no day on which it closed. */
  with?: string;
  /** Not told of a new record: another field says it. */
  impliedWhenNew?: boolean;
};

type Fields = Readonly<Record<string, StoredField>>;

const text = (column: string): StoredField => ({ kind: 'text', column });
const NAME: StoredField = { ...text('name'), follows: ['nameKey'] };
const ref = (column: string, to: RecordKind): StoredField => ({ kind: 'ref', column, to });
const number = (column: string): StoredField => ({ kind: 'number', column });
const flag = (column: string): StoredField => ({ kind: 'flag', column });
const percent = (column: string): StoredField => ({ kind: 'percent', column });
const day = (column: string): StoredField => ({ kind: 'day', column });
const money = (amount: string, currency: string): StoredField => ({
  kind: 'money',
  amount,
  currency,
});
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
    employees: number('employees'),
    region: text('region'),
    owner: ref('ownerId', 'member'),
    priceBook: ref('priceBookId', 'priceBook'),
  },
  contact: {
    name: NAME,
    account: ref('accountId', 'account'),
    email: text('email'),
    phone: { ...text('phone'), follows: ['phoneKey'] },
    title: text('title'),
    owner: { ...ref('ownerId', 'member'), impliedWhenNew: true },
  },
  lead: {
    name: NAME,
    company: { ...text('company'), follows: ['companyKey'] },
    title: text('title'),
    email: text('email'),
    phone: { ...text('phone'), follows: ['phoneKey'] },
    source: text('source'),
    status: { ...text('status'), follows: ['convertedAt', 'decidedAt', 'decidedById'] },
    reason: { ...text('reason'), with: 'status' },
    owner: ref('ownerId', 'member'),
    account: { ...ref('accountId', 'account'), with: 'status' },
    contact: { ...ref('contactId', 'contact'), with: 'status' },
    deal: { ...ref('dealId', 'deal'), with: 'status' },
  },
  deal: {
    account: ref('accountId', 'account'),
    name: NAME,
    value: money('amount', 'currency'),
    stage: {
      kind: 'stage',
      column: 'stageId',
      follows: ['status', 'stageEnteredAt', 'pipelineId'],
    },
    pipeline: { ...ref('pipelineId', 'pipeline'), with: 'stage', impliedWhenNew: true },
    closeDate: day('closeDate'),
    contact: ref('contactId', 'contact'),
    product: text('product'),
    owner: ref('ownerId', 'member'),
    nextStep: text('nextStep'),
    category: text('forecastCategory'),
    closedOn: { ...day('closedOn'), with: 'stage', follows: ['rate', 'rateOn'] },
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
  product: {
    name: NAME,
    sku: text('sku'),
    price: money('amount', 'currency'),
    unit: text('unit'),
    active: flag('active'),
  },
  priceBook: {
    name: NAME,
    currency: text('currency'),
    validFrom: day('validFrom'),
    validTo: day('validTo'),
  },
  priceEntry: {
    priceBook: ref('priceBookId', 'priceBook'),
    product: ref('productId', 'product'),
    price: number('amount'),
  },
  quote: {
    account: ref('accountId', 'account'),
    deal: ref('dealId', 'deal'),
    owner: ref('ownerId', 'member'),
    priceBook: ref('priceBookId', 'priceBook'),
    status: text('status'),
    validUntil: day('validUntil'),
    reason: { ...text('reason'), with: 'status' },
    discount: percent('discountPct'),
    tax: percent('taxPct'),
    total: { ...money('total', 'currency'), follows: ['subtotal', 'discount', 'tax'] },
  },
  quoteLine: {
    product: ref('productId', 'product'),
    name: text('name'),
    quantity: number('quantity'),
    unitPrice: number('unitPrice'),
    discount: percent('discountPct'),
    total: number('total'),
  },
  order: {
    account: ref('accountId', 'account'),
    deal: ref('dealId', 'deal'),
    contact: ref('contactId', 'contact'),
    quote: ref('quoteId', 'quote'),
    owner: ref('ownerId', 'member'),
    priceBook: ref('priceBookId', 'priceBook'),
    status: { ...text('status'), follows: ['rate', 'rateOn'] },
    orderedOn: day('orderedOn'),
    discount: percent('discountPct'),
    tax: percent('taxPct'),
    value: { ...money('total', 'currency'), follows: ['subtotal', 'discount', 'tax'] },
    note: text('note'),
  },
  orderLine: {
    product: ref('productId', 'product'),
    name: text('name'),
    quantity: number('quantity'),
    unitPrice: number('unitPrice'),
    discount: percent('discountPct'),
    total: number('total'),
  },
  pipeline: { name: text('name'), default: flag('isDefault') },
  stage: {
    pipeline: ref('pipelineId', 'pipeline'),
    name: text('nameEn'),
    nameZh: text('nameZh'),
    position: number('position'),
    kind: text('kind'),
    probability: number('probability'),
    rotAfterDays: number('rotAfterDays'),
    requiredFields: { kind: 'list', column: 'requiredFields' },
    category: text('forecastCategory'),
  },
  currencyRate: { currency: text('currency'), day: day('day'), rate: number('rate') },
  customField: {
    name: text('name'),
    nameZh: text('nameZh'),
    entity: text('entity'),
    type: text('type'),
    options: { kind: 'list', column: 'options' },
    aliases: { kind: 'list', column: 'aliases' },
    required: flag('required'),
  },
  feedback: { rating: number('rating'), comment: text('comment') },
  gapSubscription: {},
  quota: {
    owner: ref('memberId', 'member'),
    team: ref('teamId', 'team'),
    from: day('startsOn'),
    to: day('endsOn'),
    value: money('amount', 'currency'),
  },
  forecastModel: { inService: flag('inService') },
  forecastSubscription: {},
  ticket: {
    subject: text('subject'),
    priority: {
      ...text('priority'),
      follows: ['firstReplyWarnAt', 'firstReplyDueAt', 'resolutionWarnAt', 'resolutionDueAt'],
    },
    status: {
      ...text('status'),
      follows: [
        'closedAt',
        'closedById',
        'outcome',
        'pausedAt',
        'firstReplyWarnAt',
        'resolutionWarnAt',
        'resolutionDueAt',
      ],
    },
    account: ref('accountId', 'account'),
    contact: ref('contactId', 'contact'),
    assignee: ref('assigneeId', 'member'),
    firstReply: { kind: 'moment', column: 'firstReplyAt' },
    resolution: { ...text('resolution'), with: 'status' },
    outcome: { ...text('outcome'), with: 'status' },
    reopened: number('reopened'),
  },
  supportSettings: {
    workingDays: text('workingDays'),
    opensAt: text('opensAt'),
    closesAt: text('closesAt'),
    timeZone: text('timeZone'),
    urgentFirstReply: number('urgentFirstReply'),
    urgentResolution: number('urgentResolution'),
    highFirstReply: number('highFirstReply'),
    highResolution: number('highResolution'),
    normalFirstReply: number('normalFirstReply'),
    normalResolution: number('normalResolution'),
    lowFirstReply: number('lowFirstReply'),
    lowResolution: number('lowResolution'),
    desk: { ...text('deskKey'), follows: ['deskProvider', 'deskReplyTo'] },
  },
  team: { name: text('name') },
  member: {
    role: text('role'),
    team: ref('teamId', 'team'),
    manager: ref('managerId', 'member'),
    language: text('locale'),
    timeZone: text('timeZone'),
  },
  organization: {
    name: text('name'),
    baseCurrency: text('baseCurrency'),
    timeZone: text('timeZone'),
    language: text('locale'),
    fiscalYearStartMonth: number('fiscalYearStartMonth'),
    weekStartsOnSunday: flag('weekStartsOnSunday'),
    repSees: text('repSees'),
    qualifiedLeadsOnly: flag('qualifiedLeadsOnly'),
    newMemberRole: text('newMemberRole'),
  },
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
    case 'flag':
    case 'list':
    case 'percent':
    case 'day':
    case 'moment':
    case 'stage':
    case 'ref':
    case 'own':
      return [field.column];
    default:
      return field satisfies never;
  }
}
