import { describe, expect, it } from 'vitest';
import { aWorld, play, transcript } from '../../harness/world.ts';

const ada = { name: 'Ada', role: 'admin', locale: 'en' } as const;
const dana = { name: 'Dana', role: 'rep', locale: 'en' } as const;

const FIELD = 'add a field Contract type to deals with the choices annual, monthly';

describe('an administrator adds a field by chatting', () => {
  transcript('and it is used the next minute: to log, to change, to list', ada, [
    {
      says: FIELD,
      hears: [/Added the field Contract type on deals/, /Choices: annual, monthly/, /\[Undo\]/],
      changes: [
        'Field.name: null → Contract type',
        'Field.entity: null → deal',
        'Field.type: null → choice',
        'Field.options: null → ["annual","monthly"]',
      ],
    },
    { says: 'add account Acme', hears: /Added account Acme/ },
    {
      says: 'log a deal with Acme 50k, contract type annual',
      hears: [/Logged D-1/, /Contract type: annual/],
      changes: [
        'Deal.account: null → Acme',
        'Deal.name: null → Acme deal',
        'Deal.value: null → {"amount":50000,"currency":"USD"}',
        'Deal.stage: null → prospecting',
        'Deal.owner: null → Ada',
        'Deal.contractType: null → annual',
      ],
    },
    {
      says: "set Acme's contract type to monthly",
      hears: /Contract type: annual → monthly/,
      changes: ['Deal.contractType: annual → monthly'],
    },
    { says: 'deals where contract type is monthly', hears: [/1 deal, \$50,000/, /D-1/] },
    { says: 'deals where contract type is annual', hears: /No deals match/ },
    {
      says: 'undo',
      hears: /Nothing|Contract type: monthly → annual/,
      changes: ['Deal.contractType: monthly → annual'],
    },
    { says: 'show D-1', hears: /Contract type: annual/ },
    { says: 'history of D-1', hears: [/Contract type: annual → monthly/, /undone/] },
  ]);

  transcript('is told what a field takes when he says something else, and can then say it', ada, [
    { says: FIELD },
    { says: 'add account Acme' },
    { says: 'log a deal with Acme' },
    {
      says: 'set its contract type to weekly',
      hears: [/Contract type can be annual or monthly/, /\[annual\] \[monthly\]/],
      changes: [],
    },
    {
      presses: 'monthly',
      hears: /Contract type: monthly/,
      changes: ['Deal.contractType: null → monthly'],
    },
    { says: 'add a number field Seats to deals' },
    { says: 'set its seats to many', hears: /Seats is a number, such as 12/, changes: [] },
    { says: '40', changes: ['Deal.seats: null → 40'] },
    { says: 'add a date field Renewal date to deals' },
    { says: 'D-1 renewal date next friday', changes: ['Deal.renewalDate: null → 2026-03-27'] },
    { says: 'show deals with renewal date this month', hears: /D-1/ },
    { says: 'deals with more than 50 seats', hears: /No deals match/ },
    { says: 'deals with at least 40 seats', hears: /D-1/ },
  ]);

  transcript('makes one required, and it is asked for', ada, [
    { says: FIELD },
    { says: 'make contract type required', hears: /Required: no → yes/ },
    { says: 'add account Acme' },
    {
      says: 'log a deal with Acme, 20k',
      hears: [/Which Contract type\?/, /\[annual\] \[monthly\]/],
      changes: [],
    },
    { presses: 'annual', hears: [/Logged D-1/, /Contract type: annual/] },
    { says: 'log a deal with Acme 10k contract type monthly', hears: /Logged D-2/ },
  ]);

  transcript('renames it, gives it choices and another name, removes it and takes that back', ada, [
    { says: FIELD },
    { says: 'add account Acme' },
    { says: 'log a deal with Acme, contract type annual' },
    {
      says: 'rename field Contract type to Billing cycle',
      changes: ['Field.name: Contract type → Billing cycle'],
    },
    {
      says: 'add the option weekly to Billing cycle',
      changes: ['Field.options: ["annual","monthly"] → ["annual","monthly","weekly"]'],
    },
    { says: "set Acme's billing cycle to weekly", changes: ['Deal.contractType: annual → weekly'] },
    {
      says: 'what fields do deals have',
      hears: [/1 field of your own on deals/, /Billing cycle/, /Built in: account/],
    },
    {
      says: 'remove the field Billing cycle',
      hears: [/Remove the field Billing cycle on deals\? 1 record holds a value/, /\[Confirm\]/],
      changes: [],
    },
    {
      presses: 'Confirm',
      hears: /Removed the field Billing cycle/,
      changes: ['Field.deleted: false → true'],
    },
    { says: 'show D-1', hearsNot: /Billing cycle/ },
    { says: 'undo', changes: ['Field.deleted: true → false'] },
    { says: 'show D-1', hears: /Billing cycle: weekly/ },
  ]);

  transcript('may not take a name that already means something', ada, [
    { says: 'add a field Stage to deals', hears: /“Stage” already means something/, changes: [] },
    { says: 'add a field called owner on accounts', hears: /already means something/, changes: [] },
    { says: FIELD },
    {
      says: 'add a field contract type to deals',
      hears: /There is a field “Contract type” on deals already/,
      changes: [],
    },
    {
      says: 'rename field Price to Cost',
      hears: /no field of your own called “Price”. There are: Contract type/,
      changes: [],
    },
  ]);

  transcript('a rep sees fields, but does not define them', dana, [
    { says: FIELD, hears: /You may not do that with your role/, changes: [] },
    { says: 'what fields do deals have', hears: /There are no fields of your own on deals yet/ },
  ]);
});

