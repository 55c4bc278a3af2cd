import { beforeEach, describe, expect, it } from 'vitest';
import {
  createField,
  listFields,
  removeField,
  updateField,
  valuesHeld,
} from '../../src/crm/custom-field-definitions.ts';
import { customValues, fieldsOf, validateCustom } from '../../src/crm/custom-fields.ts';
import { listDeals, logDeal, updateDeal } from '../../src/crm/deals.ts';
import { recordHistory } from '../../src/crm/history.ts';
import type { Colleague } from '../harness/company.ts';
import { anOffice, change, type Office, undoes } from './office.ts';

let office: Office;
let ada: Colleague;
let dana: Colleague;
let maya: Colleague;

beforeEach(async () => {
  office = await anOffice();
  ({ dana, maya } = office);
  ada = await office.company.member('Ada', { role: 'admin' });
});

type Said = Parameters<typeof createField>[1];

const adds = (said: Partial<Said> & { name: string }) =>
  ada.does((ctx) => createField(ctx, { entity: 'deal', type: 'text', ...said }));
const contractType = () =>
  adds({ name: 'Contract type', type: 'choice', options: ['annual/年付', 'monthly/月付'] });
const custom = async (id: string) => customValues(await office.dealRow(id));
const sets = (who: Colleague, id: string, values: object) =>
  change(who, (ctx) => updateDeal(ctx, id, { custom: { ...values } }));

describe('the definition of a field', () => {
  it('gets a key from its name, which stays when it is renamed', async () => {
    const { field } = await contractType();
    expect(field).toMatchObject({ key: 'contractType', name: 'Contract type' });
    await ada.does((ctx) => updateField(ctx, field.id, { name: 'Plan', nameZh: '合同类型' }));
    expect(await ada.does(async (ctx) => fieldsOf(ctx, 'deal'))).toMatchObject([
      { key: 'contractType', name: 'Plan', nameZh: '合同类型' },
    ]);
  });

  it('is refused without a name that could be said', async () => {
    for (const name of ['', 'x', '42', '<b>bold</b>', '*stars*', 'a'.repeat(61), 'two\nlines{}'])
      await expect(adds({ name }), name).rejects.toMatchObject({ code: 'bad_field_name' });
  });

  it('is refused under the name or another name of a field that is there, but not on other records', async () => {
    await adds({ name: 'Contract type', nameZh: '合同类型', aliases: ['plan'] });
    for (const name of ['contract TYPE', '合同类型', 'Plan'])
      await expect(adds({ name }), name).rejects.toMatchObject({ code: 'field_exists' });
    await adds({ name: 'Plan', entity: 'account' });
  });

  it('is refused beyond fifty for a kind of record', async () => {
    await office.company.in((tx) =>
      tx.customField.createMany({
        data: Array.from({ length: 50 }, (_, i) => ({
          organizationId: office.company.organization.id,
          entity: 'deal',
          key: `f${i}`,
          name: `Field ${i}`,
          type: 'text' as const,
          position: i,
        })),
      }),
    );
    await expect(adds({ name: 'One more' })).rejects.toMatchObject({
      code: 'too_many_fields',
      facts: { most: 50 },
    });
    await adds({ name: 'One more', entity: 'account' });
  });

  it('of a choice needs options, and takes more later, each once', async () => {
    await expect(adds({ name: 'Tier', type: 'choice' })).rejects.toMatchObject({
      code: 'choice_needs_options',
    });
    const { field } = await contractType();
    const more = await ada.does((ctx) =>
      updateField(ctx, field.id, { options: ['Annual', '周付', 'weekly'] }),
    );
    expect(more.options.map((o) => o.value)).toEqual(['annual', 'monthly', '周付', 'weekly']);
    const { field: text } = await adds({ name: 'PO number' });
    await expect(
      ada.does((ctx) => updateField(ctx, text.id, { options: ['x'] })),
    ).rejects.toMatchObject({ code: 'no_choice_field' });
  });

  it('that is removed hides its values, and adding it again brings both back', async () => {
    const { field } = await adds({ name: 'PO number' });
    const { id } = await office.aDeal();
    await sets(dana, id, { poNumber: '4711' });
    expect(await ada.does((ctx) => valuesHeld(ctx, field))).toBe(1);
    await ada.does((ctx) => removeField(ctx, field.id));
    expect(await ada.does((ctx) => listFields(ctx))).toEqual([]);
    expect(await custom(id)).toEqual({ poNumber: '4711' });
    await expect(sets(dana, id, { poNumber: '1' })).rejects.toMatchObject({
      code: 'no_such_field',
    });
    expect(await adds({ name: 'PO number' })).toMatchObject({
      again: true,
      field: { key: 'poNumber' },
    });
    await sets(dana, id, { poNumber: '4712' });
  });

  it('of another type under a removed name leaves the removed values alone', async () => {
    const { field } = await adds({ name: 'PO number' });
    await ada.does((ctx) => removeField(ctx, field.id));
    expect(await adds({ name: 'PO number', type: 'number' })).toMatchObject({
      again: false,
      field: { key: 'poNumber2' },
    });
    // The first one would now be the second of its name.
    const undone = undoes(
      ada,
      (
        await office.company.in((tx) =>
          tx.changeSet.findFirstOrThrow({
            where: { changes: { some: { operation: 'delete' } } },
            orderBy: { id: 'desc' },
          }),
        )
      ).id,
    );
    await expect(undone).rejects.toMatchObject({ code: 'field_exists' });
  });

  it('is taken back by an administrator only', async () => {
    const set = await change(ada, (ctx) =>
      createField(ctx, { entity: 'deal', name: 'PO number', type: 'text' }),
    );
    await expect(undoes(maya, set)).rejects.toMatchObject({ code: 'not_allowed' });
    await undoes(ada, set);
    expect(await ada.does((ctx) => listFields(ctx))).toEqual([]);
  });

  it('of one organization is unknown to another', async () => {
    await contractType();
    const other = await anOffice();
    expect(await other.dana.does(async (ctx) => ctx.ownFields)).toEqual([]);
    expect(await other.dana.does((ctx) => listFields(ctx))).toEqual([]);
  });

  it('counts from the next turn on, whichever process made it', async () => {
    expect(await dana.does(async (ctx) => ctx.ownFields)).toEqual([]);
    const { field } = await contractType();
    expect(await dana.does(async (ctx) => ctx.ownFields)).toMatchObject([{ key: 'contractType' }]);
    await ada.does((ctx) => updateField(ctx, field.id, { required: true }));
    expect(await dana.does(async (ctx) => ctx.ownFields)).toMatchObject([{ required: true }]);
    await ada.does((ctx) => removeField(ctx, field.id));
    expect(await dana.does(async (ctx) => ctx.ownFields)).toEqual([]);
  });
});

