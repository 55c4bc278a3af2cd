import type { AccountPlan, Currency } from './accounts.ts';

/** What Northwind Robotics sells, as it appears in deal names. Prices are usual ones in thousand US dollars. */
const OFFERS = {
  pilot: { en: 'pilot', zh: '试点项目', product: 'Northwind WMS', price: [9, 24] },
  wms: { en: 'warehouse system', zh: '仓储系统', product: 'Northwind WMS', price: [45, 140] },
  secondSite: { en: 'second site', zh: '二期仓库', product: 'Northwind WMS', price: [50, 130] },
  renewal: { en: 'renewal', zh: '续约', product: 'Northwind WMS', price: [24, 70] },
  returns: { en: 'returns desk', zh: '退货处理', product: 'Northwind WMS', price: [20, 60] },
  coldStore: { en: 'cold store', zh: '冷库改造', product: 'Northwind WMS', price: [40, 90] },
  robots: { en: 'picking robots', zh: '拣选机器人', product: 'Shuttle AMR', price: [90, 320] },
  expansion: { en: 'fleet expansion', zh: '机器人扩容', product: 'Shuttle AMR', price: [60, 210] },
  lease: { en: 'robot lease', zh: '机器人租赁', product: 'Shuttle AMR', price: [30, 90] },
  sorting: { en: 'sorting line', zh: '分拣线', product: 'SortLine', price: [120, 380] },
  integration: { en: 'ERP integration', zh: 'ERP 对接', product: 'Connect', price: [15, 45] },
  analytics: { en: 'analytics add-on', zh: '数据分析模块', product: 'Insight', price: [10, 35] },
  support: { en: 'support contract', zh: '维保服务', product: 'Care', price: [8, 30] },
  training: { en: 'operator training', zh: '操作培训', product: 'Care', price: [4, 12] },
} as const satisfies Record<
  string,
  { en: string; zh: string; product: string; price: readonly [least: number, most: number] }
>;

export type OfferKey = keyof typeof OFFERS;

type Offer = {
  en: string;
  zh: string;
  product: string;
  price: readonly [least: number, most: number];
};

export function offerOf(key: OfferKey): Offer {
  return OFFERS[key];
}

/** Roughly what a dollar costs: the demo wants believable amounts, not today's rate. */
const PER_DOLLAR: Readonly<Record<Currency, number>> = { USD: 1, EUR: 0.9, GBP: 0.8, CNY: 7 };

/** The list price for an account of that size: `share` (0..1) says where in the range. Whole steps of 500 (CNY 5,000). */
export function priceFor(account: AccountPlan, key: OfferKey, share: number): number {
  const [least, most] = OFFERS[key].price;
  const size = account.employees > 2000 ? 1.3 : account.employees < 500 ? 0.7 : 1;
  const step = account.currency === 'CNY' ? 5000 : 500;
  const exact = (least + share * (most - least)) * size * 1000 * PER_DOLLAR[account.currency];
  return Math.max(step, Math.round(exact / step) * step);
}
