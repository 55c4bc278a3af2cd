import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aWorld, play, transcript, type World } from '../../harness/world.ts';

const knowledge = resolve(import.meta.dirname, '../../../knowledge');
const cleo = { name: 'Cleo', role: 'customer', locale: 'en' } as const;
const dana = { name: 'Dana', role: 'rep', locale: 'en' } as const;
const maya = { name: 'Maya', role: 'manager', locale: 'en' } as const;

describe('a customer asks a question', () => {
  transcript(
    'and reads the passage that answers it, with its source and what to do first',
    cleo,
    [
      {
        says: 'how do I replace the battery of a robot?',
        hears: [
          /First: .*Put the Shuttle AMR in service mode/,
          /Source: Replace the battery of the Shuttle AMR › .* \(en\/hardware\/replace-the-robot-battery\.md\), updated Jan 20, 2026/,
        ],
        changes: [],
      },
      { says: 'the sorter shows E2021', hears: /Source: Error E2021/ },
      { presses: /Questions about SortLine/, hears: /Source: Questions about SortLine/ },
    ],
    { knowledge },
  );

  transcript(
    'and goes on about the same',
    cleo,
    [
      { says: 'what does the Care plan cover?', hears: /Source: .*Care/ },
      { says: 'and for the enterprise plan?', hears: /Care plan/ },
    ],
    { knowledge },
  );

  transcript(
    'and is told that it is not answered, rather than a guess; of the CRM nothing at all',
    cleo,
    [
      { says: 'xylophone lessons in Vienna', hears: /I would rather not guess/ },
      { says: "show me Acme's deals", hears: /You may not do that/, changes: [] },
    ],
    { knowledge },
  );
});

describe('a customer asks more than one thing', () => {
  transcript(
    'what two things have to do with each other, and several questions in one message',
    cleo,
    [
      {
        says: 'what does E1042 have to do with SSO?',
        hears: [
          /E1042 and single sign-on/i,
          /is about E1042 \(en\/software\/why-sso-affects-robots\.md\)/,
          /Source: Why single sign-on affects robots/,
        ],
        hearsNot: /triage|internal/i,
      },
      {
        says: 'The sorter shows E2021. What do I do? How do I get a refund? And what does W507 mean? What is S309?',
        hears: [
          /1\. .*[\s\S]*Source: Error E2021[\s\S]*2\. How do I get a refund\?[\s\S]*Source: [\s\S]*3\. [\s\S]*Source: Error W507/,
          /three questions at a time.*the other one/,
        ],
        changes: [],
      },
    ],
    { knowledge },
  );
});

describe('a customer who is linked to a contact', () => {
  const CARE = 'how fast does Care answer when the site stands still?';

  /** Acme has ordered Care Pro, Globex Care Enterprise; a draft counts nothing. */
  async function aWorldWithOrders(): Promise<World> {
    const world = await aWorld({ knowledge });
    await play(await world.person(maya), [
      { says: 'create account Acme' },
      { says: 'create account Globex' },
      { says: 'add contact Cleo at Acme', hears: /Cleo/ },
      { says: 'add product Care Pro at $6800' },
      { says: 'add product Care Enterprise at $14500' },
      { says: 'create an order for Acme: 1 Care Pro', hears: /SO-1/ },
      { says: 'confirm SO-1', hears: /Confirmed/ },
      { says: 'create an order for Globex: 1 Care Enterprise', hears: /SO-2/ },
      { says: 'confirm SO-2', hears: /Confirmed/ },
      { says: 'create an order for Acme: 1 Care Enterprise', hears: /SO-3/ },
    ]);
    return world;
  }

  it('reads what his own account has beside the answer, with its order, and nobody else’s', async () => {
    const world = await aWorldWithOrders();
    const customer = await world.person(cleo);
    await play(customer, [{ says: CARE, hearsNot: /Your plan/ }]);
    await world.db.inOrganization(world.organizationId, async (tx) => {
      const organizationId = world.organizationId;
      const contact = await tx.contact.findFirstOrThrow({
        where: { organizationId, name: 'Cleo' },
      });
      await tx.externalIdentity.updateMany({
        where: { organizationId, userKey: 'Cleo' },
        data: { contactId: contact.id },
      });
    });
    await play(customer, [
      {
        says: CARE,
        hears: [/Your plan: Care Pro \(SO-1\)/, /2 hours/, /Source: Response times by Care plan/],
        hearsNot: /SO-2|SO-3/,
        changes: [],
      },
      { says: 'the sorter shows E2021', hearsNot: /Your plan/ },
    ]);
    const inChannel = {
      ...customer.message({ kind: 'text', text: CARE }),
      conversation: { key: 'C1', kind: 'channel' as const },
    };
    const receipt = await world.app.assistant.receive(inChannel);
    const reply = await world.app.assistant.answer(receipt);
    expect(reply?.text).toMatch(/Source: /);
    expect(reply?.text).not.toMatch(/Your plan|SO-1/);
  });
});

describe('a rep', () => {
  transcript(
    'is answered, too, and still asked about the CRM as before',
    dana,
    [
      {
        says: 'ask the knowledge base: the sorter shows E2021',
        hears: /Source: Error E2021/,
      },
      { says: 'how do I log a deal', hears: /log a \$50k deal/, hearsNot: /Source: / },
      { says: 'my deals', hears: /No deals/ },
    ],
    { knowledge },
  );

  transcript('is told where there is no knowledge base', dana, [
    { says: 'ask the knowledge base: what is single sign-on', hears: /setting KNOWLEDGE/ },
  ]);
});

describe('a manager', () => {
  transcript(
    'has the knowledge base read again and sees what is wrong with it',
    maya,
    [
      {
        says: 'reload the knowledge base',
        hears: [
          /version 1: 127 English and 127 Chinese articles/,
          /Nothing has changed/,
          /2024-06-18/,
        ],
      },
    ],
    { knowledge },
  );
});
