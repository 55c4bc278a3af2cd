import type { LeadStatus } from '../crm/leads.ts';
import { type StageNames, stageName } from '../crm/pipelines.ts';
import type { Locale, Phrase } from '../reply/reply.ts';
import type { Priority } from '../support/sla.ts';
import type { TicketStatus } from '../support/tickets.ts';

/** What fields are called on cards and in histories, by the catalogue's parameter name. */
export const FIELD_LABELS: Readonly<Record<string, Phrase>> = {
  account: { en: 'Account', zh: '客户' },
  aliases: { en: 'Other names', zh: '别名' },
  subject: { en: 'Subject', zh: '主题' },
  priority: { en: 'Priority', zh: '优先级' },
  requester: { en: 'Requester', zh: '提出人' },
  follows: { en: 'Goes on from', zh: '延续自' },
  firstReply: { en: 'First reply', zh: '首次回复' },
  resolution: { en: 'Resolution', zh: '解决办法' },
  outcome: { en: 'Solved', zh: '是否解决' },
  reopened: { en: 'Times reopened', zh: '重新打开次数' },
  workingDays: { en: 'Business days', zh: '工作日' },
  opensAt: { en: 'Opens at', zh: '上班时间' },
  closesAt: { en: 'Closes at', zh: '下班时间' },
  urgentFirstReply: { en: 'First reply, urgent (minutes)', zh: '紧急：首次回复（分钟）' },
  urgentResolution: { en: 'Resolution, urgent (minutes)', zh: '紧急：解决（分钟）' },
  highFirstReply: { en: 'First reply, high (minutes)', zh: '高：首次回复（分钟）' },
  highResolution: { en: 'Resolution, high (minutes)', zh: '高：解决（分钟）' },
  normalFirstReply: { en: 'First reply, normal (minutes)', zh: '普通：首次回复（分钟）' },
  normalResolution: { en: 'Resolution, normal (minutes)', zh: '普通：解决（分钟）' },
  lowFirstReply: { en: 'First reply, low (minutes)', zh: '低：首次回复（分钟）' },
  lowResolution: { en: 'Resolution, low (minutes)', zh: '低：解决（分钟）' },
  desk: { en: 'Support desk', zh: '客服台' },
  entity: { en: 'Record', zh: '记录类型' },
  nameZh: { en: 'Chinese name', zh: '中文名' },
  options: { en: 'Choices', zh: '选项' },
  required: { en: 'Required', zh: '必填' },
  type: { en: 'Type', zh: '类型' },
  active: { en: 'Active', zh: '在售' },
  rating: { en: 'Rating', zh: '评分' },
  comment: { en: 'Comment', zh: '意见' },
  category: { en: 'Forecast category', zh: '预测类别' },
  company: { en: 'Company', zh: '公司' },
  currency: { en: 'Currency', zh: '币种' },
  quote: { en: 'Quote', zh: '报价' },
  priceBook: { en: 'Price book', zh: '价格表' },
  subtotal: { en: 'Subtotal', zh: '小计' },
  validFrom: { en: 'Valid from', zh: '生效日期' },
  validTo: { en: 'Valid until', zh: '有效期至' },
  deal: { en: 'Deal', zh: '商机' },
  discount: { en: 'Discount', zh: '折扣' },
  orderedOn: { en: 'Ordered on', zh: '下单日' },
  price: { en: 'Price', zh: '价格' },
  quantity: { en: 'Quantity', zh: '数量' },
  sku: { en: 'SKU', zh: 'SKU' },
  source: { en: 'Source', zh: '来源' },
  tax: { en: 'Tax', zh: '税' },
  total: { en: 'Total', zh: '总额' },
  unit: { en: 'Unit', zh: '单位' },
  unitPrice: { en: 'Unit price', zh: '单价' },
  validUntil: { en: 'Valid until', zh: '有效期至' },
  note: { en: 'Note', zh: '备注' },
  rate: { en: 'Rate', zh: '汇率' },
  baseCurrency: { en: 'Base currency', zh: '本位币' },
  fiscalYearStartMonth: { en: 'Fiscal year starts in month', zh: '财年开始月份' },
  weekStartsOnSunday: { en: 'Week starts on Sunday', zh: '每周从星期日开始' },
  repSees: { en: 'A rep sees', zh: '销售可见' },
  qualifiedLeadsOnly: { en: 'Only qualified leads are converted', zh: '只有合格线索才能转化' },
  newMemberRole: { en: 'New people are', zh: '新成员默认角色' },
  team: { en: 'Team', zh: '团队' },
  manager: { en: 'Manager', zh: '上级' },
  assignee: { en: 'Assignee', zh: '执行人' },
  about: { en: 'About', zh: '相关' },
  closeDate: { en: 'Expected close', zh: '预计成交' },
  closedOn: { en: 'Closed on', zh: '成交日' },
  contact: { en: 'Contact', zh: '联系人' },
  became: { en: 'Became', zh: '转化为' },
  decidedBy: { en: 'Decided by', zh: '审批人' },
  deleted: { en: 'Deleted', zh: '已删除' },
  domain: { en: 'Domain', zh: '域名' },
  due: { en: 'Due', zh: '到期' },
  email: { en: 'E-mail', zh: '邮箱' },
  employees: { en: 'Employees', zh: '员工数' },
  industry: { en: 'Industry', zh: '行业' },
  kind: { en: 'Kind', zh: '类型' },
  language: { en: 'Language', zh: '语言' },
  name: { en: 'Name', zh: '名称' },
  from: { en: 'From', zh: '开始' },
  to: { en: 'To', zh: '结束' },
  inService: { en: 'In service', zh: '使用中' },
  nextStep: { en: 'Next step', zh: '下一步' },
  owner: { en: 'Owner', zh: '负责人' },
  pipeline: { en: 'Pipeline', zh: '销售管道' },
  phone: { en: 'Phone', zh: '电话' },
  product: { en: 'Product', zh: '产品' },
  reason: { en: 'Reason', zh: '原因' },
  region: { en: 'Region', zh: '地区' },
  role: { en: 'Role', zh: '角色' },
  position: { en: 'Position', zh: '顺序' },
  probability: { en: 'Probability', zh: '赢率' },
  requiredFields: { en: 'Required fields', zh: '必填项' },
  rotAfterDays: { en: 'Stale after days', zh: '停滞天数' },
  default: { en: 'Default', zh: '默认' },
  day: { en: 'From', zh: '生效日' },
  stage: { en: 'Stage', zh: '阶段' },
  status: { en: 'Status', zh: '状态' },
  summary: { en: 'Summary', zh: '摘要' },
  timeZone: { en: 'Time zone', zh: '时区' },
  title: { en: 'Title', zh: '标题' },
  value: { en: 'Value', zh: '金额' },
  when: { en: 'When', zh: '时间' },
};