describe('two people and an own field each', () => {
  it('do not undo each other', async () => {
    const world = await aWorld();
    const [boss, rep] = [await world.person(ada), await world.person(dana)];
    await play(boss, [
      { says: FIELD },
      { says: 'add a number field Seats to deals' },
      { says: 'add account Acme' },
      { says: 'log a deal with Acme' },
      { says: "set Acme's contract type to annual" },
    ]);
    await play(rep, [{ says: 'set D-1 seats to 12', changes: ['Deal.seats: null → 12'] }]);
    await play(boss, [{ says: 'undo', changes: ['Deal.contractType: annual → null'] }]);
    await play(rep, [
      { says: 'show D-1', hears: /Seats: 12/, hearsNot: /Contract type/ },
      { says: 'undo', changes: ['Deal.seats: 12 → null'] },
    ]);
  });

  it('are asked for by the form of a deal, and read from it', async () => {
    const world = await aWorld();
    const boss = await world.person(ada);
    await play(boss, [
      { says: FIELD },
      { says: 'add a required money field Setup fee to deals' },
      { says: 'add account Acme' },
    ]);
    const form = await world.app.assistant.form(
      boss.message({ kind: 'text', text: '' }),
      'deal.log',
      {},
    );
    const own = form?.fields.filter((field) => field.name.startsWith('custom.'));
    expect(own).toMatchObject([
      {
        name: 'custom.contractType',
        label: 'Contract type',
        required: false,
        input: { kind: 'choice', options: [{ value: 'annual' }, { value: 'monthly' }] },
      },
      { name: 'custom.setupFee', label: 'Setup fee', required: true, input: { kind: 'text' } },
    ]);
    const sent = await boss.sends({
      kind: 'form',
      command: 'deal.log',
      values: { account: 'Acme', 'custom.contractType': 'monthly', 'custom.setupFee': '5k eur' },
    });
    expect(sent.text).toMatch(/Contract type: monthly[\s\S]*Setup fee: €5,000/);
    expect(sent.record?.commands[0]?.arguments).toMatchObject({
      custom: { contractType: 'monthly', setupFee: { amount: 5000, currency: 'EUR' } },
    });
  });
});

describe('orders, products and leads', () => {
  transcript('have fields of their own as well', ada, [
    { says: 'add a text field PO number to orders', hears: /PO number on orders/ },
    { says: 'add a number field Warranty months to products' },
    { says: 'add a field Event to leads with the choices fair, webinar' },
    { says: 'add account Acme' },
    { says: 'order for Acme worth 5k', hears: /Created order SO-1/ },
    { says: 'set PO number of SO-1 to 4711', changes: ['Order.poNumber: null → 4711'] },
    { says: 'show SO-1', hears: /PO number: 4711/ },
    { says: 'orders with PO number 4711', hears: /SO-1/ },
    { says: 'undo', changes: ['Order.poNumber: 4711 → null'] },
    { says: 'add product Pro at $49, warranty months 24', hears: /Warranty months: 24/ },
    { says: 'new lead Jane Roe at Initech, event fair', hears: /Event: fair/ },
    { says: 'leads with event fair', hears: /Jane Roe/ },
  ]);
});
