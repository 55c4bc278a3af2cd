import { addDays, dayIn } from '../../src/platform/clock.ts';
import { type Calendar, earliest, pastMoment } from './calendar.ts';
import { type MemberName, zoneOf } from './members.ts';
import { randomFrom } from './random.ts';

export type Region =
  | 'US East'
  | 'US Central'
  | 'US West'
  | 'Canada'
  | 'UK'
  | 'DACH'
  | 'France'
  | 'Nordics'
  | '华东'
  | '华南'
  | '华北'
  | '华中'
  | '西南';

export type Currency = 'USD' | 'EUR' | 'GBP' | 'CNY';

type AccountRow = readonly [
  name: string,
  domain: string,
  industry: string,
  employees: number,
  region: Region,
  currency: Currency,
  owner: MemberName,
];

/** "Acme" alone means two of them, on purpose. Domains are below `.example`, which nobody can own. */
const ROWS = [
  ['Globex Corporation', 'globex', 'Electronics', 5200, 'US East', 'USD', 'Dana Ruiz'],
  ['Acme Inc', 'acme', 'Retail', 1800, 'US East', 'USD', 'Dana Ruiz'],
  ['Acme GmbH', 'acme-gmbh', 'Manufacturing', 640, 'DACH', 'EUR', 'Dana Ruiz'],
  ['Hooli', 'hooli', 'E-commerce', 12000, 'US West', 'USD', 'Dana Ruiz'],
  ['Wayfield Grocers', 'wayfield-grocers', 'Grocery', 2300, 'US East', 'USD', 'Dana Ruiz'],
  ['Tidewater Outfitters', 'tidewater', 'Apparel', 540, 'US East', 'USD', 'Dana Ruiz'],
  ['Bramblewood Furniture Ltd', 'bramblewood', 'Furniture', 380, 'UK', 'GBP', 'Dana Ruiz'],
  ['Meridale Health Supply', 'meridale', 'Healthcare', 1250, 'US Central', 'USD', 'Dana Ruiz'],
  ['Tessaly Toys', 'tessaly-toys', 'Toys', 210, 'Canada', 'USD', 'Dana Ruiz'],
  ['Initech', 'initech', 'Software', 450, 'US Central', 'USD', 'Bob Lee'],
  ['Redpine Hardware', 'redpine', 'Hardware retail', 760, 'US West', 'USD', 'Bob Lee'],
  ['Copperline Electrical', 'copperline', 'Wholesale', 920, 'US East', 'USD', 'Bob Lee'],
  ['Blue Harbor Freight', 'blueharbor', 'Logistics', 1600, 'US East', 'USD', 'Bob Lee'],
  ['Stellan Auto Parts', 'stellan', 'Automotive', 2100, 'US Central', 'USD', 'Bob Lee'],
  ['Pinnacle Ridge Sports', 'pinnacle-ridge', 'Sports', 330, 'US West', 'USD', 'Bob Lee'],
  ['Granite Peak Beverages', 'granitepeak', 'Beverages', 870, 'US West', 'USD', 'Bob Lee'],
  ['Orchard & Vale', 'orchardvale', 'Grocery', 1400, 'Canada', 'USD', 'Bob Lee'],
  ['Vandelay Imports', 'vandelay', 'Wholesale', 150, 'US East', 'USD', 'Bob Lee'],
  ['Larkhill Pharma Ltd', 'larkhill', 'Pharmaceuticals', 3100, 'UK', 'GBP', 'Sara Novak'],
  ['Quillon Books', 'quillon', 'Books', 290, 'UK', 'GBP', 'Sara Novak'],
  ['Osterhagen Maschinenbau GmbH', 'osterhagen', 'Machinery', 980, 'DACH', 'EUR', 'Sara Novak'],
  ['Brauhof Keller GmbH', 'brauhof-keller', 'Beverages', 260, 'DACH', 'EUR', 'Sara Novak'],
  ['Maison Tavernel', 'tavernel', 'Cosmetics', 700, 'France', 'EUR', 'Sara Novak'],
  ['Atelier Corvanne SA', 'corvanne', 'Fashion', 410, 'France', 'EUR', 'Sara Novak'],
  ['Nordvik Seafood AB', 'nordvik', 'Food', 620, 'Nordics', 'EUR', 'Sara Novak'],
  ['Lindqvarn Möbler AB', 'lindqvarn', 'Furniture', 480, 'Nordics', 'EUR', 'Sara Novak'],
  ['Kestrel Aerospace Parts', 'kestrel-parts', 'Aerospace', 1150, 'UK', 'USD', 'Sara Novak'],
  ['Umbrella Logistics', 'umbrella', 'Logistics', 3400, 'US Central', 'USD', 'Maya Patel'],
  ['云帆科技', 'yunfan-tech', '软件', 320, '华东', 'CNY', '王芳'],
  ['华星电子', 'huaxing', '电子制造', 4200, '华南', 'USD', '王芳'],
  ['海棠食品', 'haitang', '食品', 1500, '华东', 'CNY', '王芳'],
  ['恒远纺织有限公司', 'hengyuan', '纺织', 2100, '华东', 'USD', '王芳'],
  ['博雅图书', 'boya-books', '图书', 600, '华北', 'CNY', '王芳'],
  ['望江酒业', 'wangjiang', '酒类', 900, '西南', 'CNY', '王芳'],
  ['瑞丰物流', 'ruifeng', '物流', 2600, '华南', 'CNY', '李强'],
  ['金石制药', 'jinshi', '医药', 1800, '华北', 'CNY', '李强'],
  ['明川汽车零部件', 'mingchuan', '汽车零部件', 3300, '华中', 'USD', '李强'],
  ['天工精密制造有限公司', 'tiangong', '精密制造', 1100, '华南', 'USD', '李强'],
  ['青松新能源', 'qingsong', '新能源', 2700, '西南', 'USD', '李强'],
  ['百川供应链', 'baichuan', '供应链', 1400, '华东', 'CNY', '李强'],
  ['星河电商', 'xinghe', '电商', 780, '华东', 'CNY', '小王'],
  ['南屿冷链', 'nanyu', '冷链物流', 950, '华南', 'CNY', '小王'],
  ['东篱家居', 'dongli', '家居', 520, '华南', 'USD', '小王'],
  ['锦程跨境电商', 'jincheng', '跨境电商', 430, '华南', 'USD', '小王'],
  ['蓝湾医疗器械', 'lanwan', '医疗器械', 2200, '华北', 'USD', 'Chen Wei 陈伟'],
] as const satisfies readonly AccountRow[];

