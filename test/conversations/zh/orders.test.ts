import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';

const maya = { name: 'Maya', role: 'manager', locale: 'zh' } as const;
const dana = { name: 'Dana', role: 'rep', locale: 'zh' } as const;

describe('经理维护产品', () => {
  transcript('新增、调价、下架', maya, [
    { says: '有哪些产品', hears: /还没有产品/ },
    {
      says: '新增产品 专业版 499元',
      hears: [/已新增产品 P-1 专业版/, /¥499/, /\[撤销\]/],
      changes: [
        'Product.name: null → 专业版',
        'Product.price: null → {"amount":499,"currency":"CNY"}',
      ],
    },
    { says: '新增产品 维保', hears: /单价是多少？/, changes: [] },
    { says: '9元', hears: /已新增产品 P-2 维保/ },
    { says: '把产品专业版的价格改成599元', hears: /¥499 → ¥599/ },
    {
      says: '把专业版在渠道价格表里的价格设为 399 元',
      hears: /价格表 渠道 中 专业版 的价格为 ¥399/,
    },
    { says: '专业版多少钱', hears: [/价格: ¥599/, /渠道 \| 专业版 \| ¥399/] },
    {
      says: '价格表 夏季：专业版 399 元，7月1日起生效',
      hears: /价格表 夏季 中 专业版 的价格为 ¥399（整个价格表自2026年7月1日起生效）/,
    },
    { says: '下架维保', hears: /在售: 是 → 否/ },
    { says: '产品列表', hears: /1 个产品/, hearsNot: /维保/ },
  ]);
});

describe('用聊天下订单', () => {
  transcript('创建、打折、确认、交付、锁定', maya, [
    { says: '新建客户 华为' },
    { says: '新增产品 专业版 500元' },
    {
      says: '给华为下单 20 套专业版',
      hears: [/已为 华为 创建订单 SO-1（草稿），¥10,000/, /\[确认订单\].*\[取消订单\].*\[撤销\]/],
    },
    { says: '打九折', hears: [/折扣: -¥1,000 \(10%\)/, /总额: ¥9,000/] },
    { says: '给 SO-1 加 5 套专业版', hears: /专业版 \| 25 \| ¥500 \| ¥12,500/ },
    { says: 'SO-1 已发货', hears: /SO-1 还是草稿，请先确认/, changes: [] },
    { says: '确认订单 SO-1', hears: [/已确认订单 SO-1/, /没有 CNY 的汇率/] },
    {
      says: '把 SO-1 标记为已交付',
      hears: /订单 SO-1 已交付，现已锁定/,
      changes: ['Order.status: confirmed → fulfilled'],
    },
    { says: '订单 SO-1 税率 13%', hears: /SO-1 已交付，已锁定，不能再改/, changes: [] },
    { says: '撤销', hears: /状态: 已交付 → 已确认/ },
    { says: '取消订单 SO-1', hears: /要取消 华为 的订单 SO-1（¥11,250）吗/, changes: [] },
    { says: '确认', hears: /已取消订单 SO-1/ },
    { says: '本月订单', hears: /1 个订单/ },
    { says: '看看华为', hears: /SO-1 \| 华为/ },
  ]);

  transcript('赢单后生成订单；缺客户时会问', dana, [
    { says: '给小米登记一个10万元的单子' },
    { says: '新建' },
    { says: '拿下小米', hears: /\[创建订单\]/ },
    {
      presses: '创建订单',
      hears: [/已为 小米 创建订单 SO-1（草稿），¥100,000/, /商机: 小米 商机/],
    },
    { says: '新建订单', hears: /是哪个客户或商机的订单？/, changes: [] },
    { says: '小米', hears: /已为 小米 创建订单 SO-2/ },
    { says: '撤销', hears: /已撤销：SO-2/ },
  ]);
});

