import type { NumberedKind } from '../fields.ts';

/** What can be imported, as the catalogue calls it. */
export const IMPORT_KINDS = [
  'accounts',
  'contacts',
  'leads',
  'deals',
  'products',
  'orders',
] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export const ENTITY_OF = {
  accounts: 'account',
  contacts: 'contact',
  leads: 'lead',
  deals: 'deal',
  products: 'product',
  orders: 'order',
} as const satisfies Record<ImportKind, NumberedKind>;

/** How a cell is read. */
export type CellKind =
  | 'text'
  | 'count'
  | 'money'
  | 'currency'
  | 'day'
  | 'email'
  | 'phone'
  | 'domain'
  | 'member'
  | 'pipeline'
  | 'stage'
  | 'flag'
  | 'number'
  | 'reference'
  | 'choice';

/** A field that a column may fill: its name is the catalogue's, its words are what headers call it. */
export type Target = {
  field: string;
  reads: CellKind;
  words: readonly string[];
  /** Values of a choice, with what they are called. */
  options?: Readonly<Record<string, readonly string[]>>;
};

const NUMBER: Target = {
  field: 'number',
  reads: 'number',
  words: ['number', 'no', 'record number', 'parley number', '编号', '序号', '记录编号'],
};
const OWNER: Target = {
  field: 'owner',
  reads: 'member',
  words: [
    ...[
      'owner',
      'sales rep',
      'rep',
      'sales agent',
      'agent',
      'salesperson',
      'seller',
      'account manager',
    ],
    ...['account executive', 'ae', 'assigned to', 'responsible', 'deal owner', 'opportunity owner'],
    ...['account owner', 'lead owner', 'owner name', 'owner email', 'sales owner'],
    ...[
      '负责人',
      '销售',
      '销售员',
      '销售代表',
      '业务员',
      '客户经理',
      '所属销售',
      '归属人',
      '跟进人',
      '所有者',
      '销售负责人',
    ],
  ],
};
const EMAIL: Target = {
  field: 'email',
  reads: 'email',
  words: [
    'email',
    'e mail',
    'mail',
    'email address',
    'e mail address',
    'work email',
    '邮箱',
    '电子邮箱',
    '邮件',
    '电子邮件',
    '邮箱地址',
  ],
};
const PHONE: Target = {
  field: 'phone',
  reads: 'phone',
  words: [
    ...[
      'phone',
      'phone number',
      'telephone',
      'tel',
      'mobile',
      'mobile phone',
      'cell',
      'work phone',
    ],
    ...['电话', '手机', '手机号', '电话号码', '联系电话', '联系方式', '手机号码'],
  ],
};
const TITLE: Target = {
  field: 'title',
  reads: 'text',
  words: ['title', 'job title', 'position', 'role', 'job', '职位', '职务', '岗位', '头衔', '职称'],
};
const ACCOUNT_WORDS = [
  ...['account', 'account name', 'company', 'company name', 'customer', 'customer name', 'client'],
  ...[
    'client name',
    'organization',
    'organisation',
    'organization name',
    'firm',
    'buyer',
    'business',
  ],
  ...[
    '客户',
    '客户名称',
    '公司',
    '公司名称',
    '企业',
    '企业名称',
    '单位',
    '单位名称',
    '客户公司',
    '所属客户',
    '客户名',
    '公司名',
  ],
];
const ACCOUNT: Target = { field: 'account', reads: 'text', words: ACCOUNT_WORDS };
const CURRENCY: Target = {
  field: 'currency',
  reads: 'currency',
  words: ['currency', 'currency code', 'ccy', 'iso code', '币种', '货币', '货币代码'],
};
const PRODUCT_WORDS = [
  'product',
  'product name',
  'item',
  'sku name',
  '产品',
  '产品名称',
  '商品',
  '商品名称',
  '品名',
];

