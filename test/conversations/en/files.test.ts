import { describe, expect, it } from 'vitest';
import { anImportWorld, manyContacts } from '../../harness/import-world.ts';
import { play, transcript } from '../../harness/world.ts';

describe('data in and out', { timeout: 90_000 }, () => {
  it('a manager imports a list, corrects a column, looks at it and takes it back', async () => {
    const world = await anImportWorld({ name: 'Maya', role: 'manager' });
    await world.drops(
      'list.csv',
      'Company,Web,Branch\nAcme,acme.com,retail\nGlobex,globex.com,energy\n',
      'import these accounts',
    );
    await play(world.dropper, [
      { says: 'column 3 is the region', hears: /Branch \| Region/ },
      { says: 'no wait, column 3 is the industry', hears: /Branch \| Industry/ },
      { presses: 'Confirm', hears: /Importing 2 rows of accounts/ },
    ]);
    expect(await world.settled()).toMatch(/2 added/);
    await play(world.dropper, [
      { says: 'is the import done?', hears: /done\. 2 added/ },
      { says: 'what do we know about Globex?', hears: /energy/ },
      { says: 'undo the import', hears: /Undone: .*Globex/ },
      { says: 'find Globex', hears: /Nothing found/ },
    ]);
  });

  transcript('nothing is imported where no file is', { name: 'Maya', role: 'manager' }, [
    { says: 'import deals', hears: /Drop the CSV or Excel file/, changes: [] },
    { says: 'column 3 is the close date', hears: /There is no import waiting/, changes: [] },
    { says: 'stop the import', hears: /There is no import waiting/ },
    { says: 'undo the import', hears: /nothing to undo/ },
    { says: 'how far is the import?', hears: /Nothing was imported here yet/ },
  ]);

  transcript('an export that is not there cannot be stopped', { name: 'Maya', role: 'manager' }, [
    { says: 'stop the export', hears: /No export of yours is running here/, changes: [] },
    { says: 'cancel the download please', hears: /No export of yours is running here/ },
  ]);

  it('a manager exports a long list, goes on talking, and gets the file when it is ready', async () => {
    const world = await anImportWorld({ name: 'Maya', role: 'manager' });
    await manyContacts(world, 3200);
    await play(world.dropper, [
      { says: 'export all contacts', hears: /Exporting 3,200 contacts\. The file comes here/ },
      { says: 'add account Globex', hears: /Globex/ },
    ]);
    expect(await world.settled()).toMatch(/Exported 3,200 contacts/);
    expect(await world.fileNamed(/contacts-2026-03-18\.csv/)).toMatch(/Person 3200/);
  });

  it('a manager stops a long export with its button', async () => {
    const world = await anImportWorld({ name: 'Maya', role: 'manager' });
    await manyContacts(world, 3200);
    world.app.background.pause();
    await play(world.dropper, [
      { says: 'export all contacts', hears: /Exporting 3,200 contacts/ },
      { presses: 'Stop', hears: /The export is stopped/ },
      { says: 'stop the export', hears: /No export of yours is running here/ },
    ]);
  });
});
