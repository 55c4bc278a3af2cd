import { describe, expect, it } from 'vitest';
import { aWorld, play, transcript } from '../../harness/world.ts';

const dana = { name: 'Dana', role: 'rep', locale: 'en' } as const;
const maya = { name: 'Maya', role: 'manager', locale: 'en' } as const;

describe('finding', () => {
  transcript('says what was found, of which kind and why, and opens it', dana, [
    { says: 'add account Northwind Traders, domain northwind.io', hears: /Added/ },
    { says: 'new contact Jane Roe at Northwind Traders, jane@northwind.io', hears: /Added/ },
    { says: 'log a $50k deal with Northwind Traders', hears: /Logged/ },
    { says: 'log a call with Jane Roe: they want data residency in Frankfurt', hears: /Logged/ },
    {
      says: 'find northwind',
      hears: [
        /“northwind”: 3 found/,
        /account \| Northwind Traders \| A-1, northwind.io \| name/,
        /deal \| Northwind Traders deal/,
        /contact \| Jane Roe \| .* \| jane@northwind.io/,
      ],
      changes: [],
    },
    { presses: 'Northwind Traders', hears: /Northwind Traders \(A-1\)/ },
    {
      says: 'search data residency',
      hears: [/activity \| they want data residency/, /N-1, Jane Roe/],
    },
    { says: 'find norhtwind', hears: [/Northwind Traders/, /similar spelling/] },
    { says: 'find zebra quilting', hears: /Nothing found for “zebra quilting”/ },
  ]);

  it('goes on with More', async () => {
    const rep = await (await aWorld()).person(dana);
    for (const letter of 'ABCDEFGHIJKL') await rep.says(`new contact Okafor ${letter}`);
    await play(rep, [
      { says: 'search okafor', hears: /12 found, 1–10/ },
      { presses: 'More', hears: /12 found, 11–12/ },
    ]);
    expect(rep.buttons().map((b) => b.label)).not.toContain('More');
  });
});

describe('what is there already', () => {
  transcript('by its domain is asked about first, and may be used', dana, [
    { says: 'add account Acme Inc, domain acme.com', hears: /Added/ },
    {
      says: 'add account Acme Europe, domain acme.com',
      hears: [
        /There is already Acme Inc \(A-1\), acme.com: same domain/,
        /\[Use Acme Inc\] \[Create anyway\]/,
      ],
      changes: [],
    },
    { presses: 'Use Acme Inc', hears: /Acme Inc \(A-1\)/, changes: [] },
    { says: 'log a $10k deal with it', hears: /Acme Inc/ },
  ]);

  transcript('is created all the same when that is wanted, without what only one may have', dana, [
    { says: 'new contact Jane Roe, jane@acme.com', hears: /Added/ },
    {
      says: 'new contact Janet Roe, jane@acme.com',
      hears: /There is already Jane Roe/,
      changes: [],
    },
    {
      says: 'create anyway',
      hears: [/Added contact Janet Roe/, /jane@acme.com stays with Jane Roe/],
      changes: ['Contact.name: null → Janet Roe'],
    },
  ]);

  transcript('under a like name is only noted', maya, [
    { says: 'add account Globex Inc', hears: /Added/ },
    {
      says: 'add account Globex Ltd',
      hears: [/Added account Globex Ltd/, /something like it: Globex Inc/],
    },
    {
      presses: 'Merge into Globex Inc',
      hears: /Merge Globex Ltd \(A-2\) into Globex Inc \(A-1\)\?/,
      changes: [],
    },
    { presses: 'Confirm', hears: /Merged Globex Ltd \(A-2\) into Globex Inc \(A-1\)/ },
  ]);
});

describe('duplicates', () => {
  transcript('are listed with why, and merged from there', maya, [
    { says: 'add account GTX Pro', hears: /Added/ },
    { says: 'add account GTXPro', hears: /Added/ },
    { says: 'new contact Bob Stone, +1 415 555 0100', hears: /Added/ },
    {
      says: 'any duplicate accounts?',
      hears: [/1 possible duplicate/, /GTXPro \(A-2\) \| GTX Pro \(A-1\) \| same name/],
    },
    { presses: /GTXPro/, hears: /Merge GTXPro \(A-2\) into GTX Pro \(A-1\)/, changes: [] },
    { presses: 'Confirm', hears: /Merged/ },
    { says: 'any duplicates?', hears: /No duplicate records found/ },
  ]);

  transcript('of a deal are merged by number; the old number leads to the one that stays', maya, [
    { says: 'add account Hooli', hears: /Added/ },
    { says: 'log a $10k deal with Hooli called Box', hears: /Logged/ },
    { says: 'log a deal with Hooli called Boxes closing in May', hears: /Logged/ },
    { says: 'remind me to call Hooli tomorrow', hears: /T-1/ },
    {
      says: 'merge D-2 into D-1',
      hears: [
        /Merge Boxes \(D-2\) into Box \(D-1\)\?/,
        /Expected close \| May 31, 2026/,
        /D-2 then leads to Box/,
      ],
      changes: [],
    },
    { says: 'yes', hears: /Merged Boxes \(D-2\) into Box \(D-1\)\. Filled in: Expected close/ },
    { says: 'show D-2', hears: /Box/ },
    { says: 'undo', hears: /Undone: / },
    { says: 'show D-2', hears: /Boxes/ },
  ]);

  transcript('are no duplicates when they are one record, or of two kinds', maya, [
    { says: 'add account Stark', hears: /Added/ },
    { says: 'new contact Tony Stone', hears: /Added/ },
    {
      says: 'merge Stark into Stark',
      hears: /Both are Stark: there is nothing to merge/,
      changes: [],
    },
    {
      says: 'merge Tony Stone into Stark',
      hears: /Only two records of one kind can be merged/,
      changes: [],
    },
  ]);

  transcript('of people are merged without saying what they are', maya, [
    { says: 'new contact Bob Stone, bob@acme.com', hears: /Added/ },
    { says: 'new contact Robert Stone', hears: /Added/ },
    {
      says: 'merge Bob Stone into Robert Stone',
      hears: /Merge Bob Stone \(C-1\) into Robert Stone \(C-2\)/,
    },
    { presses: 'Confirm', hears: /Filled in: E-mail: bob@acme.com/ },
  ]);
});