/** The fields of each kind that an import fills. */
export const TARGETS: Readonly<Record<ImportKind, readonly Target[]>> = {
  accounts: [
    NUMBER,
    { field: 'name', reads: 'text', words: ['name', ...ACCOUNT_WORDS, '名称', '名字'] },
    {
      field: 'domain',
      reads: 'domain',
      words: [
        'domain',
        'website',
        'web site',
        'url',
        'web',
        'homepage',
        'site',
        '域名',
        '网址',
        '网站',
        '官网',
        '公司网址',
      ],
    },
    {
      field: 'industry',
      reads: 'text',
      words: [
        'industry',
        'sector',
        'vertical',
        'branch',
        'segment',
        '行业',
        '所属行业',
        '领域',
        '行业类型',
      ],
    },
    {
      field: 'employees',
      reads: 'count',
      words: [
        ...[
          'employees',
          'employee count',
          'headcount',
          'number of employees',
          'staff',
          'company size',
          'size',
        ],
        ...['员工', '员工数', '员工人数', '人数', '规模', '公司规模', '雇员数'],
      ],
    },
    {
      field: 'region',
      reads: 'text',
      words: [
        ...[
          'region',
          'territory',
          'office location',
          'location',
          'country',
          'area',
          'geo',
          'state',
          'city',
        ],
        ...['地区', '区域', '大区', '所在地', '国家', '城市', '省份', '所在地区'],
      ],
    },
    {
      field: 'priceBook',
      reads: 'text',
      words: [
        ...['price book', 'pricebook', 'price list', 'pricelist', 'price group', 'price level'],
        ...['价格表', '价目表', '价格等级', '价格组'],
      ],
    },
    OWNER,
  ],
  contacts: [
    NUMBER,
    {
      field: 'name',
      reads: 'text',
      words: [
        ...['name', 'full name', 'contact', 'contact name', 'person', 'contact person'],
        ...['姓名', '名字', '联系人', '联系人姓名', '名称'],
      ],
    },
    { field: 'firstName', reads: 'text', words: ['first name', 'given name', 'forename', '名'] },
    { field: 'lastName', reads: 'text', words: ['last name', 'surname', 'family name', '姓'] },
    ACCOUNT,
    EMAIL,
    PHONE,
    TITLE,
    OWNER,
  ],
  leads: [
    NUMBER,
    {
      field: 'name',
      reads: 'text',
      words: [
        ...['name', 'full name', 'lead', 'lead name', 'contact', 'contact name', 'person'],
        ...['姓名', '名字', '线索', '线索名称', '线索姓名', '联系人', '名称'],
      ],
    },
    { field: 'firstName', reads: 'text', words: ['first name', 'given name', 'forename', '名'] },
    { field: 'lastName', reads: 'text', words: ['last name', 'surname', 'family name', '姓'] },
    { field: 'company', reads: 'text', words: ACCOUNT_WORDS },
    EMAIL,
    PHONE,
    TITLE,
    {
      field: 'source',
      reads: 'text',
      words: [
        'source',
        'lead source',
        'origin',
        'channel',
        'campaign',
        '来源',
        '线索来源',
        '渠道',
        '来源渠道',
      ],
    },
    {
      field: 'status',
      reads: 'choice',
      words: ['status', 'lead status', '状态', '线索状态'],
      options: {
        new: ['new', 'open', '新', '新建', '未跟进', '新线索'],
        working: [
          'working',
          'contacted',
          'in progress',
          'working contacted',
          '跟进中',
          '已联系',
          '跟进',
        ],
        unqualified: ['unqualified', 'disqualified', 'bad', '不合格', '无效', '已放弃'],
        qualified: ['qualified', '合格', '已合格', '有效'],
      },
    },
    OWNER,
  ],
  deals: [
    NUMBER,
    {
      field: 'name',
      reads: 'text',
      words: [
        ...[
          'name',
          'deal',
          'deal name',
          'opportunity',
          'opportunity name',
          'opp',
          'opp name',
          'project',
        ],
        ...[
          'project name',
          'subject',
          '商机',
          '商机名称',
          '名称',
          '项目',
          '项目名称',
          '单子',
          '机会名称',
        ],
      ],
    },
    {
      field: 'reference',
      reads: 'reference',
      words: [
        ...[
          'id',
          'opportunity id',
          'deal id',
          'external id',
          'reference',
          'ref',
          'opp id',
          'record id',
        ],
        ...['商机编码', '外部编号', '项目编号', '商机id', '单号'],
      ],
    },
    ACCOUNT,
    {
      field: 'value',
      reads: 'money',
      words: [
        ...[
          'value',
          'amount',
          'deal value',
          'deal size',
          'close value',
          'price',
          'revenue',
          'total',
          'worth',
        ],
        ...[
          'contract value',
          'acv',
          'tcv',
          'arr',
          'deal amount',
          'opportunity amount',
          'expected revenue',
        ],
        ...[
          '金额',
          '商机金额',
          '预计金额',
          '合同金额',
          '价值',
          '成交金额',
          '总额',
          '预计销售金额',
          '价格',
        ],
      ],
    },
    CURRENCY,
    {
      field: 'pipeline',
      reads: 'pipeline',
      words: [
        ...['pipeline', 'pipeline name', 'sales pipeline', 'deal pipeline', 'funnel'],
        ...['sales process', '销售管道', '管道', '管道名称', '漏斗', '销售漏斗', '销售流程'],
      ],
    },
    {
      field: 'stage',
      reads: 'stage',
      words: [
        ...[
          'stage',
          'deal stage',
          'sales stage',
          'status',
          'phase',
          'opportunity stage',
          'pipeline stage',
        ],
        ...['阶段', '销售阶段', '商机阶段', '状态', '进度', '跟进阶段'],
      ],
    },
    {
      field: 'closeDate',
      reads: 'day',
      words: [
        ...[
          'close date',
          'closing date',
          'expected close',
          'expected close date',
          'close',
          'due date',
        ],
        ...[
          'estimated close',
          'forecast close',
          'expected closing',
          'est close date',
          'target close date',
        ],
        ...[
          '预计成交',
          '预计成交日',
          '预计成交日期',
          '成交日期',
          '关单日期',
          '预计关单',
          '预计签约',
          '预计结束日期',
          '签约日期',
        ],
      ],
    },
    {
      field: 'closedOn',
      reads: 'day',
      words: [
        'closed on',
        'closed date',
        'won date',
        'date won',
        'actual close date',
        '成交日',
        '实际成交日期',
        '赢单日期',
        '关闭日期',
      ],
    },
    {
      field: 'createdOn',
      reads: 'day',
      words: [
        ...['created on', 'created', 'created date', 'create date', 'date created', 'created at'],
        ...['creation date', 'engage date', 'engagement date', 'opened on', 'open date', 'opened'],
        ...['date opened', 'start date', '创建日期', '创建时间', '创建于', '建立日期', '录入日期'],
        ...['立项日期', '开始日期', '商机创建日期'],
      ],
    },
    OWNER,
    {
      field: 'contact',
      reads: 'text',
      words: [
        'contact',
        'contact name',
        'primary contact',
        'contact person',
        '联系人',
        '主要联系人',
        '联系人姓名',
      ],
    },
    { field: 'product', reads: 'text', words: PRODUCT_WORDS },
    {
      field: 'nextStep',
      reads: 'text',
      words: [
        'next step',
        'next steps',
        'next action',
        '下一步',
        '下一步计划',
        '后续计划',
        '下一步行动',
      ],
    },
    {
      field: 'reason',
      reads: 'text',
      words: [
        'reason',
        'loss reason',
        'lost reason',
        'reason lost',
        '输单原因',
        '丢单原因',
        '原因',
        '失败原因',
      ],
    },
  ],
  products: [
    NUMBER,
    { field: 'name', reads: 'text', words: ['name', ...PRODUCT_WORDS, '名称'] },
    {
      field: 'sku',
      reads: 'text',
      words: [
        'sku',
        'code',
        'product code',
        'item code',
        'article number',
        'part number',
        '产品编码',
        '货号',
        '编码',
        '型号',
        '料号',
      ],
    },
    {
      field: 'price',
      reads: 'money',
      words: [
        'price',
        'list price',
        'sales price',
        'unit price',
        'cost',
        'amount',
        'retail price',
        '价格',
        '单价',
        '售价',
        '标价',
        '目录价',
      ],
    },
    CURRENCY,
    {
      field: 'unit',
      reads: 'text',
      words: ['unit', 'uom', 'unit of measure', 'per', '单位', '计量单位'],
    },
    {
      field: 'active',
      reads: 'flag',
      words: ['active', 'enabled', 'available', '在售', '启用', '是否在售', '有效'],
    },
  ],
  orders: [
    {
      field: 'order',
      reads: 'reference',
      words: [
        ...['order', 'order number', 'order no', 'order id', 'order nr', 'order ref', 'number'],
        ...['po number', 'po', 'purchase order', 'sales order', 'so number', 'reference'],
        ...['订单号', '订单编号', '订单', '单号', '采购单号', '编号'],
      ],
    },
    { ...ACCOUNT, words: [...ACCOUNT_WORDS, 'sold to', 'bill to', 'ship to', '购货单位', '买方'] },
    {
      field: 'product',
      reads: 'text',
      words: [...PRODUCT_WORDS, 'sku', 'product code', 'item code', '货号', '产品编码'],
    },
    {
      field: 'quantity',
      reads: 'count',
      words: ['quantity', 'qty', 'units', 'pieces', 'pcs', 'seats', '数量', '件数', '套数'],
    },
    {
      field: 'price',
      reads: 'money',
      words: ['price', 'unit price', 'price each', 'rate', '单价', '价格', '售价'],
    },
    {
      field: 'value',
      reads: 'money',
      words: [
        ...['value', 'amount', 'total', 'line total', 'line amount', 'net amount', 'sum'],
        ...['金额', '总额', '总价', '小计', '合计'],
      ],
    },
    CURRENCY,
    {
      field: 'status',
      reads: 'choice',
      words: ['status', 'order status', 'state', '状态', '订单状态'],
      options: {
        draft: ['draft', 'new', 'open', 'pending', 'unconfirmed', '草稿', '待确认', '未确认'],
        confirmed: ['confirmed', 'ordered', 'processing', 'in progress', '已确认', '确认'],
        fulfilled: [
          ...['fulfilled', 'delivered', 'shipped', 'completed', 'complete', 'done', 'closed'],
          ...['已交付', '已完成', '已发货', '完成'],
        ],
        cancelled: ['cancelled', 'canceled', 'void', '已取消', '取消', '作废'],
      },
    },
    {
      field: 'orderedOn',
      reads: 'day',
      words: [
        ...['date', 'order date', 'ordered on', 'ordered', 'date ordered', 'placed on'],
        ...['日期', '下单日期', '下单日', '订单日期', '订购日期'],
      ],
    },
    OWNER,
    { field: 'note', reads: 'text', words: ['note', 'notes', 'comment', 'remark', '备注', '说明'] },
  ],
};

/** The fields without one of which a row says too little. */
export const NEEDED: Readonly<Record<ImportKind, readonly string[]>> = {
  accounts: ['name', 'number'],
  contacts: ['name', 'firstName', 'lastName', 'number', 'email'],
  leads: ['name', 'firstName', 'lastName', 'number', 'company', 'email'],
  deals: ['name', 'account', 'number', 'product'],
  products: ['name', 'number', 'sku'],
  orders: ['account'],
};
