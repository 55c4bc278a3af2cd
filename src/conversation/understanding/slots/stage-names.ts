/** One stage of a pipeline: its key, and what people call it in either language. */
export type StageNames = { key: string; names: readonly string[] };

/** The stages an organization starts with, in order. */
export const DEFAULT_STAGES: readonly StageNames[] = [
  {
    key: 'prospecting',
    names: [
      ...['prospecting', 'prospect', 'initial contact', 'first contact', 'outreach'],
      ...['初步接触', '初步沟通', '线索跟进', '线索', '潜在客户', '潜在', '前期接触', '寻找客户'],
    ],
  },
  {
    key: 'qualification',
    names: [
      ...[
        'qualification',
        'qualified',
        'qualifying',
        'discovery',
        'demo',
        'needs analysis',
        'evaluation',
      ],
      ...[
        '资格确认',
        '资格审查',
        '资质确认',
        '需求确认',
        '需求分析',
        '需求调研',
        '确认需求',
        '立项',
        '演示',
      ],
    ],
  },
  {
    key: 'proposal',
    names: [
      ...[
        'proposal',
        'proposal sent',
        'sent proposal',
        'quote',
        'quoted',
        'quotation',
        'quote sent',
        'price quote',
      ],
      ...['方案', '方案报价', '提案', '报价', '已报价', '提交方案', '方案建议', '投标'],
    ],
  },
  {
    key: 'negotiation',
    names: [
      ...[
        'negotiation',
        'negotiations',
        'negotiating',
        'in talks',
        'contract negotiation',
        'contract review',
      ],
      ...[
        '谈判',
        '商务谈判',
        '谈判中',
        '商务洽谈',
        '洽谈',
        '合同谈判',
        '议价',
        '谈价格',
        '商谈',
        '谈合同',
        '合同阶段',
      ],
    ],
  },
  {
    key: 'won',
    names: [
      ...['won', 'closed won', 'closed-won', 'close won'],
      ...['赢单', '已赢单', '成交', '已成交', '已签约', '已签单', '签单', '中标'],
    ],
  },
  {
    key: 'lost',
    names: [
      ...['lost', 'closed lost', 'closed-lost', 'close lost'],
      ...['输单', '已输单', '丢单', '已丢单', '流失', '未中标', '落标'],
    ],
  },
];
