import { beforeEach, describe, expect, it } from 'vitest';
import { actAs, findActor, meet, type Stranger } from '../../src/crm/members.ts';
import { aCompany, type Company } from '../harness/company.ts';
import { NOW } from '../harness/world.ts';

let company: Company;

beforeEach(async () => {
  company = await aCompany({ locale: 'zh' });
});

describe('a person of a chat platform', () => {
  const stranger = (more: Partial<Stranger> = {}): Stranger => ({
    provider: 'slack',
    tenantKey: company.organization.id,
    userKey: 'U1',
    name: 'Dana Ruiz',
    email: null,
    locale: null,
    timeZone: null,
    outsider: false,
    ...more,
  });
  const meets = (more: Partial<Stranger> = {}) =>
    company.in((tx) => meet(tx, company.organization, stranger(more), company.clock.now()));
  const finds = (userKey = 'U1') =>
    company.in((tx) =>
      findActor(tx, company.organization, {
        provider: 'slack',
        tenantKey: company.organization.id,
        userKey,
      }),
    );

  it('is nobody until he is met', async () => {
    expect(await finds()).toBeNull();
  });

  it('is the administrator when he is the first, and later ones are reps', async () => {
    await meets();
    await meets({ userKey: 'U2', name: 'Li' });
    expect((await finds())?.actor).toMatchObject({
      kind: 'member',
      name: 'Dana Ruiz',
      role: 'admin',
    });
    expect((await finds('U2'))?.actor).toMatchObject({ kind: 'member', name: 'Li', role: 'rep' });
  });

  it('with a member’s address is that member, however it is written', async () => {
    const dana = await company.member('Dana', { email: 'dana@northwind.example', role: 'manager' });
    await meets({ email: 'Dana@Northwind.Example', name: 'D. Ruiz' });
    expect((await finds())?.actor).toMatchObject({ id: dana.id, name: 'Dana', role: 'manager' });
  });

  it('from outside is a customer, known by the address of a contact', async () => {
    const contact = await company.in((tx) =>
      tx.contact.create({
        data: {
          organizationId: company.organization.id,
          number: 1,
          name: 'Bob',
          nameKey: 'bob',
          email: 'bob@acme.com',
        },
      }),
    );
    await meets({ outsider: true, email: 'BOB@acme.com', name: 'Bob' });
    expect((await finds())?.actor).toMatchObject({
      kind: 'customer',
      name: 'Bob',
      contactId: contact.id,
    });
  });

  it('who becomes a guest loses the CRM at once, and does not get it back by himself', async () => {
    await meets();
    await meets({ outsider: true });
    expect((await finds())?.actor.kind).toBe('customer');
    await meets({ outsider: false });
    expect((await finds())?.actor.kind).toBe('customer');
  });

  it('whose member was deleted is a customer', async () => {
    await meets();
    await company.in((tx) => tx.member.updateMany({ data: { deletedAt: NOW } }));
    expect((await finds())?.actor.kind).toBe('customer');
  });

  it('speaks his own language, else his platform’s, else the company’s', async () => {
    await meets();
    expect(await finds()).toMatchObject({
      actor: { locale: 'zh', timeZone: 'UTC' },
      languageChosen: false,
    });
    await meets({ locale: 'en', timeZone: 'Asia/Tokyo' });
    expect(await finds()).toMatchObject({
      actor: { locale: 'en', timeZone: 'Asia/Tokyo' },
      languageChosen: false,
    });
    await company.in((tx) =>
      tx.member.updateMany({ data: { locale: 'zh', timeZone: 'Europe/Berlin' } }),
    );
    expect(await finds()).toMatchObject({
      actor: { locale: 'zh', timeZone: 'Europe/Berlin' },
      languageChosen: true,
    });
  });

  it('of another organization is nobody here', async () => {
    await meets();
    const elsewhere = await aCompany();
    const who = { provider: 'slack', tenantKey: company.organization.id, userKey: 'U1' };
    expect(await elsewhere.in((tx) => findActor(tx, elsewhere.organization, who))).toBeNull();
  });

  it('of the local page acts as whom he chooses, one at a time', async () => {
    const dana = await company.member('Dana');
    const who = { provider: 'slack' as const, tenantKey: company.organization.id, userKey: 'U1' };
    const as = (whom: Parameters<typeof actAs>[3]) =>
      company.in((tx) => actAs(tx, company.organization, who, whom, NOW));
    await as({ memberId: dana.id });
    expect((await finds())?.actor).toMatchObject({ kind: 'member', id: dana.id });
    await as({ customer: 'Carl', contactId: null });
    expect((await finds())?.actor).toMatchObject({ kind: 'customer', name: 'Carl' });
  });
});
