import type { AccountName } from './accounts.ts';
import type { Closing } from './calendar.ts';
import type { MemberName } from './members.ts';
import type { OfferKey } from './offers.ts';

export type OpenStage = 'prospecting' | 'qualification' | 'proposal' | 'negotiation' | RenewalStage;

/** The open stages of the second pipeline. */
export type RenewalStage = 'upcoming' | 'contacted' | 'quoted';

/** How many days ago: created, entered its stage, was last touched. In this order, never growing. */
type DaysAgo = readonly [created: number, entered: number, touched: number];

export type OpenDealRow = readonly [
  account: AccountName,
  offer: OfferKey,
  stage: OpenStage,
  /** In the account's currency; null when nobody knows yet. */
  thousands: number | null,
  daysAgo: DaysAgo,
  closing: Closing,
  nextStep?: string,
];

/** The open pipeline by owner. Some deals are stale (nobody was in touch for over 30 days), some overdue. */
export const OPEN_DEALS: Readonly<Partial<Record<MemberName, readonly OpenDealRow[]>>> = {
  'Dana Ruiz': [
    ['Globex Corporation', 'renewal', 'proposal', 48, [64, 18, 3], 'this month', 'Send the quote'],
    ['Acme Inc', 'wms', 'negotiation', 120, [96, 22, 5], 'this month', 'Agree payment terms'],
    ['Acme GmbH', 'sorting', 'proposal', 210, [71, 26, 9], 'next quarter', 'Show the layout'],
    ['Hooli', 'robots', 'negotiation', 285, [118, 34, 6], 'this quarter', 'Security review'],
    ['Wayfield Grocers', 'pilot', 'qualification', 18, [33, 12, 2], 'this quarter', 'Agree goals'],
    ['Tidewater Outfitters', 'analytics', 'prospecting', null, [9, 9, 4], 'next quarter'],
    ['Bramblewood Furniture Ltd', 'wms', 'proposal', 74, [88, 47, 41], -6, 'Reach Harriet Cole'],
    ['Meridale Health Supply', 'expansion', 'qualification', 95, [52, 20, 8], 'next quarter'],
    ['Tessaly Toys', 'support', 'negotiation', 14.5, [40, 11, 0], 'this month', 'Countersign'],
  ],
  'Bob Lee': [
    ['Initech', 'pilot', 'proposal', 22, [45, 15, 4], 'this month', 'Reference call'],
    ['Redpine Hardware', 'wms', 'qualification', 68, [38, 17, 6], 'next quarter', 'Site visit'],
    ['Copperline Electrical', 'robots', 'prospecting', 140, [15, 15, 7], 'in two quarters'],
    ['Blue Harbor Freight', 'sorting', 'proposal', 260, [101, 39, 33], 'next quarter', 'New date'],
    ['Stellan Auto Parts', 'expansion', 'negotiation', 165, [84, 19, 2], 'this quarter'],
    ['Stellan Auto Parts', 'support', 'negotiation', 19, [35, 9, 1], 'this month', 'Signature'],
    ['Pinnacle Ridge Sports', 'lease', 'qualification', 42, [61, 44, 38], -12, 'Ask for a date'],
    ['Granite Peak Beverages', 'robots', 'proposal', 190, [77, 25, 10], 'next quarter'],
    ['Orchard & Vale', 'integration', 'qualification', 28, [29, 10, 3], 'next quarter', 'Specs'],
    ['Vandelay Imports', 'wms', 'prospecting', null, [6, 6, 6], 'next quarter', 'First call'],
  ],
  'Sara Novak': [
    ['Larkhill Pharma Ltd', 'robots', 'negotiation', 240, [132, 28, 4], 'next quarter', 'Redlines'],
    ['Larkhill Pharma Ltd', 'analytics', 'qualification', 21, [24, 13, 4], 'next quarter'],
    ['Quillon Books', 'wms', 'proposal', 52, [58, 21, 11], 'next quarter', 'Explain option B'],
    ['Osterhagen Maschinenbau GmbH', 'sorting', 'qualification', 310, [66, 30, 13], 'next quarter'],
    ['Maison Tavernel', 'pilot', 'negotiation', 16, [41, 8, 2], 'this month', 'Fix the start date'],
    ['Atelier Corvanne SA', 'lease', 'prospecting', 36, [19, 19, 12], 'next quarter', 'Demo'],
    ['Nordvik Seafood AB', 'secondSite', 'proposal', 98, [92, 55, 46], -20, 'Reach Astrid Holm'],
    ['Lindqvarn Möbler AB', 'wms', 'qualification', 61, [27, 14, 5], 'next quarter'],
    ['Kestrel Aerospace Parts', 'integration', 'proposal', 33, [49, 16, 7], 'this quarter'],
    ['Brauhof Keller GmbH', 'robots', 'prospecting', null, [12, 12, 8], 'in two quarters'],
  ],
  'Maya Patel': [
    ['Umbrella Logistics', 'robots', 'negotiation', 420, [140, 31, 3], 'next quarter', 'Board'],
    ['Umbrella Logistics', 'analytics', 'prospecting', 30, [11, 11, 5], 'next quarter'],
    ['Hooli', 'secondSite', 'qualification', 150, [47, 23, 9], 'in two quarters', 'Floor plan'],
  ],
  王芳: [
    ['云帆科技', 'wms', 'negotiation', 680, [89, 20, 2], 'this month', '确认合同付款条款'],
    ['华星电子', 'robots', 'proposal', 230, [73, 27, 6], 'next quarter', '提交修改后的方案'],
    ['华星电子', 'integration', 'qualification', 26, [22, 11, 5], 'next quarter', '约信息部开会'],
    ['海棠食品', 'sorting', 'qualification', 1350, [54, 24, 15], 'next quarter', '现场勘测'],
    ['海棠食品', 'support', 'negotiation', 150, [36, 10, 1], 'this month', '等盖章合同'],
    ['恒远纺织有限公司', 'lease', 'negotiation', 64, [67, 18, 4], 'this quarter', '确认租期'],
    ['恒远纺织有限公司', 'analytics', 'prospecting', null, [8, 8, 8], 'next quarter'],
    ['博雅图书', 'wms', 'proposal', 420, [98, 51, 44], -9, '联系郭文'],
    ['望江酒业', 'pilot', 'qualification', 120, [30, 13, 3], 'next quarter', '确定试点范围'],
    ['望江酒业', 'robots', 'prospecting', 960, [14, 14, 10], 'in two quarters'],
  ],
  李强: [
    ['瑞丰物流', 'sorting', 'negotiation', 2100, [126, 33, 5], 'this quarter', '准备董事会材料'],
    ['瑞丰物流', 'support', 'negotiation', 180, [57, 25, 14], -3, '催签合同'],
    ['金石制药', 'robots', 'proposal', 1480, [81, 29, 12], 'next quarter', '补充验证文件'],
    ['金石制药', 'returns', 'qualification', 350, [34, 18, 9], 'next quarter'],
    ['明川汽车零部件', 'expansion', 'negotiation', 175, [69, 16, 0], 'this month', '谈交付时间'],
    ['天工精密制造有限公司', 'wms', 'qualification', 72, [43, 19, 8], 'next quarter', '收集数据'],
    ['青松新能源', 'robots', 'proposal', 260, [90, 42, 37], 'next quarter', '约蒋明见面'],
    ['青松新能源', 'training', 'prospecting', 9, [5, 5, 2], 'next quarter'],
    ['百川供应链', 'renewal', 'proposal', 310, [48, 14, 3], 'this quarter', '发送续约报价'],
  ],
  小王: [
    ['星河电商', 'wms', 'proposal', 560, [60, 22, 7], 'next quarter', '讲解方案二'],
    ['星河电商', 'analytics', 'prospecting', null, [13, 13, 9], 'in two quarters'],
    ['南屿冷链', 'coldStore', 'qualification', 430, [39, 21, 16], 'next quarter', '测温湿度'],
    ['东篱家居', 'pilot', 'negotiation', 15, [46, 9, 1], 'this month', '确认启动日期'],
    ['锦程跨境电商', 'lease', 'qualification', 38, [72, 50, 43], -15, '再次联系沈航'],
    ['锦程跨境电商', 'integration', 'prospecting', 24, [10, 10, 6], 'next quarter'],
  ],
  'Chen Wei 陈伟': [
    ['蓝湾医疗器械', 'robots', 'negotiation', 340, [121, 36, 4], 'this quarter', '法务审核'],
    ['蓝湾医疗器械', 'secondSite', 'qualification', 130, [50, 22, 10], 'in two quarters'],
    ['明川汽车零部件', 'sorting', 'proposal', 290, [78, 40, 35], 'next quarter', '拜访曹军'],
  ],
};

/** What runs in the second pipeline: contracts that end in the next quarters. */
export const RENEWALS: Readonly<Partial<Record<MemberName, readonly OpenDealRow[]>>> = {
  'Bob Lee': [
    ['Copperline Electrical', 'renewal', 'contacted', 38, [28, 12, 4], 'this quarter'],
    ['Granite Peak Beverages', 'renewal', 'upcoming', 26, [10, 10, 6], 'next quarter'],
  ],
  'Sara Novak': [
    ['Larkhill Pharma Ltd', 'renewal', 'quoted', 52, [44, 9, 2], 'this month', 'Ask for the order'],
    ['Osterhagen Maschinenbau GmbH', 'renewal', 'contacted', 41, [35, 20, 8], 'next quarter'],
    ['Nordvik Seafood AB', 'renewal', 'upcoming', 33, [12, 12, 9], 'next quarter'],
  ],
  王芳: [['云帆科技', 'renewal', 'contacted', 240, [31, 15, 5], 'this quarter', '约续约会议']],
  李强: [['瑞丰物流', 'renewal', 'quoted', 380, [47, 13, 3], 'this month', '确认报价']],
};