describe('用聊天报价', () => {
  transcript('报价、修订、接受后生成订单', maya, [
    { says: '新增产品 专业版 500元' },
    { says: '给华为登记一个5万元的单子' },
    { says: '新建' },
    {
      says: '给华为报价 10 套专业版，有效期到月底',
      hears: [/已为 华为 商机 创建报价 Q-1，¥5,000/, /有效期至: 2026年3月31日/],
    },
    { says: '修订报价 Q-1，打八五折', hears: [/新版本 Q-1 v2/, /总额: ¥4,250/] },
    { says: '客户接受了报价 Q-1', hears: /报价 Q-1 v2 已被接受，已创建订单 SO-1/ },
    { says: '撤销', hears: /已撤销/ },
    { says: '查看报价 Q-1', hears: /状态: 待接受/ },
  ]);
});

describe('报价的去向', () => {
  transcript('发送、被拒绝并记下原因、撤销', maya, [
    { says: '新建客户 华为' },
    { says: '登记商机 华为 20万' },
    { says: '给华为报价 20万', hears: /\[标记已发送\].*\[客户已接受\].*\[客户已拒绝\]/ },
    {
      says: '把报价 Q-1 发给客户了',
      hears: [/报价 Q-1 已发送。/, /状态: 已发送/],
      changes: ['Quote.status: draft → sent'],
    },
    { says: 'Q-1 已发送', hears: /之前已标记为已发送/, changes: [] },
    { says: '报价 Q-1 被客户拒绝了', hears: /为什么被拒绝？/, changes: [] },
    {
      says: '价格太高',
      hears: [/报价 Q-1 被拒绝：价格太高。/, /原因: 价格太高/],
      changes: ['Quote.status: sent → declined', 'Quote.reason: null → 价格太高'],
    },
    { says: '列出所有报价', hears: /Q-1 \|.*\| 已拒绝：价格太高 \|/ },
    { says: '撤销', hears: /Q-1/ },
    { says: '查看报价 Q-1', hears: /状态: 已发送/ },
    { says: '客户拒绝了 Q-1，选了别家', hears: /报价 Q-1 被拒绝：选了别家/ },
  ]);
});

describe('单行折扣', () => {
  transcript('只对一行明细打折', maya, [
    { says: '新建客户 华为' },
    { says: '新增产品 专业版 500元' },
    { says: '新增产品 维保 100元' },
    { says: '给华为下单 2 套专业版' },
    { says: '给 SO-1 加 1 套维保' },
    { says: 'SO-1 的维保打九折', hears: [/维保 \| 1 \| ¥100 −10% \| ¥90/, /1,090/] },
    { says: '撤销', hears: /已撤销/ },
  ]);
});

describe('单个客户的价格', () => {
  transcript('放到价格表后只对它有效，直到移出', maya, [
    { says: '新建客户 华为' },
    { says: '新建客户 小米' },
    { says: '新增产品 专业版 500元' },
    { says: '把专业版在渠道价格表里的价格设为 399 元' },
    { says: '把华为放到大客户价格表', hears: /没有叫“大客户”的价格表。现有：渠道。/, changes: [] },
    {
      says: '把华为放到渠道价格表',
      hears: [/价格表: .*渠道/, /\[撤销\]/],
      changes: ['Account.priceBook: null → 渠道'],
    },
    { says: '给华为下单 10 套专业版', hears: [/专业版 \| 10 \| ¥399 \| ¥3,990/, /价格表: 渠道/] },
    { says: '给小米下单 10 套专业版', hears: /专业版 \| 10 \| ¥500 \| ¥5,000/, hearsNot: /价格表/ },
    { says: '给小米下单 5 套专业版，按渠道价格表', hears: [/¥1,995/, /价格表: 渠道/] },
    { says: '看看华为', hears: /价格表: 渠道/ },
    { says: '取消华为的价格表', changes: ['Account.priceBook: 渠道 → null'] },
    { says: '撤销', changes: ['Account.priceBook: null → 渠道'] },
  ]);
});