describe('the value of a field', () => {
  it('is kept as its type has it', async () => {
    await contractType();
    await adds({ name: 'Seats', type: 'number' });
    await adds({ name: 'Setup fee', type: 'money' });
    await adds({ name: 'Renewal date', type: 'date' });
    await adds({ name: 'Signed', type: 'flag' });
    await adds({ name: 'Engineer', type: 'member' });
    await adds({ name: 'PO number' });
    const { id } = await office.aDeal();
    await sets(dana, id, {
      contractType: '月付',
      seats: -2.5,
      setupFee: { amount: 1234.567, currency: null },
      renewalDate: '2026-06-30',
      signed: false,
      engineer: { member: maya.id },
      poNumber: ' 4711\0 ',
    });
    expect(await custom(id)).toEqual({
      contractType: 'monthly',
      seats: -2.5,
      setupFee: { amount: 1234.57, currency: 'USD' },
      renewalDate: '2026-06-30',
      signed: false,
      engineer: { member: maya.id },
      poNumber: '4711',
    });
  });

  it.each([
    ['choice', 'weekly'],
    ['number', '12'],
    ['number', Number.NaN],
    ['number', Number.POSITIVE_INFINITY],
    ['money', { amount: -1, currency: 'USD' }],
    ['money', 12],
    ['date', '2026-02-30'],
    ['date', 'tomorrow'],
    ['flag', 'yes'],
    ['member', { member: '00000000-0000-0000-0000-000000000000' }],
    ['member', { member: 'x' }],
    ['text', ''],
    ['text', 'x'.repeat(1001)],
  ] as const)('of the type %s is refused when it is %j', async (type, value) => {
    await adds({ name: 'Own thing', type, options: ['annual', 'monthly'] });
    const checked = dana.does((ctx) => validateCustom(ctx, 'deal', { ownThing: value }));
    await expect(checked).rejects.toMatchObject({
      code: 'bad_field_value',
      facts: { name: 'Own thing', type },
    });
  });

  it('of a member of another organization is refused', async () => {
    await adds({ name: 'Engineer', type: 'member' });
    const other = await anOffice();
    const { id } = await office.aDeal();
    await expect(sets(dana, id, { engineer: { member: other.dana.id } })).rejects.toMatchObject({
      code: 'bad_field_value',
    });
  });

  it('may be emptied, unless it is required', async () => {
    const { field } = await adds({ name: 'PO number' });
    const { id } = await office.aDeal();
    await sets(dana, id, { poNumber: '4711' });
    await sets(dana, id, { poNumber: null });
    expect(await custom(id)).toEqual({});
    await ada.does((ctx) => updateField(ctx, field.id, { required: true }));
    await expect(sets(dana, id, { poNumber: null })).rejects.toMatchObject({
      code: 'field_required',
    });
  });

  it('goes back alone: another own field that was changed since stays', async () => {
    await contractType();
    await adds({ name: 'Seats', type: 'number' });
    const { id } = await office.aDeal();
    const mine = await sets(dana, id, { contractType: 'annual' });
    await sets(maya, id, { seats: 40 });
    expect((await undoes(dana, mine)).kept).toEqual([]);
    expect(await custom(id)).toEqual({ seats: 40 });
  });

  it('stays where somebody else changed it since, who is named with the field', async () => {
    await adds({ name: 'Seats', nameZh: '座位数', type: 'number' });
    const { id } = await office.aDeal();
    const mine = await sets(dana, id, { seats: 10 });
    await sets(maya, id, { seats: 40 });
    expect((await undoes(dana, mine)).kept).toEqual([
      {
        label: 'Renewal',
        field: 'seats',
        own: 'deal',
        name: { en: 'Seats', zh: '座位数' },
        by: 'Maya',
      },
    ]);
    expect(await custom(id)).toEqual({ seats: 40 });
  });

  it('is in the history under its key and its name, a member by his name', async () => {
    await adds({ name: 'Engineer', nameZh: '工程师', type: 'member' });
    const { id } = await office.aDeal();
    await sets(dana, id, { engineer: { member: maya.id } });
    const {
      entries: [latest],
    } = await dana.does((ctx) => recordHistory(ctx, 'deal', id, { limit: 5 }));
    expect(latest?.fields).toEqual([
      {
        entity: 'Deal',
        id,
        label: 'Renewal',
        field: 'engineer',
        name: { en: 'Engineer', zh: '工程师' },
        before: null,
        after: 'Maya',
      },
    ]);
  });

  it('is refused when the record was changed at the same moment, and nothing is lost', async () => {
    await adds({ name: 'Seats', type: 'number' });
    await adds({ name: 'PO number' });
    const { id } = await office.aDeal();
    await Promise.allSettled([sets(dana, id, { seats: 1 }), sets(maya, id, { poNumber: '2' })]);
    const [seats, po] = [(await custom(id)).seats, (await custom(id)).poNumber];
    await sets(dana, id, { seats: 3 }).catch(() => undefined);
    expect(await custom(id)).toEqual({ seats: 3, ...(po === undefined ? {} : { poNumber: po }) });
    expect([1, undefined]).toContain(seats);
  });
});