/** What a stage is called. */
export function stageLabel(stage: StageNames, locale: Locale): string {
  return stageName(stage, locale);
}

/** How surely a deal is counted on. */
export const CATEGORY_LABELS: Readonly<
  Record<'commit' | 'best_case' | 'pipeline' | 'omitted', Phrase>
> = {
  commit: { en: 'Commit', zh: '承诺' },
  best_case: { en: 'Best case', zh: '最佳情况' },
  pipeline: { en: 'Pipeline', zh: '管道' },
  omitted: { en: 'Omitted', zh: '不计入' },
};

/** A forecast category as people read it. */
export function categoryText(category: string, locale: Locale): string {
  const known: Readonly<Record<string, Phrase>> = CATEGORY_LABELS;
  return known[category]?.[locale] ?? category;
}
export const LEAD_STATUS_LABELS: Readonly<Record<LeadStatus, Phrase>> = {
  new: { en: 'new', zh: '新线索' },
  working: { en: 'working', zh: '跟进中' },
  qualified: { en: 'qualified', zh: '合格' },
  unqualified: { en: 'unqualified', zh: '不合格' },
  converted: { en: 'converted', zh: '已转化' },
};

export const PRIORITY_LABELS: Readonly<Record<Priority, Phrase>> = {
  urgent: { en: 'urgent', zh: '紧急' },
  high: { en: 'high', zh: '高' },
  normal: { en: 'normal', zh: '普通' },
  low: { en: 'low', zh: '低' },
};

export const TICKET_STATUS_LABELS: Readonly<Record<TicketStatus, Phrase>> = {
  new: { en: 'new', zh: '新工单' },
  open: { en: 'open', zh: '处理中' },
  waiting: { en: 'waiting for the customer', zh: '等待客户' },
  closed: { en: 'closed', zh: '已关闭' },
};

/** Whether a closed ticket was solved, and who says so. */
export const OUTCOME_LABELS: Readonly<Record<'confirmed' | 'assumed', Phrase>> = {
  confirmed: { en: 'confirmed by the customer', zh: '客户已确认' },
  assumed: { en: 'assumed, the customer has not confirmed it', zh: '默认已解决，客户未确认' },
};

export const ROLE_LABELS: Readonly<Record<string, Phrase>> = {
  admin: { en: 'administrator', zh: '管理员' },
  manager: { en: 'manager', zh: '经理' },
  rep: { en: 'rep', zh: '销售' },
  support: { en: 'support agent', zh: '客服' },
  viewer: { en: 'viewer', zh: '只读成员' },
  customer: { en: 'customer', zh: '客户' },
};

