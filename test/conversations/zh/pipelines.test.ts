import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';

const maya = { name: '陈经理', role: 'manager', locale: 'zh' } as const;
const dana = { name: '小王', role: 'rep', locale: 'zh' } as const;

describe('销售管道与阶段', () => {
  transcript('经理新建第二条管道，商机在其中推进', maya, [
    {
      says: '新建管道 续约，阶段：联系、报价单、签约',
      hears: /已新建销售管道 续约，阶段：联系 → 报价单 → 签约 → 赢单 → 输单/,
    },
    { says: '新建客户 小米' },
    { says: '在续约管道里给小米登记一个50万的单子', hears: [/阶段: 联系/, /销售管道: 续约/] },
    { says: '把小米推进到签约', changes: ['Deal.stage: 联系 → 签约'] },
    { says: '看一下续约管道', hears: [/销售管道 续约：1 个商机/, /签约/] },
    { says: '把小米移到 Sales 管道', hears: /移到哪个阶段？/, changes: [] },
    {
      presses: '方案报价',
      changes: ['Deal.stage: 签约 → proposal', 'Deal.pipeline: 续约 → Sales'],
    },
  ]);

  transcript('阶段的必填项逐个询问，和推进一起写入', maya, [
    { says: '新建客户 华为' },
    { says: '登记商机 华为' },
    { says: '进入谈判前必须填写金额和预计成交日', hears: /进入“商务谈判”前必须填写金额、预计成交/ },
    { says: '把华为推进到谈判', hears: /前需要填写金额。金额是多少？/, changes: [] },
    { says: '120万元', hears: /预计哪天成交？/, changes: [] },
    {
      says: '6月30号',
      hears: /初步接触 → 商务谈判/,
      changes: [
        'Deal.value: null → {"amount":1200000,"currency":"CNY"}',
        'Deal.stage: prospecting → negotiation',
        'Deal.closeDate: null → 2026-06-30',
      ],
    },
    { says: '这单在谈判阶段多久了', hears: [/在商务谈判阶段已 不到一天/, /阶段历史/] },
    { says: '谈判阶段不再要求预计成交日', hears: /前必须填写金额，/ },
  ]);

  transcript('阶段可以改名、排序、设置', maya, [
    { says: '在谈判后面加一个阶段叫法务审核', hears: /商务谈判 → 法务审核 → 赢单/ },
    { says: '方案阶段超过14天没动就算停滞', hears: /停滞天数: 21 → 14/ },
    { says: '把谈判阶段的赢率改成80%', hears: /赢率: 75% → 80%/ },
    { says: '把方案阶段改名为方案设计', changes: ['Stage.nameZh: 方案报价 → 方案设计'] },
    { says: '有哪些销售阶段', hears: [/方案设计/, /14 天/, /法务审核/] },
    { says: '撤销', changes: ['Stage.nameZh: 方案设计 → 方案报价'] },
  ]);

  transcript('销售只能看，不能改', dana, [
    { says: '有哪些管道', hears: /Sales（默认）/ },
    { says: '新建管道 备用', hears: /没有这个权限/, changes: [] },
    { says: '欧元汇率改成1.1', hears: /没有这个权限/, changes: [] },
  ]);
});

describe('多币种', () => {
  transcript('有汇率才折算合计；改币种时询问是否换算', maya, [
    { says: '新建客户 云帆科技' },
    { says: '登记商机 云帆科技 72万元' },
    { says: '列出所有商机', hears: /CNY 没有汇率，不折算/, hearsNot: /≈/ },
    { says: '美元兑人民币汇率 7.2', hears: /1 CNY = 0.13888889 USD，自 2026年3月18日 起/ },
    { says: '列出所有商机', hears: /≈ US\$100,000.*（按 2026年3月18日 汇率）/ },
    {
      says: '把云帆科技的币种改成美元',
      hears: [/换算成 US\$100,000/, /保留数字、改成 US\$720,000？/],
      changes: [],
    },
    {
      says: '换算',
      changes: [
        'Deal.value: {"amount":720000,"currency":"CNY"} → {"amount":100000,"currency":"USD"}',
      ],
    },
    { says: '撤销' },
    { says: '币种换成美元', changes: [] },
    {
      says: '不换算',
      changes: [
        'Deal.value: {"amount":720000,"currency":"CNY"} → {"amount":720000,"currency":"USD"}',
      ],
    },
    { says: '把它列为承诺', changes: ['Deal.category: null → commit'] },
    { says: '看看汇率', hears: /1 CNY/ },
  ]);
});

describe('不再需要的阶段和管道', () => {
  transcript('删除后商机移到指定阶段，可以撤销', maya, [
    { says: '新建客户 小米' },
    { says: '给小米登记一个50万的单子' },
    { says: '把小米推进到方案阶段' },
    { says: '删除方案阶段', hears: [/还有 1 个进行中的商机/, /移到哪个阶段？/], changes: [] },
    {
      says: '谈判',
      hears: [/要删除 Sales 管道的阶段/, /1 个进行中的商机移到“商务谈判”/],
      changes: [],
    },
    { says: '好的', hears: [/已从 Sales 管道删除阶段/, /1 个商机移到“商务谈判”/] },
    { says: '撤销', hears: /已撤销/ },
    { says: '看一下小米的单子', hears: /方案/ },
    { says: '新建管道 续约，阶段：联系、签约' },
    { says: '删除续约管道', hears: /要删除销售管道 续约 吗/, changes: [] },
    { says: '好的', hears: /已删除销售管道 续约/ },
    { says: '撤销', hears: /已撤销/ },
  ]);
});
