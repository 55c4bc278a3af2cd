import { describe, expect, it } from 'vitest';
import { anImportWorld } from '../../harness/import-world.ts';
import { aWorld, play, transcript } from '../../harness/world.ts';

const maya = { name: 'Maya', role: 'manager' } as const;

describe('a merge', () => {
  transcript('is parted again by name, also after other changes', maya, [
    { says: 'add account Acme Ltd, domain acme.co.uk' },
    { says: 'create anyway' },
    { says: 'add account Globex' },
    { says: 'merge Globex into Acme Ltd', hears: /Merge Globex/ },
    { says: 'yes', hears: /Merged Globex/ },
    { says: 'add account Initech' },
    { says: 'split Globex from Acme Ltd', hears: /Parted again: .*Globex/ },
    { says: 'show account Globex', hears: /Globex/, hearsNot: /Acme/ },
    { says: 'show account Initech', hears: /Initech/ },
    { says: 'unmerge Globex', hears: /no merge of Globex that still stands/, changes: [] },
    { says: 'redo', hears: /Redone/ },
    { says: 'undo the merge of A-2', hears: /Parted again/ },
  ]);

  transcript('is what “undo the merge” takes back, not what was changed last', maya, [
    { says: 'undo the merge', hears: /no merge of yours/, changes: [] },
    { says: 'add contact Bob Stone' },
    { says: 'add contact Robert Stone' },
    { says: 'merge Bob Stone into Robert Stone' },
    { says: 'yes' },
    { says: 'add account Initech' },
    { says: 'undo the merge', hears: /Parted again: .*Stone/ },
    { says: 'show account Initech', hears: /Initech/ },
  ]);

  it('of somebody else goes apart in another conversation, for a manager', async () => {
    const world = await aWorld();
    const first = await world.person(maya);
    const other = await world.person({ name: 'Moritz', role: 'manager' });
    const dana = await world.person({ name: 'Dana', role: 'rep' });
    await play(first, [
      { says: 'add account Acme' },
      { says: 'add account Globex' },
      { says: 'merge Globex into Acme' },
      { says: 'yes' },
    ]);
    await play(dana, [{ says: 'unmerge Globex', hears: /may not|manager/, changes: [] }]);
    await play(other, [
      { says: 'undo the merge', hears: /no merge of yours/, changes: [] },
      { says: 'take Globex out of Acme again', hears: /Parted again/ },
    ]);
  });
});

describe('a large import', { timeout: 90_000 }, () => {
  it('that was undone is not redone by halves', async () => {
    const world = await anImportWorld(maya);
    const rows = Array.from({ length: 600 }, (_, i) => `Company ${i},c${i}.example`).join('\n');
    await world.drops('companies.csv', `Company,Web\n${rows}\n`, 'import these accounts');
    await world.dropper.says('yes');
    await world.settled();
    await play(world.dropper, [{ says: 'undo the import', hears: /Undoing the whole import/ }]);
    expect(await world.settled()).toMatch(/The import is undone/);
    await play(world.dropper, [
      { says: 'redo', hears: /undid a whole import.*cannot be redone in one step/, changes: [] },
    ]);
  });

  it('is taken back by a manager in words, whoever began it', async () => {
    const world = await anImportWorld({ name: 'Dana', role: 'manager' });
    await world.drops('companies.csv', 'Company,Web\nAcme,acme.com\n', 'import these accounts');
    await world.dropper.says('yes');
    await world.settled();
    const moritz = await world.person({ name: 'Moritz', role: 'manager' });
    await play(moritz, [
      { says: "undo Dana's import", hears: /Undone: .*Acme/ },
      { says: "undo Dana's import", hears: /nothing to undo/ },
    ]);
  });
});

