import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';

const maya = { name: 'Maya', role: 'manager', locale: 'en' } as const;
const dana = { name: 'Dana', role: 'rep', locale: 'en' } as const;

describe('a manager keeps the products', () => {
  transcript('adds them, prices them and takes one off the list', maya, [
    { says: 'what products do we have', hears: /no products yet\. Add one/ },
    {
      says: 'add product Pro at $49, sku PRO-1',
      hears: [/Added product P-1 Pro/, /\$49/, /PRO-1/, /\[Undo\]/],
      changes: [
        'Product.name: null → Pro',
        'Product.sku: null → PRO-1',
        'Product.price: null → {"amount":49,"currency":"USD"}',
      ],
    },
    { says: 'add product Care', hears: /What does one cost\?/, changes: [] },
    { says: '9', hears: /Added product P-2 Care/ },
    { says: 'add product pro at 60', hears: /There is a product called Pro already/, changes: [] },
    {
      says: 'change the price of Pro to $59',
      hears: /\$49 → \$59/,
      changes: ['Product.price: {"amount":49,"currency":"USD"} → {"amount":59,"currency":"USD"}'],
    },
    { says: 'set the EUR price of Pro to 45', hears: /Pro costs €45 in the price book EUR/ },
    { says: 'how much does Pro cost', hears: [/Price: \$59/, /EUR \| Pro \| €45/] },
    {
      says: 'in the Summer price book Pro costs $40, valid from July 1',
      hears:
        /Pro costs \$40 in the price book Summer \(the whole price book is valid from Jul 1, 2026\)/,
    },
    { says: 'price books', hears: /Summer \| Pro \| \$40 \| Jul 1, 2026 \| –/ },
    {
      says: 'in the Summer price book Pro costs $41, valid until June 1',
      hears: /valid from Jul 1, 2026 and only until Jun 1, 2026/,
      changes: [],
    },
    { says: 'order 2 Pro for Acme', hears: /no account called/ },
    { says: 'yes', hears: /\$118/ },
    { says: 'discontinue Care', hears: /Active: yes → no/ },
    { says: 'list products', hears: /1 product\n/, hearsNot: /Care/ },
    { says: 'undo', hears: /Undone: Care/ },
  ]);
});

describe('an order by chatting', () => {
  transcript('is created, changed, confirmed, delivered and locked', maya, [
    { says: 'create account Acme' },
    { says: 'add product Pro at $49' },
    { says: 'add product Care at $300' },
    {
      says: 'order 20 licenses of Pro for Acme',
      hears: [
        /Created order SO-1 for Acme, a draft of \$980/,
        /Pro \| 20 \| \$49 \| \$980/,
        /\[Confirm order\].*\[Cancel order\].*\[Undo\]/,
      ],
      changes: [
        'Order.account: null → Acme',
        'Order.owner: null → Maya',
        'Order.status: null → draft',
        'Order.orderedOn: null → 2026-03-18',
        'Order.value: null → {"amount":980,"currency":"USD"}',
        'Order.product: null → Pro',
        'Order.quantity: null → 20',
        'OrderLine.name: null → Pro',
        'OrderLine.unitPrice: null → 49',
        'OrderLine.total: null → 980',
      ],
    },
    { says: 'add 2 Care to that order', hears: [/Care \| 2 \| \$300 \| \$600/, /Total: \$1,580/] },
    {
      says: 'give it a 10% discount',
      hears: [/Subtotal: \$1,580/, /Discount: -\$158 \(10%\)/, /Total: \$1,422/],
      changes: [
        'Order.discount: 0 → 0.1',
        'Order.value: {"amount":1580,"currency":"USD"} → {"amount":1422,"currency":"USD"}',
      ],
    },
    {
      says: 'set the tax on SO-1 to 19%',
      hears: /Tax: \$270\.18 \(19%\)[\s\S]*Total: \$1,692\.18/,
    },
    { says: 'SO-1 shipped', hears: /SO-1 is a draft\. Confirm it first/, changes: [] },
  ]);

  transcript('is locked when it is fulfilled; undo says why it cannot change it', dana, [
    { says: 'log a deal with Acme worth $5k' },
    { says: 'yes' },
    { says: 'we won Acme', hears: [/is won/, /\[Create order\]/] },
    {
      presses: 'Create order',
      hears: [/Created order SO-1 for Acme, a draft of \$5,000/, /Deal: Acme deal/],
    },
    { says: 'make it $6,000', hears: /Total: \$6,000/ },
    { says: 'confirm SO-1', hears: [/Confirmed order SO-1/, /\[Mark fulfilled\]/] },
    {
      presses: 'Mark fulfilled',
      hears: /Order SO-1 is fulfilled, and locked/,
      changes: ['Order.status: confirmed → fulfilled'],
    },
    { says: 'give SO-1 a 5% discount', hears: /SO-1 is fulfilled, so it is locked/, changes: [] },
    { says: 'undo', hears: /Status: fulfilled → confirmed/ },
    { says: 'cancel order SO-1', hears: /Cancel order SO-1 for Acme \(\$6,000\)\?/, changes: [] },
    {
      says: 'yes',
      hears: /Cancelled order SO-1/,
      changes: ['Order.status: confirmed → cancelled'],
    },
    { says: 'confirm SO-1', hears: /SO-1 is cancelled, so it is locked/, changes: [] },
    { says: 'show Acme', hears: [/Orders: 1, \$6,000/, /SO-1 \| Acme \| Mar 18, 2026/] },
    { says: 'show D-1', hears: /SO-1 \| Acme/ },
    { says: 'orders this month', hears: /1 order, \$6,000/ },
    { says: 'open orders', hears: /There are no such orders/ },
  ]);

  transcript('asks whose it is, and offers what is not there yet', maya, [
    { says: 'create an order', hears: /Which account or deal is the order for\?/, changes: [] },
    { says: 'Globex', hears: /no account called “Globex” yet\. Create it\?/ },
    { says: 'yes', hears: [/Created order SO-1 for Globex/, /Nothing is on it yet/] },
    { says: 'add 3 Pro to SO-1', hears: /no product called “Pro” yet\. Add it\?/, changes: [] },
    { says: 'yes', hears: /What does one cost\?/, changes: [] },
    { says: '49', hears: [/Added product P-1 Pro/, /Pro \| 3 \| \$49 \| \$147/] },
    { says: 'undo', hears: /Undone: SO-1, Pro|Undone: Pro, SO-1/ },
  ]);

  transcript('in a currency without a rate says that none is frozen', dana, [
    { says: 'create account Acme' },
    { says: 'create an order for Acme, €500' },
    { says: 'confirm it', hears: [/Confirmed order SO-1/, /no rate for EUR/] },
  ]);

  transcript('of a rep cannot bring a new product', dana, [
    { says: 'create account Acme' },
    { says: 'order 5 Widgets for Acme', hears: /no product called “Widgets”/, changes: [] },
    { says: 'add product Pro at $49', hears: /You may not do that with your role/, changes: [] },
  ]);
});