describe('a list', () => {
  it('holds the deals whose own fields are so', async () => {
    await contractType();
    await adds({ name: 'Seats', type: 'number' });
    await adds({ name: 'Setup fee', type: 'money' });
    await adds({ name: 'Renewal date', type: 'date' });
    await adds({ name: 'PO number' });
    await adds({ name: 'Engineer', type: 'member' });
    const log = (name: string, values: object) =>
      dana.does((ctx) => logDeal(ctx, { accountId: office.acme, name, custom: { ...values } }));
    await log('A', {
      contractType: 'annual',
      seats: 9,
      setupFee: { amount: 900, currency: 'EUR' },
      renewalDate: '2026-03-31',
      poNumber: 'XY-1 100%_',
      engineer: { member: dana.id },
    });
    await log('B', {
      contractType: 'monthly',
      seats: 100,
      setupFee: { amount: 10_000, currency: 'USD' },
      renewalDate: '2026-04-01',
      engineer: { member: maya.id },
    });
    await log('C', {});
    const named = async (filter: object) =>
      (await dana.does((ctx) => listDeals(ctx, { custom: { ...filter } })))
        .map((deal) => deal.name)
        .join('');
    expect(await named({ contractType: 'annual' })).toBe('A');
    expect(await named({ contractType: '月付' })).toBe('B');
    expect(await named({ 'seats.min': 10 })).toBe('B');
    expect(await named({ 'seats.max': 10 })).toBe('A');
    expect(await named({ seats: 100 })).toBe('B');
    expect(await named({ 'setupFee.min': { amount: 901, currency: null } })).toBe('B');
    expect(await named({ 'setupFee.min': { amount: 1, currency: 'EUR' } })).toBe('A');
    expect(await named({ renewalDate: { start: '2026-03-01', end: '2026-03-31' } })).toBe('A');
    expect(await named({ poNumber: 'xy-1' })).toBe('A');
    expect(await named({ poNumber: '%_' })).toBe('A');
    expect(await named({ engineer: { member: maya.id } })).toBe('B');
    expect(await named({ contractType: 'annual', 'seats.min': 10 })).toBe('');
    expect(await named({ 'poNumber.empty': true })).toBe('BC');
    expect(await named({ 'poNumber.empty': false })).toBe('A');
    await expect(named({ colour: 'red' })).rejects.toMatchObject({ code: 'no_such_field' });
  });
});