describe('what a colleague changed', () => {
  it('is taken back by who made it or by a manager, by the record or in its history', async () => {
    const world = await aWorld();
    const dana = await world.person({ name: 'Dana', role: 'rep' });
    const rita = await world.person({ name: 'Rita', role: 'rep' });
    const manager = await world.person(maya);
    await play(dana, [
      { says: 'add account Globex' },
      { says: 'log a deal with Globex worth 10k' },
      { says: 'set the value of D-1 to 12k' },
      { says: 'add account Hooli' },
    ]);
    await play(rita, [
      { says: 'undo what Dana did to D-1', hears: /only Dana or a manager/, changes: [] },
      { says: 'history of D-1', hears: /12,000/, hearsNot: /Undo…/ },
    ]);
    await play(manager, [
      {
        says: 'undo what Dana did to D-1',
        hears: /Undone/,
        changes: [
          'Deal.value: {"amount":12000,"currency":"USD"} → {"amount":10000,"currency":"USD"}',
        ],
      },
      { says: 'history of D-1', hears: [/Undo…/, /an undo/] },
      { says: "undo Dana's last change", hears: /Undone: Hooli/ },
      { says: "undo Rita's last change", hears: /no change by Rita/, changes: [] },
    ]);
    await play(dana, [
      { says: 'set the value of D-1 to 15k' },
      { says: 'history of D-1', hears: /Undo…/ },
      { presses: /15,000/, hears: /Undone/ },
      { says: 'why is the value of D-1 so low?', hears: [/History of .*: value/, /15,000/] },
    ]);
  });

  it('is shown page by page', async () => {
    const world = await aWorld();
    const dana = await world.person({ name: 'Dana', role: 'rep' });
    await play(dana, [
      { says: 'add account Globex' },
      { says: 'log a deal with Globex worth 10k' },
    ]);
    for (let value = 11; value < 33; value += 1)
      await dana.says(`set the value of D-1 to ${value}k`);
    await play(dana, [
      { says: 'history of D-1', hears: [/32,000/, /\[More\]/], hearsNot: /Created/ },
      { presses: 'More', hears: /Created/, hearsNot: /\[More\]/ },
    ]);
  });
});

describe('a deleted record', () => {
  transcript('comes back by its name, and keeps what belongs to it', maya, [
    { says: 'add account Acme' },
    { says: 'add contact Jane Roe at Acme' },
    { says: 'log a deal called Renewal with Acme worth 10k' },
    { says: 'delete the account Acme', hears: /Acme has 1 open deal/, changes: [] },
    { says: 'we lost D-1 because of price' },
    { says: 'delete the account Acme', hears: /What belongs to it \(1 deal, 1 contact\) stays/ },
    { says: 'yes', hears: /Deleted Acme/ },
    { says: 'what was deleted?', hears: [/account A-1/, /Maya/, /Restore…/] },
    { says: 'who deleted the Acme account?', hears: /Deleted\./ },
    { says: 'restore the account Acme I deleted just now', hears: /Restored the account Acme/ },
    { says: 'show account Acme', hears: [/Jane Roe/] },
    { says: 'restore Acme', hears: /Nothing called Acme was deleted/, changes: [] },
    { says: 'delete D-1' },
    { says: 'yes' },
    { says: 'history of D-1', hears: /Deleted\./ },
    {
      says: 'restore the deal Acme renewal I deleted yesterday',
      hears: /Restored the deal Renewal/,
    },
    { says: 'undo', hears: /Undone: Renewal/ },
    { says: 'undelete D-1', hears: /Restored the deal Renewal/ },
  ]);

  transcript('may be a lead', { name: 'Dana', role: 'rep' }, [
    { says: 'new lead Bob Stone from Initech' },
    { says: 'delete the lead Bob Stone', hears: /Delete the lead Bob Stone/ },
    { says: 'yes', hears: /Deleted Bob Stone/ },
    { says: 'list the deleted leads', hears: /L-1/ },
    { presses: /L-1/, hears: /Restored the lead Bob Stone/ },
  ]);
});