describe('a quote by chatting', () => {
  transcript('is made for a deal, revised, and becomes an order', maya, [
    { says: 'add product Pro at $49' },
    { says: 'create account Acme' },
    {
      says: 'quote Acme 10 seats of Pro valid until end of month',
      hears: [/Acme has no deal yet/, /\[Log a deal\]/],
      changes: [],
    },
    { says: 'log a deal with Acme, 20k' },
    {
      says: 'quote Acme 10 seats of Pro valid until end of month',
      hears: [
        /Created quote Q-1 for Acme deal, \$490/,
        /Valid until: Mar 31, 2026/,
        /\[Accepted\]/,
      ],
    },
    { says: 'revise Q-1: 12% discount', hears: [/new revision, Q-1 v2/, /Total: \$431\.20/] },
    {
      says: 'quote Acme 5 Pro valid until yesterday',
      hears: /Mar 17, 2026 has passed/,
      changes: [],
    },
    { says: 'quotes for Acme', hears: /Q-1 v2 \| Acme \| Acme deal \| \$431\.20 \| open/ },
    {
      says: 'they accepted Q-1',
      hears: [/Q-1 v2 is accepted, and order SO-1 created/, /Quote: Q-1 v2/],
    },
    { says: 'extend Q-1 until April 15', hears: /Q-1 v2 was accepted already/, changes: [] },
    { says: 'undo', hears: /Undone: SO-1, Q-1/ },
    { says: 'show Q-1', hears: [/Q-1 v2/, /Status: open/] },
  ]);

  transcript('is sent and declined, with the reason', maya, [
    { says: 'create account Acme' },
    { says: 'log a deal with Acme, 20k' },
    { says: 'quote Acme 20k', hears: /\[Mark sent\].*\[Accepted\].*\[Declined\].*\[Revise\]/ },
    {
      says: 'I sent Q-1 to the customer',
      hears: [/Q-1 is marked as sent\./, /Status: sent/, /\[Accepted\]/, /\[Undo\]/],
      hearsNot: /\[Mark sent\]/,
      changes: ['Quote.status: draft → sent'],
    },
    { says: 'mark Q-1 as sent', hears: /marked as sent already/, changes: [] },
    { says: 'Q-1 was declined', hears: /Why was it declined\?/, changes: [] },
    {
      says: 'too expensive',
      hears: [/Q-1 was declined: too expensive\./, /Reason: too expensive/],
      hearsNot: /\[Accepted\]/,
      changes: ['Quote.status: sent → declined', 'Quote.reason: null → too expensive'],
    },
    { says: 'list quotes', hears: /Q-1 \| Acme \| .* \| declined: too expensive \|/ },
    { says: 'undo', hears: /Undone: Q-1/ },
    { says: 'show Q-1', hears: /Status: sent/, hearsNot: /too expensive/ },
    {
      says: 'they declined Q-1 because the budget was cut',
      hears: /Q-1 was declined: the budget was cut/,
    },
    { says: 'revise Q-1: 10% off', hears: [/new revision, Q-1 v2/, /Status: open/] },
    { says: 'decline Q-1, wrong terms', hears: /Q-1 v2 was declined: wrong terms/ },
    {
      says: 'they accepted Q-1',
      hears: /Q-1 v2 is accepted, and order SO-1 created/,
    },
    { says: 'Q-1 was declined because of price', hears: /was accepted already/, changes: [] },
  ]);
});