export const REP_SEES_LABELS: Readonly<Record<'own' | 'team' | 'all', Phrase>> = {
  own: { en: 'only their own records', zh: '只看自己的记录' },
  team: { en: "their team's records", zh: '看本团队的记录' },
  all: { en: 'all records', zh: '看全部记录' },
};

export const MONTHS: readonly Phrase[] = [
  { en: 'January', zh: '一月' },
  { en: 'February', zh: '二月' },
  { en: 'March', zh: '三月' },
  { en: 'April', zh: '四月' },
  { en: 'May', zh: '五月' },
  { en: 'June', zh: '六月' },
  { en: 'July', zh: '七月' },
  { en: 'August', zh: '八月' },
  { en: 'September', zh: '九月' },
  { en: 'October', zh: '十月' },
  { en: 'November', zh: '十一月' },
  { en: 'December', zh: '十二月' },
];

export const KIND_LABELS: Readonly<Record<string, Phrase>> = {
  call: { en: 'Call', zh: '电话' },
  email: { en: 'E-mail', zh: '邮件' },
  meeting: { en: 'Meeting', zh: '会议' },
  note: { en: 'Note', zh: '备注' },
};

export const ORDER_STATUS_LABELS: Readonly<Record<string, Phrase>> = {
  draft: { en: 'draft', zh: '草稿' },
  confirmed: { en: 'confirmed', zh: '已确认' },
  fulfilled: { en: 'fulfilled', zh: '已交付' },
  cancelled: { en: 'cancelled', zh: '已取消' },
};

export const QUOTE_STATUS_LABELS: Readonly<Record<string, Phrase>> = {
  draft: { en: 'open', zh: '待接受' },
  sent: { en: 'sent', zh: '已发送' },
  accepted: { en: 'accepted', zh: '已接受' },
  declined: { en: 'declined', zh: '已拒绝' },
};

/** What a record is, in a sentence. */
export const ENTITY_LABELS: Readonly<Record<string, Phrase>> = {
  account: { en: 'account', zh: '客户' },
  contact: { en: 'contact', zh: '联系人' },
  deal: { en: 'deal', zh: '商机' },
  lead: { en: 'lead', zh: '线索' },
  task: { en: 'task', zh: '任务' },
  product: { en: 'product', zh: '产品' },
  priceBook: { en: 'price book', zh: '价格表' },
  priceEntry: { en: 'price', zh: '价格' },
  quote: { en: 'quote', zh: '报价' },
  quoteLine: { en: 'line of a quote', zh: '报价行' },
  order: { en: 'order', zh: '订单' },
  ticket: { en: 'ticket', zh: '工单' },
  supportSettings: { en: 'help desk', zh: '客服台设置' },
  orderLine: { en: 'line of an order', zh: '订单行' },
  pipeline: { en: 'pipeline', zh: '销售管道' },
  stage: { en: 'stage', zh: '阶段' },
  currencyRate: { en: 'exchange rate', zh: '汇率' },
  customField: { en: 'field', zh: '字段' },
  feedback: { en: 'rating', zh: '评价' },
  gapSubscription: { en: 'weekly list of knowledge gaps', zh: '每周知识缺口' },
  quota: { en: 'quota', zh: '指标' },
  forecastModel: { en: 'forecast model', zh: '预测模型' },
  forecastSubscription: { en: 'forecast subscription', zh: '预测订阅' },
  team: { en: 'team', zh: '团队' },
  organization: { en: 'organization', zh: '公司' },
  activity: { en: 'activity', zh: '活动' },
  member: { en: 'member', zh: '成员' },
};

/** Values of a field that are words of ours, by the field. */
export const VALUE_LABELS: Readonly<Record<string, Readonly<Record<string, Phrase>>>> = {
  category: CATEGORY_LABELS,
  role: ROLE_LABELS,
  newMemberRole: ROLE_LABELS,
  kind: KIND_LABELS,
  status: {
    ...LEAD_STATUS_LABELS,
    ...QUOTE_STATUS_LABELS,
    ...ORDER_STATUS_LABELS,
    waiting: TICKET_STATUS_LABELS.waiting,
    closed: TICKET_STATUS_LABELS.closed,
    open: { en: 'open', zh: '未完成' },
    done: { en: 'done', zh: '已完成' },
  },
  repSees: REP_SEES_LABELS,
  priority: PRIORITY_LABELS,
  outcome: OUTCOME_LABELS,
  fiscalYearStartMonth: Object.fromEntries(MONTHS.map((month, i) => [String(i + 1), month])),
};

/** A value of a field as people read it, where it is a word of ours. */
export function valueLabel(field: string, value: string, locale: Locale): string {
  return VALUE_LABELS[field]?.[value]?.[locale] ?? value;
}
