import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';

const maya = { name: 'Maya', role: 'manager', locale: 'en' } as const;

describe('accounts and contacts', () => {
  transcript('are listed, by industry, region and account, and a row is meant by its place', maya, [
    { says: 'new account Globex in the retail industry', hears: /Added account Globex/ },
    { says: 'new account Hooli, region EMEA', hears: /Added account Hooli/ },
    { says: 'add contact Jane Roe at Globex, CFO', hears: /Jane Roe/ },
    { says: 'list my accounts', hears: [/2 accounts/, /A-1 Globex/, /A-2 Hooli/], changes: [] },
    { says: 'accounts in retail', hears: [/1 account\b/, /Globex/], changes: [] },
    { says: 'accounts in EMEA', hears: [/1 account\b/, /Hooli/], changes: [] },
    { says: 'contacts at Globex', hears: [/1 contact\b/, /C-1 Jane Roe/, /CFO/], changes: [] },
    { says: "Hooli's contacts", hears: /No contacts match/, changes: [] },
    { says: 'export accounts in retail', hears: /Exported 1 account\b/, changes: [] },
  ]);
});