export type AccountName = (typeof ROWS)[number][0];

export type AccountPlan = {
  name: AccountName;
  domain: string;
  industry: string;
  employees: number;
  region: Region;
  currency: Currency;
  owner: MemberName;
  /** What is written about it is in this language. */
  language: 'en' | 'zh';
};

export const ACCOUNTS: readonly AccountPlan[] = ROWS.map(
  ([name, domain, industry, employees, region, currency, owner]) => ({
    name,
    domain: `${domain}.example`,
    industry,
    employees,
    region,
    currency,
    owner,
    language: /\p{Script=Han}/u.test(name) ? 'zh' : 'en',
  }),
);

/** @throws RangeError when no account is called so. */
export function accountNamed(name: string): AccountPlan {
  const account = ACCOUNTS.find((candidate) => candidate.name === name);
  if (account === undefined) throw new RangeError(`no account called ${name}`);
  return account;
}

/** What people say: without the legal form. */
export function shortName(name: AccountName): string {
  return name.replace(/ (?:Corporation|Inc|GmbH|Ltd|SA|AB)$|有限公司$/u, '');
}

/** When each account was added: some weeks before its first deal. */
export function accountStarts(
  calendar: Calendar,
  deals: readonly { account: AccountName; createdAt: Date }[],
): Map<AccountName, Date> {
  const random = randomFrom(11);
  return new Map(
    ACCOUNTS.map(({ name, owner }) => {
      const zone = zoneOf(owner, calendar);
      const own = deals.filter((deal) => deal.account === name);
      const first = earliest([calendar.now, ...own.map((deal) => deal.createdAt)]);
      const day = addDays(dayIn(zone, first), -random.whole(4, 60));
      return [name, pastMoment(calendar, day, '08:10', zone)];
    }),
  );
}
