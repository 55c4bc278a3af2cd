import { ACCOUNTS, type AccountName, type AccountPlan, type Region } from './accounts.ts';

/** English mailboxes are first.last; a Chinese name brings its own. The first contact of an account is the main one. */
type ContactRow = readonly [name: string, title: string, mailbox?: string];

const CONTACTS: Readonly<Record<AccountName, readonly ContactRow[]>> = {
  'Globex Corporation': [
    ['Cleo Martin', 'Director of Operations'],
    ['Jane Roe', 'Head of Procurement'],
    ['Marcus Bell', 'CFO'],
  ],
  'Acme Inc': [
    ['Priya Nair', 'VP Supply Chain'],
    ['Tom Barrett', 'Warehouse Manager'],
    ['Ellen Voss', 'General Counsel'],
  ],
  'Acme GmbH': [
    ['Jonas Richter', 'Leiter Logistik'],
    ['Katrin Vogel', 'Einkauf'],
  ],
  Hooli: [
    ['Grace Tran', 'VP Fulfilment'],
    ['Devon Hayes', 'Security Architect'],
    ['Lena Ortiz', 'Procurement Manager'],
  ],
  'Wayfield Grocers': [
    ['Paul Whitmore', 'Head of Distribution'],
    ['Nadia Karim', 'IT Director'],
  ],
  'Tidewater Outfitters': [
    ['Brooke Sandoval', 'Operations Manager'],
    ['Ian Mercer', 'Owner'],
  ],
  'Bramblewood Furniture Ltd': [
    ['Harriet Cole', 'Managing Director'],
    ['Oliver Finch', 'Site Manager'],
  ],
  'Meridale Health Supply': [
    ['Angela Brandt', 'Director of Logistics'],
    ['Samir Haddad', 'Quality Manager'],
  ],
  'Tessaly Toys': [
    ['Chloe Bouchard', 'COO'],
    ['Ryan Ames', 'Warehouse Lead'],
  ],
  Initech: [
    ['Peter Gibbs', 'Head of Facilities'],
    ['Nina Lum', 'Finance Manager'],
  ],
  'Redpine Hardware': [
    ['Carla Jensen', 'VP Operations'],
    ['Doug Farrow', 'Store Logistics Manager'],
  ],
  'Copperline Electrical': [
    ['Victor Stone', 'Branch Director'],
    ['Amy Delgado', 'Inventory Planner'],
  ],
  'Blue Harbor Freight': [
    ['Michelle Okoye', 'Terminal Manager'],
    ['Frank Dorsey', 'CEO'],
  ],
  'Stellan Auto Parts': [
    ['Greg Lindholm', 'Plant Logistics Manager'],
    ['Tanya Brooks', 'Buyer'],
    ['Hugo Reyes', 'Automation Engineer'],
  ],
  'Pinnacle Ridge Sports': [
    ['Kelly Marsh', 'Director of E-commerce'],
    ['Josh Tanner', 'Warehouse Manager'],
  ],
  'Granite Peak Beverages': [
    ['Laura Pike', 'Supply Chain Director'],
    ['Miguel Santos', 'Maintenance Lead'],
  ],
  'Orchard & Vale': [
    ['Isabelle Roy', 'VP Logistics'],
    ['Trevor Hall', 'ERP Manager'],
  ],
  'Vandelay Imports': [
    ['Art Corelli', 'Owner'],
    ['Susan Whitley', 'Office Manager'],
  ],
  'Larkhill Pharma Ltd': [
    ['Fiona Ashworth', 'Head of Distribution'],
    ['Rahul Mehta', 'Validation Lead'],
  ],
  'Quillon Books': [
    ['Edmund Hale', 'Operations Director'],
    ['Zoe Prentice', 'Fulfilment Manager'],
  ],
  'Osterhagen Maschinenbau GmbH': [
    ['Ulrich Brenner', 'Werksleiter'],
    ['Sabine Koch', 'Einkaufsleiterin'],
  ],
  'Brauhof Keller GmbH': [
    ['Florian Huber', 'Geschäftsführer'],
    ['Petra Lang', 'Lagerleiterin'],
  ],
  'Maison Tavernel': [
    ['Camille Perrot', 'Directrice Logistique'],
    ['Luc Fontaine', 'Responsable Achats'],
  ],
  'Atelier Corvanne SA': [
    ['Sophie Marchand', 'Directrice Générale'],
    ['Bastien Leroux', 'Responsable Entrepôt'],
  ],
  'Nordvik Seafood AB': [
    ['Astrid Holm', 'Supply Chain Manager'],
    ['Erik Sandell', 'CFO'],
  ],
  'Lindqvarn Möbler AB': [
    ['Maja Ekstrand', 'Head of Logistics'],
    ['Johan Ruud', 'IT Manager'],
  ],
  'Kestrel Aerospace Parts': [
    ['Graham Pryce', 'Stores Manager'],
    ['Leila Farouk', 'Programme Buyer'],
  ],
  'Umbrella Logistics': [
    ['Diane Foster', 'COO'],
    ['Carlos Vega', 'Director of Automation'],
    ['Ruth Abrams', 'Head of Procurement'],
  ],
  云帆科技: [
    ['张伟', '采购经理', 'zhangwei'],
    ['刘洋', '仓储总监', 'liuyang'],
    ['孙悦', '财务经理', 'sunyue'],
  ],
  华星电子: [
    ['黄志远', '供应链总监', 'huangzhiyuan'],
    ['何丽', '采购主管', 'heli'],
  ],
  海棠食品: [
    ['徐静', '物流经理', 'xujing'],
    ['马超', '生产副总', 'machao'],
  ],
  恒远纺织有限公司: [
    ['朱建国', '总经理', 'zhujianguo'],
    ['林晓燕', '仓库主管', 'linxiaoyan'],
  ],
  博雅图书: [
    ['郭文', '运营总监', 'guowen'],
    ['罗敏', '信息部经理', 'luomin'],
  ],
  望江酒业: [
    ['邓凯', '物流总监', 'dengkai'],
    ['谢婷', '采购经理', 'xieting'],
  ],
  瑞丰物流: [
    ['梁宇', '副总经理', 'liangyu'],
    ['宋佳', '自动化项目经理', 'songjia'],
    ['唐磊', '运维主管', 'tanglei'],
  ],
  金石制药: [
    ['韩雪', '供应链经理', 'hanxue'],
    ['冯涛', '质量总监', 'fengtao'],
  ],
  明川汽车零部件: [
    ['曹军', '物流部长', 'caojun'],
    ['彭慧', '采购工程师', 'penghui'],
  ],
  天工精密制造有限公司: [
    ['董浩', '厂长', 'donghao'],
    ['袁莉', '计划主管', 'yuanli'],
  ],
  青松新能源: [
    ['蒋明', '智能制造总监', 'jiangming'],
    ['蔡琳', '采购经理', 'cailin'],
  ],
  百川供应链: [
    ['余涛', '运营副总', 'yutao'],
    ['杜娟', '客户成功经理', 'dujuan'],
  ],
  星河电商: [
    ['叶子轩', '仓配负责人', 'yezixuan'],
    ['程倩', '财务总监', 'chengqian'],
  ],
  南屿冷链: [
    ['魏东', '总经理', 'weidong'],
    ['苏梅', '仓储经理', 'sumei'],
  ],
  东篱家居: [
    ['吕刚', '物流经理', 'lvgang'],
    ['丁洁', '采购主管', 'dingjie'],
  ],
  锦程跨境电商: [
    ['沈航', '创始人', 'shenhang'],
    ['范雨', '海外仓经理', 'fanyu'],
  ],
  蓝湾医疗器械: [
    ['卢俊', '供应链副总', 'lujun'],
    ['秦岚', '信息总监', 'qinlan'],
  ],
};

