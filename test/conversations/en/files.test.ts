import { describe, expect, it } from 'vitest';
import { anImportWorld } from '../../harness/import-world.ts';
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
});
