import { expect, it } from 'vitest';
import { createAccount } from '../../src/crm/accounts.ts';
import { createOrder } from '../../src/crm/orders.ts';
import { aCompany } from '../harness/company.ts';

it('sums orders per currency, and together only where there is a rate for each currency', async () => {
  const company = await aCompany();
  const dana = await company.member('Dana');
  const { id: accountId } = await dana.does((ctx) => createAccount(ctx, { name: 'Acme' }));
  for (const [amount, currency] of [
    [1000, 'USD'],
    [500, 'EUR'],
  ] as const)
    await dana.does((ctx) => createOrder(ctx, { accountId, value: { amount, currency } }));
  const listed = async () => {
    const outcome = await dana.executes('order.list');
    return outcome.kind === 'done' ? outcome.reply.text : outcome.kind;
  };
  expect(await listed()).toMatch(/2 orders, €500 \+ \$1,000 \(no rate for EUR, so no total\)\n/);
  expect(await listed()).not.toMatch(/≈/);
  const rate = { name: 'EUR', currency: 'EUR', day: new Date('2026-03-01T00:00:00Z'), rate: '1.2' };
  const { id: organizationId } = company.organization;
  await company.in((tx) => tx.currencyRate.create({ data: { ...rate, organizationId } }));
  expect(await listed()).toMatch(/≈ \$1,600 at the rates of Mar 1, 2026/);
});