/** Numbers that the regulators keep for fiction where there are such: 555-01xx, 020 7946 0xxx, 030 23125 xxx … */
const PHONES: Readonly<Record<Region, { start: string; digits: number }>> = {
  'US East': { start: '+121255501', digits: 2 },
  'US Central': { start: '+131255501', digits: 2 },
  'US West': { start: '+141555501', digits: 2 },
  Canada: { start: '+141655501', digits: 2 },
  UK: { start: '+442079460', digits: 3 },
  DACH: { start: '+493023125', digits: 3 },
  France: { start: '+3319900', digits: 4 },
  Nordics: { start: '+468465004', digits: 2 },
  华东: { start: '+86215550', digits: 4 },
  华南: { start: '+867555550', digits: 4 },
  华北: { start: '+86105550', digits: 4 },
  华中: { start: '+86275550', digits: 4 },
  西南: { start: '+86285550', digits: 4 },
};

export type ContactPlan = {
  name: string;
  title: string;
  /** Unique: the plans refer to a contact by it. */
  email: string;
  phone: string;
  account: AccountName;
};

/** The contacts of all accounts, in the order of the accounts. */
export function contactPlans(): ContactPlan[] {
  const given = new Map<Region, number>();
  return ACCOUNTS.flatMap((account) =>
    CONTACTS[account.name].map((row) => {
      const count = given.get(account.region) ?? 0;
      given.set(account.region, count + 1);
      return contactPlan(account, row, count);
    }),
  );
}

function contactPlan(account: AccountPlan, row: ContactRow, count: number): ContactPlan {
  const [name, title, mailbox = latinMailbox(row[0])] = row;
  const { start, digits } = PHONES[account.region];
  const phone = start + String((13 + 17 * count) % 100).padStart(digits, '0');
  return { name, title, email: `${mailbox}@${account.domain}`, phone, account: account.name };
}

function latinMailbox(name: string): string {
  return name.toLowerCase().replaceAll(' ', '.');
}
