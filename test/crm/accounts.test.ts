import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount, showAccount, updateAccount } from '../../src/crm/accounts.ts';
import { logActivity } from '../../src/crm/activities.ts';
import { createContact } from '../../src/crm/contacts.ts';
import { logDeal } from '../../src/crm/deals.ts';
import { deleteRecord } from '../../src/crm/deletion.ts';
import { createTask } from '../../src/crm/tasks.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';
import { NOW } from '../harness/world.ts';

let company: Company;
let dana: Colleague;

beforeEach(async () => {
  company = await aCompany();
  dana = await company.member('Dana', { teamId: await company.team('East') });
});

const makes = (name: string, more: object = {}) =>
  dana.does((ctx) => createAccount(ctx, { name, ...more }));

describe('an account', () => {
  it('is numbered and belongs to who added it, unless said otherwise', async () => {
    const li = await company.member('Li');
    expect(await makes('Acme')).toMatchObject({ number: 1, name: 'Acme', ownerId: dana.id });
    expect(await makes('Globex', { ownerId: li.id })).toMatchObject({ number: 2, ownerId: li.id });
  });

  it.each([
    ['acme.com', 'acme.com'],
    ['https://www.Acme.com/about?x=1', 'acme.com'],
    ['WWW.ACME.CO.UK', 'acme.co.uk'],
    ['acme.com:8080', 'acme.com'],
    ['云帆.中国', '云帆.中国'],
  ])('keeps of the domain “%s” what matters: %s', async (said, domain) => {
    expect(await makes('Acme', { domain: said })).toMatchObject({ domain });
  });

  it.each(['acme', 'not a domain', 'acme..com', 'dana@acme.com'])(
    'is refused with the domain “%s”',
    async (domain) => {
      await expect(makes('Acme', { domain })).rejects.toMatchObject({
        code: 'bad_domain',
        facts: { domain },
      });
    },
  );

  it('has a name of its own, however it is written', async () => {
    await makes('Acme, Inc.');
    await expect(makes('ACME INC')).rejects.toMatchObject({
      code: 'account_exists',
      facts: { name: 'ACME INC', field: 'name' },
    });
    expect(await makes('Acme Ltd')).toMatchObject({ name: 'Acme Ltd' });
  });

  it('has a domain of its own', async () => {
    await makes('Acme', { domain: 'acme.com' });
    await expect(makes('Other', { domain: 'www.acme.com' })).rejects.toMatchObject({
      code: 'account_exists',
      facts: { name: 'Acme', field: 'domain' },
    });
  });

  it('leaves its name and domain to others once it is deleted', async () => {
    const { id } = await makes('Acme', { domain: 'acme.com' });
    await dana.does((ctx) => deleteRecord(ctx, 'account', id));
    expect(await makes('Acme', { domain: 'acme.com' })).toMatchObject({ number: 2 });
  });

  it('changes what is said and nothing else', async () => {
    const { id } = await makes('Acme', { industry: 'retail', employees: 40 });
    const row = await dana.does((ctx) =>
      updateAccount(ctx, id, { name: 'Acme Global', employees: 41 }),
    );
    expect(row).toMatchObject({
      name: 'Acme Global',
      nameKey: 'acme global',
      employees: 41,
      industry: 'retail',
      version: 2,
    });
  });

  it('that is so already is not changed', async () => {
    const { id } = await makes('Acme', { industry: 'retail' });
    await expect(
      dana.does((ctx) => updateAccount(ctx, id, { name: 'Acme', industry: 'retail' })),
    ).rejects.toMatchObject({
      code: 'nothing_to_change',
      facts: { name: 'Acme' },
    });
  });

  it('of another team is neither shown nor changed', async () => {
    const kim = await company.member('Kim', { teamId: await company.team('West') });
    const { id } = await makes('Acme');
    const refusal = { code: 'outside_scope', facts: { entity: 'account' } };
    await expect(kim.does((ctx) => showAccount(ctx, id))).rejects.toMatchObject(refusal);
    await expect(
      kim.does((ctx) => updateAccount(ctx, id, { region: 'EMEA' })),
    ).rejects.toMatchObject(refusal);
  });

  it('can be handed to somebody of another team', async () => {
    const kim = await company.member('Kim', { teamId: await company.team('West') });
    const { id } = await makes('Acme');
    expect(await dana.does((ctx) => updateAccount(ctx, id, { ownerId: kim.id }))).toMatchObject({
      ownerId: kim.id,
    });
    expect(await kim.does((ctx) => showAccount(ctx, id))).toMatchObject({ owner: 'Kim' });
  });

  it('that was deleted is gone', async () => {
    const { id } = await makes('Acme');
    await dana.does((ctx) => deleteRecord(ctx, 'account', id));
    await expect(dana.does((ctx) => showAccount(ctx, id))).rejects.toMatchObject({
      code: 'record_gone',
      facts: { entity: 'account' },
    });
  });

  it('is shown with its people, open deals, latest activities and open tasks', async () => {
    const { id } = await makes('Acme');
    const card = await dana.does(async (ctx) => {
      await createContact(ctx, { name: 'Bob', accountId: id });
      const deal = await logDeal(ctx, { accountId: id, name: 'Renewal' });
      await logDeal(ctx, { accountId: id, name: 'Old', stage: 'lost' });
      await logActivity(ctx, {
        kind: 'call',
        about: { entity: 'deal', id: deal.id },
        summary: 'Went well',
        at: NOW,
      });
      await createTask(ctx, { title: 'Call back', about: { entity: 'account', id } });
      return showAccount(ctx, id);
    });
    expect(card.contacts).toMatchObject([{ name: 'Bob' }]);
    expect(card.deals).toMatchObject([{ name: 'Renewal' }]);
    expect(card.activities).toMatchObject([{ kind: 'call', summary: 'Went well', author: 'Dana' }]);
    expect(card.tasks).toMatchObject([{ title: 'Call back' }]);
  });
});
