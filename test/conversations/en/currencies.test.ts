import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';

const maya = { name: 'Maya', role: 'manager', locale: 'en' } as const;

describe('several currencies', () => {
  transcript('are summed each by itself, and together only where every rate is known', maya, [
    { says: 'new account Acme' },
    { says: 'log a deal with Acme for 50k EUR called Acme Europe' },
    { says: 'log a deal with Acme for $10k called Acme US' },
    {
      says: 'list all deals',
      hears: /2 deals, .*€50,000.*\(no rate for EUR, so no total\)/,
      hearsNot: /≈/,
    },
    {
      says: '1 EUR = 1.1 USD',
      hears: /1 EUR = 1.1 USD from Mar 18, 2026/,
      changes: [
        'CurrencyRate.currency: null → EUR',
        'CurrencyRate.day: null → 2026-03-18',
        'CurrencyRate.rate: null → 1.1',
      ],
    },
    { says: 'list all deals', hears: /≈ \$65,000 at the rates of Mar 18, 2026/ },
    { says: 'show the pipeline', hears: /≈ \$65,000/ },
    { says: 'show account Acme', hears: /Open deals: 2, .*≈ \$65,000/ },
    { says: 'log a deal with Acme for 1k GBP called Acme UK' },
    { says: 'list all deals', hears: /no rate for GBP, so no total/, hearsNot: /≈/ },
    { says: 'undo' },
    {
      says: 'deals over $20k',
      hears: [/Acme Europe/, /Compared by what they are worth in USD at the rates of Mar 18, 2026/],
      hearsNot: /Acme US/,
    },
    {
      says: 'deals over 20k',
      hears: /Acme Europe/,
    },
    {
      says: 'we won Acme Europe',
      changes: ['Deal.stage: prospecting → won', 'Deal.closedOn: null → 2026-03-18'],
    },
    { says: 'set the euro rate to 2', hears: /Closed deals keep the rate of their closing day/ },
    {
      says: 'which deals did we win',
      hears: /€50,000 ≈ \$55,000 at the rates of their closing days/,
    },
    { says: 'exchange rates', hears: [/Exchange rates, in USD/, /1 EUR/, /\b2\b/] },
  ]);

  transcript('a change of currency asks whether to convert', maya, [
    { says: '1 EUR = 1.25 USD' },
    { says: 'new account Acme' },
    { says: 'log a deal with Acme for $50k' },
    {
      says: 'make Acme 50k EUR',
      hears: [
        /D-1 Acme deal is \$50,000 now/,
        /Convert it to €40,000 at the rate of Mar 18, 2026, or keep the number, as €50,000\?/,
        /\[Convert: €40,000\] \[Keep the number: €50,000\]/,
      ],
      changes: [],
    },
    {
      presses: /^Convert/,
      changes: [
        'Deal.value: {"amount":50000,"currency":"USD"} → {"amount":40000,"currency":"EUR"}',
      ],
    },
    { says: 'undo' },
    { says: 'change the currency to EUR', hears: /or keep the number/, changes: [] },
    {
      says: 'keep it',
      changes: [
        'Deal.value: {"amount":50000,"currency":"USD"} → {"amount":50000,"currency":"EUR"}',
      ],
    },
    {
      says: 'make it 60k USD',
      hears: /€50,000 → \$60,000/,
      changes: [
        'Deal.value: {"amount":50000,"currency":"EUR"} → {"amount":60000,"currency":"USD"}',
      ],
    },
    {
      says: 'convert the Acme deal to GBP',
      hears: /no exchange rate for GBP/,
      changes: [],
    },
    {
      says: 'change the currency to GBP',
      hears: /no rate for GBP, so it cannot be converted/,
      changes: [],
    },
    {
      presses: /^Keep/,
      changes: [
        'Deal.value: {"amount":60000,"currency":"USD"} → {"amount":60000,"currency":"GBP"}',
      ],
    },
    { says: 'change the currency to GBP', hears: /like that already/, changes: [] },
    { says: 'log a deal with Acme called Pilot' },
    { says: 'change the currency of Pilot to EUR', hears: /Pilot has no amount yet/, changes: [] },
  ]);

  transcript('a rate that makes no sense is refused with a reason', maya, [
    { says: '1 USD = 1 USD', hears: /name two different currencies/, changes: [] },
    { says: '1 GBP = 9.1 CNY', hears: /no exchange rate for CNY/, changes: [] },
    { says: 'set an exchange rate', hears: /What is the rate/, changes: [] },
    { says: 'euro', hears: /What is 1 EUR worth in USD\?/, changes: [] },
    {
      says: '1.07',
      changes: [
        'CurrencyRate.currency: null → EUR',
        'CurrencyRate.day: null → 2026-03-18',
        'CurrencyRate.rate: null → 1.07',
      ],
    },
    { says: '1 EUR = 1.07 USD', hears: /already. Nothing changed/, changes: [] },
    { says: '1 EUR = 1.2 USD from April 1', hears: /1 EUR = 1.2 USD from Apr 1, 2026/ },
  ]);
});