describe('a line', () => {
  transcript('has a discount of its own', maya, [
    { says: 'create account Acme' },
    { says: 'add product Pro at $49' },
    { says: 'add product Care at $300' },
    { says: 'order 10 Pro for Acme' },
    { says: 'add 1 Care to SO-1' },
    {
      says: '10% off the Care line of SO-1',
      hears: [/Care \| 1 \| \$300 −10% \| \$270/, /Total: \$760/],
    },
    { says: '5% off Insight on SO-1', hearsNot: /Updated/, changes: [] },
    { says: 'undo', hears: /Undone/ },
    { says: 'show SO-1', hears: /Total: \$790/ },
  ]);
});

describe('prices of one account', () => {
  transcript('hold for it alone once it is on a price book, until it is taken off', maya, [
    { says: 'create account Acme' },
    { says: 'create account Globex' },
    { says: 'add product Pro at $49' },
    { says: 'add product Care at $300' },
    {
      says: 'put Acme on the Partner price book',
      hears: /There is no price book “Partner”\. There are none yet/,
      changes: [],
    },
    { says: 'set Pro to $39 in the Partner price book' },
    {
      says: 'put Acme on the Partner price book',
      hears: [/Updated Acme/, /Price book: .*Partner/, /\[Undo\]/],
      changes: ['Account.priceBook: null → Partner'],
    },
    { says: 'put it on the Partner price book', hears: /as you say it is|nothing/i, changes: [] },
    { says: 'show Acme', hears: /Price book: Partner/ },
    { says: 'which price book is Acme on?', hears: /Partner/ },
    {
      says: 'order 10 Pro for Acme',
      hears: [/Pro \| 10 \| \$39 \| \$390/, /Price book: Partner/],
    },
    { says: 'add 1 Care to SO-1', hears: /Care \| 1 \| \$300 \| \$300/ },
    {
      says: 'order 10 Pro for Globex',
      hears: /Pro \| 10 \| \$49 \| \$490/,
      hearsNot: /Price book/,
    },
    {
      says: 'order for Globex: 5 Pro from the Partner book',
      hears: [/Pro \| 5 \| \$39 \| \$195/, /Price book: Partner/],
    },
    {
      says: 'take Acme off its price book',
      hears: /Price book: Partner → –|Price book: Partner →/,
      changes: ['Account.priceBook: Partner → null'],
    },
    { says: 'undo', hears: /Undone: Acme/, changes: ['Account.priceBook: null → Partner'] },
  ]);

  transcript('are refused in another currency, and outside of their days', maya, [
    { says: 'create account Acme' },
    { says: 'add product Pro at $49' },
    { says: 'set Pro to €45 in the EMEA price book' },
    { says: 'in the Summer price book Pro costs $40, valid from July 1' },
    { says: 'log a deal with Acme, 20k' },
    {
      says: 'quote Acme 10 Pro from the EMEA price book',
      hears: /The prices in EMEA are in EUR, but this would be in USD/,
      changes: [],
    },
    {
      says: 'quote Acme 10 Pro from the Summer price book',
      hears: /Summer does not hold today: it is valid from Jul 1, 2026/,
      changes: [],
    },
    {
      says: 'order 2 Pro for Acme from the Asia price book',
      hears: /There is no price book “Asia”\. There are EMEA, Summer/,
      changes: [],
    },
    { says: 'put Acme on the Summer price book', hears: /Price book: .*Summer/ },
    { says: 'show Acme', hears: /Price book: Summer \(from Jul 1, 2026\)/ },
    { says: 'quote Acme 10 Pro', hears: /Pro \| 10 \| \$49 \| \$490/, hearsNot: /Price book/ },
  ]);
});
