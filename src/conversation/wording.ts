import {
  ENTITY_LABELS,
  FIELD_LABELS,
  LEAD_STATUS_LABELS,
  ORDER_STATUS_LABELS,
  ROLE_LABELS,
  stageLabel,
} from '../commands/labels.ts';
import type { Parameter } from '../commands/parameters.ts';
import type { Problem } from '../commands/plan.ts';
import type { Refusal, RefusalCode, RefusalFacts } from '../platform/refusal.ts';
import { dayText, numberText } from '../reply/format.ts';
import type { Locale, Phrase } from '../reply/reply.ts';

type Wording = { [Code in RefusalCode]: Record<Locale, (facts: RefusalFacts[Code]) => string> };

const kind = (entity: string, locale: Locale): string => ENTITY_LABELS[entity]?.[locale] ?? entity;
/** "a manager", "an administrator". */
function roleText(role: string, locale: Locale): string {
  const label = ROLE_LABELS[role]?.[locale] ?? role;
  return locale === 'zh' ? label : `${/^[aeiou]/.test(label) ? 'an' : 'a'} ${label}`;
}
const fieldLabel = (field: string, locale: Locale): string =>
  FIELD_LABELS[field]?.[locale] ?? field;
const labels = (fields: readonly string[], locale: Locale): string =>
  fields.map((field) => fieldLabel(field, locale)).join(locale === 'zh' ? '、' : ', ');
const stageList = (stages: readonly Parameters<typeof stageLabel>[0][], locale: Locale): string =>
  stages.map((stage) => stageLabel(stage, locale)).join(locale === 'zh' ? '、' : ', ');

const orderStatus = (status: string, locale: Locale): string =>
  ORDER_STATUS_LABELS[status]?.[locale] ?? status;

const counted = (count: number, what: string): string =>
  count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`;

const megabytes = (bytes: number): string => `${Math.round(bytes / 1_000_000)} MB`;

type BadFile = RefusalFacts['bad_file'];
const BAD_FILES: Readonly<Record<BadFile['problem'], Record<Locale, (facts: BadFile) => string>>> =
  {
    empty: { en: () => 'it is empty', zh: () => '文件是空的' },
    binary: {
      en: () => 'it is full of NUL bytes, so it is no text; save it as CSV or .xlsx',
      zh: () => '里面有大量 NUL 字节，不是文本。请另存为 CSV 或 .xlsx',
    },
    old_excel: {
      en: () => 'it is an old .xls file; save it as .xlsx or CSV',
      zh: () => '这是旧的 .xls 格式，请另存为 .xlsx 或 CSV',
    },
    no_workbook: {
      en: () => 'it is no Excel workbook, or a damaged one; save it again as .xlsx or CSV',
      zh: () => '不是 Excel 工作簿或已损坏，请重新另存为 .xlsx 或 CSV',
    },
    unpacks_too_large: {
      en: ({ limit }) =>
        `it unpacks to more than ${megabytes(limit ?? 0)}; split it, or save it as CSV`,
      zh: ({ limit }) => `解压后超过 ${megabytes(limit ?? 0)}，请拆分或另存为 CSV`,
    },
    too_many_columns: {
      en: ({ count, limit }) =>
        `it has ${count} columns, and I read at most ${limit}; remove those that are not needed`,
      zh: ({ count, limit }) => `有 ${count} 列，最多 ${limit} 列，请删掉不需要的列`,
    },
    too_many_rows: {
      en: ({ count, limit }) =>
        `it has ${count} rows or more, and I read at most ${limit}; split it`,
      zh: ({ count, limit }) => `有 ${count} 行以上，最多 ${limit} 行，请拆分`,
    },
    open_quote: {
      en: () => 'a quotation mark in it is never closed',
      zh: () => '有一个引号一直没有闭合',
    },
    no_rows: { en: () => 'it has a header at most, and no rows', zh: () => '只有表头，没有数据行' },
  };

/** Every expected "no", in words: what was wrong and what would be right. */
const REFUSALS: Wording = {
  no_knowledge: {
    en: () =>
      'There is no knowledge base yet. Name its folder in the setting KNOWLEDGE; knowledge/README.md shows what it holds.',
    zh: () => '还没有知识库。请在设置 KNOWLEDGE 中指定文件夹；格式见 knowledge/README.md。',
  },
  knowledge_gone: {
    en: () =>
      'The folder of the knowledge base is not there, or holds no article any more. What was read last stays in service.',
    zh: () => '知识库文件夹不存在，或里面没有文章了。上次读取的内容继续使用。',
  },
  no_procedure: {
    en: () =>
      'There is no answer with steps here that I could go through. Ask how to do it first, then say “step by step”.',
    zh: () => '这里没有可以一步步操作的回答。请先问怎么做，再说“一步一步来”。',
  },
  no_walkthrough: {
    en: () =>
      'We are not going through any steps here, or it was too long ago. Ask how to do it, then say “step by step”.',
    zh: () => '现在没有正在进行的步骤，或已经过了太久。请先问怎么做，再说“一步一步来”。',
  },
  not_your_question: {
    en: () => 'Only the person who asked can rate that answer.',
    zh: () => '只有提问的人可以评价这个回答。',
  },
  not_your_ticket: {
    en: () => 'Only the person who opened that ticket can rate it.',
    zh: () => '只有提出这张工单的人可以评价。',
  },
  no_such_gap: {
    en: ({ said }) =>
      `I found no knowledge gap “${said}”. “Knowledge gaps” lists them with their numbers.`,
    zh: ({ said }) => `没有找到知识缺口“${said}”。说“知识缺口”可以看到列表和编号。`,
  },
  no_draft: {
    en: () => 'There is no draft of yours from the last day. “Knowledge gaps” offers to make one.',
    zh: () => '最近一天没有你的草稿。说“知识缺口”可以起草。',
  },
  draft_without_answer: {
    en: () => 'The draft has no answer yet. Press Edit and write one.',
    zh: () => '草稿还没有答案。请按“编辑”写上答案。',
  },
  draft_written: {
    en: ({ path }) => `That draft is an article already: ${path}.`,
    zh: ({ path }) => `这篇草稿已经是文章了：${path}。`,
  },
  knowledge_not_writable: {
    en: ({ folder }) =>
      `The article could not be written into the folder of the knowledge base (${folder}): Parley may not write there, or it is full. Nothing was changed; the draft is kept.`,
    zh: ({ folder }) =>
      `文章无法写入知识库文件夹（${folder}）：没有写入权限，或磁盘已满。没有任何改动，草稿保留。`,
  },
  nowhere_to_send: {
    en: () => 'I cannot send anything here later. Ask me in a chat of Slack or Teams.',
    zh: () => '这里无法定时发送。请在 Slack 或 Teams 的会话里告诉我。',
  },
  forecast_nowhere_to_send: {
    en: () => 'I cannot send anything here later. Ask me in a chat of Slack or Teams.',
    zh: () => '这里无法定时发送。请在 Slack 或 Teams 的会话里告诉我。',
  },
  forecast_not_subscribed: {
    en: () => 'You get no forecasts and no alerts.',
    zh: () => '你没有订阅预测或预警。',
  },
  quota_exists: {
    en: ({ name }) => `The quota of ${name} for this period is just that already.`,
    zh: ({ name }) => `${name} 在这个时间段的指标已经是这个数。`,
  },
  no_such_model: {
    en: ({ models }) =>
      models === ''
        ? 'There is no forecast model yet. Say “train the forecast”.'
        : `There is no such model to go back to. There are: ${models}. “Show the forecast models” lists them.`,
    zh: ({ models }) =>
      models === ''
        ? '还没有预测模型。请说“训练预测模型”。'
        : `没有可以换回的这个模型。现有：${models}。说“有哪些预测模型”可以看到列表。`,
  },
  model_in_service: {
    en: ({ number }) => `Model ${number} is in service already.`,
    zh: ({ number }) => `模型 ${number} 已经在使用中。`,
  },
  not_subscribed: {
    en: () => 'You do not get the knowledge gaps every week.',
    zh: () => '你没有订阅每周的知识缺口。',
  },
  nothing_to_rate: {
    en: () =>
      'I have answered nothing here lately that you could rate. For support as a whole say “5 stars for support”.',
    zh: () => '最近这里没有可以评价的回答。要评价客服整体，可以说“给客服打5分”。',
  },
  rating_out_of_range: {
    en: () => 'Ratings go from 1 to 5.',
    zh: () => '评分是 1 到 5 分。',
  },
  sent_already: {
    en: () => 'That message was sent and read, so it cannot be taken back. Write another one.',
    zh: () => '消息已经发出，无法撤回。可以再写一条。',
  },
  desk_is_so: {
    en: () => 'It is so already. Nothing was changed.',
    zh: () => '已经是这样了，没有改动。',
  },
  bad_sla: {
    en: () =>
      'I need a first reply and a resolution that is not sooner, such as “first reply 2 hours, resolution 3 days”.',
    zh: () => '请说首次回复和不早于它的解决时限，例如“首次回复2小时，解决3天”。',
  },
  bad_hours: {
    en: () =>
      'I need days and hours that end later on the same day than they begin, such as Mon-Fri 9:00-17:00 Europe/Berlin.',
    zh: () => '请说哪几天、从几点到当天更晚的几点，例如 周一至周五 9:00-18:00 Asia/Shanghai。',
  },
  no_channel: {
    en: () =>
      'Say that in a channel of your company’s own, in which messages have threads: the desk answers each ticket in its thread.',
    zh: () => '请在公司内部、有话题（thread）的频道里说：客服台在每张工单的话题里回复。',
  },
  ticket_closed: {
    en: ({ number }) => `TK-${number} is closed. Say “reopen TK-${number}” first.`,
    zh: ({ number }) => `工单 TK-${number} 已关闭。请先说“重新打开 TK-${number}”。`,
  },
  ticket_open: {
    en: ({ number }) => `TK-${number} is open already.`,
    zh: ({ number }) => `工单 TK-${number} 本来就是打开的。`,
  },
  not_on_desk: {
    en: () => 'Only support answers this ticket.',
    zh: () => '只有客服可以处理这张工单。',
  },
  no_such_agent: {
    en: ({ name }) => `${name} may only read, so I cannot give them a ticket.`,
    zh: ({ name }) => `${name} 只有查看权限，不能分配工单。`,
  },
  nowhere_to_answer: {
    en: () =>
      'Nobody can answer you here later. Write to me in a chat, and I open the ticket there.',
    zh: () => '这里之后无法回复你。请在聊天里告诉我，我来创建工单。',
  },
  not_allowed: {
    en: ({ needs }) =>
      `You may not do that with your role${needs === undefined ? '' : `: it takes ${roleText(needs, 'en')}`}. Type “help” to see what you can ask for.`,
    zh: ({ needs }) =>
      `你的角色没有这个权限${needs === undefined ? '' : `，需要${roleText(needs, 'zh')}`}。输入“帮助”可以查看能做的事。`,
  },
  outsiders_read: {
    en: () =>
      'People from outside your company read this conversation, so I keep CRM data out of it. Ask me in a direct message.',
    zh: () => '这个会话有公司外部的人，所以我不在这里显示 CRM 数据。请私聊我。',
  },
  bad_settings: { en: ({ problems }) => problems, zh: ({ problems }) => problems },
  row_security_bypassed: {
    en: () => 'The database user bypasses row-level security.',
    zh: () => '数据库用户绕过了行级安全。',
  },
  database_not_reached: {
    en: ({ reason }) => `DATABASE_URL: ${databaseReason(reason, 'en')} (${reason}).`,
    zh: ({ reason }) => `DATABASE_URL：${databaseReason(reason, 'zh')}（${reason}）。`,
  },
  slack_not_connected: {
    en: ({ setting, reason }) =>
      SLACK_REFUSES.test(reason)
        ? `${setting}: Slack does not accept this token (${reason}). Copy it again from the app's settings on api.slack.com/apps.`
        : `${setting}: Slack could not be reached to check this token (${reason}).`,
    zh: ({ setting, reason }) =>
      SLACK_REFUSES.test(reason)
        ? `${setting}：Slack 不接受这个令牌（${reason}），请在 api.slack.com/apps 的应用设置里重新复制。`
        : `${setting}：无法连接 Slack 来验证这个令牌（${reason}）。`,
  },
  data_in_use: {
    en: () => 'The data is in use by another process.',
    zh: () => '数据正被另一个进程使用。',
  },
  changed_meanwhile: {
    en: ({ entity, field, now }) =>
      field === ''
        ? `Somebody changed this ${kind(entity, 'en')} at the same moment. Nothing was changed; please say it again.`
        : `Somebody changed the ${fieldLabel(field, 'en').toLowerCase()} of this ${kind(entity, 'en')} at the same moment${now === '' ? '' : ` (it is ${now} now)`}. I left it: say it again if yours should stand.`,
    zh: ({ entity, field, now }) =>
      field === ''
        ? `有人同时修改了这个${kind(entity, 'zh')}，所以没有改动，请再说一次。`
        : `有人同时修改了这个${kind(entity, 'zh')}的${fieldLabel(field, 'zh')}${now === '' ? '' : `（现在是 ${now}）`}，我没有改动。如果要以你的为准，请再说一次。`,
  },
  last_administrator: {
    en: ({ name }) =>
      `${name} is the only administrator. Make somebody else an administrator first.`,
    zh: ({ name }) => `${name} 是唯一的管理员，请先指定另一位管理员。`,
  },
  deactivates_himself: {
    en: () => 'You cannot deactivate yourself. Another administrator can.',
    zh: () => '不能停用自己，请另一位管理员操作。',
  },
  not_deactivated: {
    en: ({ name }) => `${name} was not deactivated and has access.`,
    zh: ({ name }) => `${name} 没有被停用，可以正常访问。`,
  },
  member_exists: {
    en: ({ name, email }) =>
      `${name} has the e-mail address ${email} by now, so that nobody else can come back with it.`,
    zh: ({ name, email }) => `邮箱 ${email} 现在属于 ${name}，不能恢复另一个同邮箱的成员。`,
  },
  hands_to_himself: {
    en: ({ name }) => `${name} cannot take over from ${name}. Name somebody else.`,
    zh: ({ name }) => `不能由 ${name} 自己接手，请指定其他人。`,
  },
  cannot_own: {
    en: ({ name, role }) =>
      `${name} is a ${ROLE_LABELS[role]?.en ?? role} and cannot work on sales records. Name a rep, a manager or an administrator.`,
    zh: ({ name, role }) =>
      `${name} 是${ROLE_LABELS[role]?.zh ?? role}，不能处理销售记录。请指定销售、经理或管理员。`,
  },
  outside_scope: {
    en: ({ entity }) =>
      `That ${kind(entity, 'en')} belongs to another team, so you may not see or change it.`,
    zh: ({ entity }) => `这个${kind(entity, 'zh')}属于其他团队，你无权查看或修改。`,
  },
  no_such_stage: {
    en: ({ stage, stages }) =>
      `There is no stage “${stage}”. The stages are: ${stageList(stages, 'en')}.`,
    zh: ({ stage, stages }) => `没有“${stage}”这个阶段。可用的阶段：${stageList(stages, 'zh')}。`,
  },
  no_such_pipeline: {
    en: ({ pipeline, pipelines }) =>
      `There is no pipeline “${pipeline}”. The pipelines are: ${pipelines.join(', ')}.`,
    zh: ({ pipeline, pipelines }) =>
      `没有叫“${pipeline}”的销售管道。现有的管道：${pipelines.join('、')}。`,
  },
  pipeline_exists: {
    en: ({ name }) => `There is a pipeline called ${name} already.`,
    zh: ({ name }) => `已经有叫 ${name} 的销售管道了。`,
  },
  stage_exists: {
    en: ({ name, pipeline }) =>
      `The pipeline ${pipeline} has a stage ${name} already; two stages need different names.`,
    zh: ({ name, pipeline }) => `${pipeline} 管道里已经有 ${name} 阶段了，两个阶段不能同名。`,
  },
  no_stages: {
    en: () => 'A pipeline needs at least one open stage, such as “Quote, Signature”.',
    zh: () => '销售管道至少需要一个进行中的阶段，例如“报价、签约”。',
  },
  closing_stage_stays: {
    en: ({ name }) => `${name} closes a deal, so it stays behind the open stages.`,
    zh: ({ name }) => `${name} 是结束阶段，只能排在进行中的阶段之后。`,
  },
  stage_stays: {
    en: ({ name, pipeline, because }) =>
      because === 'closing'
        ? `${name} closes deals: every pipeline needs it, so it cannot be removed.`
        : `${name} is the only open stage of ${pipeline}: add another one first.`,
    zh: ({ name, pipeline, because }) =>
      because === 'closing'
        ? `${name} 是结束阶段，每个管道都需要，不能删除。`
        : `${name} 是 ${pipeline} 唯一的进行中阶段，请先添加另一个。`,
  },
  default_pipeline_stays: {
    en: ({ name }) =>
      `${name} is the default pipeline: make another one the default first, then remove it.`,
    zh: ({ name }) => `${name} 是默认管道，请先把另一个设为默认，再删除它。`,
  },
  deals_need_a_stage: {
    en: ({ name, deals }) =>
      `${name} still holds open deals: ${deals}. Say which stage they go to.`,
    zh: ({ name, deals }) => `${name} 里还有 ${deals} 个进行中的商机，请说明移到哪个阶段。`,
  },
  not_a_stage_field: {
    en: ({ field, fields }) =>
      `I do not know a field “${field}”. A stage can require: ${labels(fields, 'en')}.`,
    zh: ({ field, fields }) =>
      `我不认识字段“${field}”。可以要求填写的有：${labels(fields, 'zh')}。`,
  },
  no_amount: {
    en: ({ name, currency }) =>
      `${name} has no amount yet. Say both at once, such as “make it 50k ${currency}”.`,
    zh: ({ name, currency }) => `${name} 还没有金额，请一起说，例如“改成5万 ${currency}”。`,
  },
  bad_rate: {
    en: ({ rate }) =>
      `${rate} is no rate I can keep: it has to be above 0 and below 10 billion, such as 1 EUR = 1.08 USD.`,
    zh: ({ rate }) => `${rate} 不能作为汇率：汇率要大于 0 且小于 100 亿，例如 1 EUR = 1.08 USD。`,
  },
  rate_of_base: {
    en: ({ currency }) => `One ${currency} is one ${currency}: name two different currencies.`,
    zh: ({ currency }) => `1 ${currency} 就是 1 ${currency}，请说两种不同的货币。`,
  },
  no_rate: {
    en: ({ currency, base }) =>
      `There is no exchange rate for ${currency} yet. A manager can say “1 ${currency} = … ${base}”.`,
    zh: ({ currency, base }) =>
      `还没有 ${currency} 的汇率。经理可以说“1 ${currency} = … ${base}”。`,
  },
  rate_exists: {
    en: ({ currency, rate, base, day }) =>
      `1 ${currency} = ${rate} ${base} is the rate from ${dayText(day, 'en')} already. Nothing changed.`,
    zh: ({ currency, rate, base, day }) =>
      `${dayText(day, 'zh')}起的汇率已经是 1 ${currency} = ${rate} ${base}，没有改动。`,
  },
  record_gone: {
    en: ({ entity }) =>
      `That ${kind(entity, 'en')} was deleted. Type “undo” if you deleted it just now.`,
    zh: ({ entity }) => `这个${kind(entity, 'zh')}已被删除。如果是你刚删的，可以输入“撤销”。`,
  },
  lead_converted: {
    en: ({ name, became }) =>
      `The lead ${name} was converted already${became === '' ? '' : `: see ${became}`}.`,
    zh: ({ name, became }) =>
      `线索 ${name} 已经转化过了${became === '' ? '' : `，请看客户 ${became}`}。`,
  },
  lead_turned_down: {
    en: ({ name, reason }) =>
      `The lead ${name} was turned down${reason === '' ? '' : ` (${reason})`}. A manager can still qualify it: “qualify ${name}”.`,
    zh: ({ name, reason }) =>
      `线索 ${name} 已被判为不合格${reason === '' ? '' : `（${reason}）`}。经理可以重新通过：“${name} 合格”。`,
  },
  lead_not_qualified: {
    en: ({ name }) =>
      `The lead ${name} is not qualified yet, and here only qualified leads are converted. A manager qualifies it: “qualify ${name}”.`,
    zh: ({ name }) =>
      `线索 ${name} 还没有通过审批；公司设置为只有合格线索才能转化。请经理先通过：“${name} 合格”。`,
  },
  lead_already: {
    en: ({ name, status }) => `The lead ${name} is ${status} already.`,
    zh: ({ name, status }) => `线索 ${name} 已经是${LEAD_STATUS_LABELS[status].zh}了。`,
  },
  unknown_currency: {
    en: ({ currency }) =>
      `I do not know the currency ${currency}. Use a code such as USD, EUR or CNY.`,
    zh: ({ currency }) => `我不认识货币 ${currency}。请用 USD、EUR、CNY 这样的代码。`,
  },
  already_in_stage: {
    en: ({ name, stage }) => `${name} is in ${stageLabel(stage, 'en')} already. Nothing changed.`,
    zh: ({ name, stage }) => `${name} 已经在${stageLabel(stage, 'zh')}阶段，没有改动。`,
  },
  nothing_to_change: {
    en: ({ name }) => `${name} is like that already. Nothing changed.`,
    zh: ({ name }) => `${name} 已经是这样了，没有改动。`,
  },
  no_such_team: {
    en: ({ team, teams }) =>
      `There is no team “${team}”. ${teams === '' ? 'An administrator can say “create team East”.' : `The teams are: ${teams}.`}`,
    zh: ({ team, teams }) =>
      `没有“${team}”这个团队。${teams === '' ? '管理员可以说“新建团队华东”。' : `现有团队：${teams}。`}`,
  },
  team_exists: {
    en: ({ name }) => `There is a team ${name} already.`,
    zh: ({ name }) => `已经有团队 ${name} 了。`,
  },
  circle_of_managers: {
    en: ({ person, manager }) =>
      `${manager} already reports to ${person}, directly or not: nobody can be his own manager’s manager.`,
    zh: ({ person, manager }) => `${manager} 已经直接或间接向 ${person} 汇报，不能反过来。`,
  },
  base_currency_in_use: {
    en: ({ currency }) =>
      `Exchange rates and closed deals are counted in ${currency} already, so the base currency stays.`,
    zh: ({ currency }) => `已有以 ${currency} 计的汇率或已关闭商机，本位币不能再改。`,
  },
  account_exists: {
    en: ({ name, owner, field }) => {
      if (name === null)
        return 'Another team has an account with this domain already: ask a manager.';
      if (field === 'name') return `There is an account called ${name} already.`;
      const whose = owner === null ? '' : ` (owner: ${owner})`;
      return `The account ${name}${whose} has this domain already.`;
    },
    zh: ({ name, owner, field }) => {
      if (name === null) return '其他团队已有使用这个域名的客户，请询问经理。';
      if (field === 'name') return `已经有叫 ${name} 的客户了。`;
      return `客户 ${name}${owner === null ? '' : `（负责人：${owner}）`} 已经用了这个域名。`;
    },
  },
  bad_domain: {
    en: ({ domain }) => `“${domain}” is no domain. One looks like acme.com.`,
    zh: ({ domain }) => `“${domain}”不是域名，域名形如 acme.com。`,
  },
  contact_exists: {
    en: ({ name, email }) =>
      name === null
        ? `A contact of another team has the e-mail address ${email} already: ask a manager.`
        : `${name} has the e-mail address ${email} already.`,
    zh: ({ name, email }) =>
      name === null
        ? `其他团队的联系人已经用了邮箱 ${email}，请询问经理。`
        : `${name} 已经用了邮箱 ${email}。`,
  },
  bad_phone: {
    en: ({ phone }) =>
      `“${phone}” is no phone number. With the country code it looks like +1 415 555 0100.`,
    zh: ({ phone }) => `“${phone}”不是电话号码，请带国家码，例如 +86 138 0013 8000。`,
  },
  nothing_to_redo: {
    en: () => 'There is nothing to redo: the last change was not an undo.',
    zh: () => '没有可以恢复的操作：上一次修改不是撤销。',
  },
  merge_with_itself: {
    en: ({ name }) => `Both are ${name}: there is nothing to merge. Name two different records.`,
    zh: ({ name }) => `两边都是 ${name}，没有可合并的。请指定两条不同的记录。`,
  },
  merge_across_kinds: {
    en: ({ from, fromKind, into, intoKind }) =>
      `${from} is of the kind ${kind(fromKind, 'en')}, ${into} of the kind ${kind(intoKind, 'en')}. Only two records of one kind can be merged.`,
    zh: ({ from, fromKind, into, intoKind }) =>
      `${from} 是${kind(fromKind, 'zh')}，${into} 是${kind(intoKind, 'zh')}。只能合并同一类的两条记录。`,
  },
  nothing_to_undo: { en: () => 'There is nothing to undo.', zh: () => '没有可以撤销的修改。' },
  changed_more: {
    en: () =>
      'That message changed more than this field, so nothing was undone. Say what the field should be, or undo the whole change with its button.',
    zh: () => '那次修改不止改了这个字段，所以没有撤销。请直接说要改成什么，或用按钮撤销整次修改。',
  },
  already_undone: { en: () => 'That was undone already.', zh: () => '已经撤销过了。' },
  not_yours_to_undo: {
    en: ({ actor }) => `${actor} made that change: only ${actor} or a manager can undo it.`,
    zh: ({ actor }) => `这是 ${actor} 的修改，只有本人或经理可以撤销。`,
  },
  no_change_of: {
    en: ({ actor, name }) =>
      `I know of no change ${name === '' ? '' : `to ${name} `}${actor === '' ? '' : `by ${actor} `}that still stands.`,
    zh: ({ actor, name }) =>
      `没有${actor === '' ? '' : ` ${actor} `}${name === '' ? '' : `对 ${name} `}做的、仍然有效的修改。`,
  },
  came_with_import: {
    en: ({ name }) =>
      `The last change${name === '' ? '' : ` to ${name}`} came with an import, which goes back as a whole: say “undo the import”, or say what should be different.`,
    zh: ({ name }) =>
      `${name === '' ? '' : `${name} 的`}最后一次修改来自导入，只能整体撤销：请说“撤销导入”，或直接说要改成什么。`,
  },
  no_merge: {
    en: ({ name }) =>
      name === ''
        ? 'I know of no merge of yours that still stands. Say which records it was: “split Acme Ltd from Acme”.'
        : `I know of no merge of ${name} that still stands.`,
    zh: ({ name }) =>
      name === ''
        ? '没有找到你做过且仍然有效的合并。请说明是哪两条记录，例如“把 Acme Ltd 从 Acme 拆出来”。'
        : `没有找到 ${name} 的、仍然有效的合并。`,
  },
  several_merges: {
    en: ({ name, merges }) =>
      `${name} fits several merges: ${merges}. Say which by its number, such as “undo the merge of A-12”.`,
    zh: ({ name, merges }) =>
      `${name} 对应多次合并：${merges}。请用编号说明，例如“撤销 A-12 的合并”。`,
  },
  import_not_redone: {
    en: ({ records }) =>
      `That undid a whole import (${records} changes), which cannot be redone in one step. Nothing was changed: drop the file here again to import it.`,
    zh: ({ records }) =>
      `刚才撤销的是整个导入（${records} 处修改），无法一步恢复。没有任何改动，请重新发送文件导入。`,
  },
  merged_further: {
    en: ({ name }) =>
      `What ${name} was merged into was itself merged since. Undo that merge first.`,
    zh: ({ name }) => `${name} 合并到的记录后来又被合并了，请先撤销后面那次合并。`,
  },
  not_deleted: {
    en: ({ name }) => `${name} is not deleted.`,
    zh: ({ name }) => `${name} 没有被删除。`,
  },
  nothing_deleted: {
    en: ({ name }) =>
      name === ''
        ? 'Nothing was deleted that you may restore.'
        : `Nothing called ${name} was deleted.`,
    zh: ({ name }) => (name === '' ? '没有可以恢复的已删除记录。' : `没有找到已删除的“${name}”。`),
  },
  has_open_work: {
    en: ({ name, deals, orders }) =>
      `${name} has ${[counted(deals, 'open deal'), counted(orders, 'open order')].filter(Boolean).join(' and ')}. Close them, move them to another account or merge ${name} into it first; nothing was deleted.`,
    zh: ({ name, deals, orders }) =>
      `${name} 还有${[deals > 0 ? ` ${deals} 个进行中的商机` : '', orders > 0 ? ` ${orders} 个未完成的订单` : ''].filter(Boolean).join('、')}。请先关闭、转到其他客户，或合并到其他客户；没有删除任何内容。`,
  },
  no_such_field: {
    en: ({ name, entity, fields }) =>
      fields === ''
        ? `There is no field “${name}” on ${kind(entity, 'en')}s. An administrator can add it.`
        : `There is no field “${name}” on ${kind(entity, 'en')}s. There are: ${fields}.`,
    zh: ({ name, entity, fields }) =>
      fields === ''
        ? `${kind(entity, 'zh')}没有“${name}”这个字段，管理员可以添加。`
        : `${kind(entity, 'zh')}没有“${name}”这个字段，已有的字段：${fields}。`,
  },
  bad_field_name: {
    en: ({ name }) =>
      `“${name}” cannot be the name of a field. A name has 2 to 60 letters and digits, like “Contract type”.`,
    zh: ({ name }) => `“${name}”不能作字段名。名称为 2 到 60 个文字或数字，例如“合同类型”。`,
  },
  field_name_taken: {
    en: ({ name, entity }) =>
      `“${name}” already means something when people speak of ${kind(entity, 'en')}s. Choose another name, such as “Our ${name.toLowerCase()}”.`,
    zh: ({ name, entity }) =>
      `“${name}”在${kind(entity, 'zh')}上已有含义，请换一个名称，例如“自定义${name}”。`,
  },
  field_exists: {
    en: ({ name, entity }) => `There is a field “${name}” on ${kind(entity, 'en')}s already.`,
    zh: ({ name, entity }) => `${kind(entity, 'zh')}已经有“${name}”这个字段了。`,
  },
  too_many_fields: {
    en: ({ entity, most }) =>
      `There are ${most} own fields on ${kind(entity, 'en')}s already: no more fit. Remove one first.`,
    zh: ({ entity, most }) => `${kind(entity, 'zh')}已有 ${most} 个自定义字段，请先删除一个。`,
  },
  choice_needs_options: {
    en: ({ name }) =>
      `Which values can ${name} have? Say them with the field, such as “with the choices annual, monthly”.`,
    zh: ({ name }) => `${name} 可以选哪些值？请一起说出来，例如“可选 年付、月付”。`,
  },
  bad_field_option: {
    en: ({ option }) => `“${option}” cannot be a choice. One has at most 60 letters and digits.`,
    zh: ({ option }) => `“${option}”不能作选项，最多 60 个字。`,
  },
  no_choice_field: {
    en: ({ name }) => `${name} has no choices to add to: it is not a choice.`,
    zh: ({ name }) => `${name} 不是选择字段，没有选项可加。`,
  },
  too_many_options: {
    en: ({ name, most }) => `${name} would have more than ${most} choices; that is the limit.`,
    zh: ({ name, most }) => `${name} 的选项超过 ${most} 个，已达上限。`,
  },
  bad_field_value: {
    en: ({ name, type, options }) => `${name} ${valueNeeded(type, options.split(', '), 'en')}.`,
    zh: ({ nameZh, type, optionsZh }) =>
      `${nameZh}${valueNeeded(type, optionsZh.split('、'), 'zh')}。`,
  },
  field_required: {
    en: ({ name }) => `${name} is required and cannot be empty.`,
    zh: ({ nameZh }) => `${nameZh}是必填字段，不能为空。`,
  },
  no_own_field: {
    en: ({ name, fields }) =>
      fields === ''
        ? `There is no field of your own called “${name}”, and no other either. Say “add a field ${name} to deals”.`
        : `There is no field of your own called “${name}”. There are: ${fields}.`,
    zh: ({ name, fields }) =>
      fields === ''
        ? `没有叫“${name}”的自定义字段。可以说“给商机加一个字段 ${name}”。`
        : `没有叫“${name}”的自定义字段。已有：${fields}。`,
  },
  field_ambiguous: {
    en: ({ name, entities }) =>
      `Several kinds of records have a field “${name}”: ${entities}. Say which, such as “${name} on ${entities.split(', ')[0] ?? ''}s”.`,
    zh: ({ name, entities }) => `多种记录有“${name}”字段：${entities}。请说明是哪一种。`,
  },
  file_gone: {
    en: () =>
      'That file is no longer there: files are kept for a week. Drop it into the chat again.',
    zh: () => '这个文件已不存在（文件只保留一周）。请把它重新发到聊天里。',
  },
  bad_file: {
    en: (facts) => `I cannot read that file: ${BAD_FILES[facts.problem].en(facts)}.`,
    zh: (facts) => `这个文件读不了：${BAD_FILES[facts.problem].zh(facts)}。`,
  },
  bad_table: {
    en: ({ name, refusal }) => `${name}: ${refusalText(refusal, 'en')}`,
    zh: ({ name, refusal }) => `${name}：${refusalText(refusal, 'zh')}`,
  },
  file_too_large: {
    en: ({ name, limit }) =>
      `${name} is larger than ${megabytes(limit)}, so I did not take it. Split it into parts.`,
    zh: ({ name, limit }) => `${name} 超过 ${megabytes(limit)}，没有接收。请拆分后再发。`,
  },
  file_not_fetched: {
    en: ({ name }) => `I could not fetch ${name}. Please drop it here again.`,
    zh: ({ name }) => `没能取到 ${name}，请再发一次。`,
  },
  too_many_files: {
    en: ({ limit }) => `I take at most ${limit} files at once; the others were left alone.`,
    zh: ({ limit }) => `一次最多接收 ${limit} 个文件，其余的没有处理。`,
  },
  export_too_large: {
    en: ({ count, limit }) =>
      `Those are ${count} records, and a file takes ${limit}. Ask for fewer, such as those of one quarter.`,
    zh: ({ count, limit }) =>
      `共有 ${count} 条，一个文件最多 ${limit} 条。请缩小范围，例如只导出一个季度。`,
  },
  no_file: {
    en: () =>
      'Drop the CSV or Excel file into this chat, and I show you what would come in before anything is written.',
    zh: () => '请把 CSV 或 Excel 文件发到这里，我会先给你预览，确认后才写入。',
  },
  no_export: {
    en: () => 'No export of yours is running here.',
    zh: () => '这里没有正在进行的导出。',
  },
  no_import: {
    en: () =>
      'There is no import waiting here. Drop a CSV or Excel file into this chat to begin one.',
    zh: () => '这里没有待处理的导入。把 CSV 或 Excel 文件发到这里即可开始。',
  },
  no_such_column: {
    en: ({ column, columns }) => `The file has no column “${column}”. It has: ${columns}.`,
    zh: ({ column, columns }) => `文件里没有“${column}”这一列。现有：${columns}。`,
  },
  no_import_field: {
    en: ({ field, fields }) => `There is no field “${field}”. There are: ${fields}.`,
    zh: ({ field, fields }) => `没有“${field}”这个字段。可用的有：${fields}。`,
  },
  nothing_mapped: {
    en: ({ fields }) =>
      `No column says which records these are. At least one must be: ${fields}. Say for example “column 1 is the name”.`,
    zh: ({ fields }) => `没有一列能说明是哪些记录，至少需要：${fields}。可以说“第 1 列是名称”。`,
  },
  task_done: {
    en: ({ title }) => `The task “${title}” is done already.`,
    zh: ({ title }) => `任务“${title}”已经完成了。`,
  },
  product_exists: {
    en: ({ name, field, value }) =>
      field === 'sku'
        ? `${name} has the SKU ${value} already.`
        : `There is a product called ${name} already.`,
    zh: ({ name, field, value }) =>
      field === 'sku' ? `${name} 已经用了 SKU ${value}。` : `已经有叫 ${name} 的产品了。`,
  },
  price_too_fine: {
    en: ({ amount, currency, digits }) =>
      `${currency} has ${digits} digits after the point, so ${amount} is no price. Give it per hundred or per thousand.`,
    zh: ({ amount, currency, digits }) =>
      `${currency} 最多 ${digits} 位小数，${amount} 不能作为价格。可以按百件或千件定价。`,
  },
  no_price: {
    en: ({ product, currency }) =>
      `${product} has no price in ${currency}. Say one (“at 40 ${currency} each”), or set it: “set the ${currency} price of ${product} to 40”.`,
    zh: ({ product, currency }) =>
      `${product} 没有 ${currency} 价格。可以直接说单价（“单价 40 ${currency}”），或先设置：“把${product}的${currency}价格设为40”。`,
  },
  book_currency: {
    en: ({ book, currency }) =>
      `The prices in ${book} are in ${currency}. Say the price in ${currency}, or name another price book.`,
    zh: ({ book, currency }) =>
      `价格表 ${book} 用的是 ${currency}。请用 ${currency} 报价，或换一个价格表。`,
  },
  no_such_book: {
    en: ({ book, known }) =>
      `There is no price book “${book}”. ${known.length === 0 ? 'There are none yet. Make one: “set Pro to $39 in the Partner price book”.' : `There ${known.length === 1 ? 'is' : 'are'} ${known.slice(0, 10).join(', ')}.`}`,
    zh: ({ book, known }) =>
      `没有叫“${book}”的价格表。${known.length === 0 ? '还没有价格表，例如：“把专业版在渠道价格表里的价格设为 399 元”。' : `现有：${known.slice(0, 10).join('、')}。`}`,
  },
  book_not_valid: {
    en: ({ book, validFrom, validTo }) =>
      `The price book ${book} does not hold today: it is valid${validFrom === null ? '' : ` from ${dayText(validFrom, 'en')}`}${validTo === null ? '' : ` until ${dayText(validTo, 'en')}`}.`,
    zh: ({ book, validFrom, validTo }) =>
      `价格表 ${book} 今天无效：${[validFrom === null ? '' : `自${dayText(validFrom, 'zh')}起生效`, validTo === null ? '' : `有效期至${dayText(validTo, 'zh')}`].filter((part) => part !== '').join('，')}。`,
  },
  book_of_another_currency: {
    en: ({ book, currency, document }) =>
      `The prices in ${book} are in ${currency}, but this would be in ${document}. Name a price book in ${document}, or leave it out.`,
    zh: ({ book, currency, document }) =>
      `价格表 ${book} 用的是 ${currency}，而这里用的是 ${document}。请换一个 ${document} 价格表，或者不指定价格表。`,
  },
  bad_quantity: {
    en: ({ quantity }) =>
      `${quantity} is no quantity. It is more than 0, at most a billion, with at most four digits after the point.`,
    zh: ({ quantity }) => `${quantity} 不是有效的数量：要大于 0，不超过 10 亿，最多四位小数。`,
  },
  one_currency: {
    en: ({ name, currency, other }) =>
      `${name} is in ${currency}, and that price is in ${other}. Say the price in ${currency}, or create another order.`,
    zh: ({ name, currency, other }) =>
      `${name} 的币种是 ${currency}，而这个价格是 ${other}。请用 ${currency} 报价，或另建订单。`,
  },
  no_such_line: {
    en: ({ name, product }) =>
      product === '' ? `${name} has no line yet. Name a product.` : `${product} is not on ${name}.`,
    zh: ({ name, product }) =>
      product === '' ? `${name} 还没有明细，请说出产品。` : `${name} 里没有 ${product}。`,
  },
  value_of_several_lines: {
    en: ({ name, lines }) =>
      `${name} has ${lines} lines. Name the product that you mean, or give a discount on all of it.`,
    zh: ({ name, lines }) => `${name} 有 ${lines} 行明细。请说明是哪个产品，或给整单打折。`,
  },
  too_much: {
    en: () => 'That adds up to more than 15 digits. Check the quantity and the price.',
    zh: () => '金额超过 15 位，请检查数量和价格。',
  },
  order_locked: {
    en: ({ name, status }) =>
      `${name} is ${orderStatus(status, 'en')}, so it is locked and stays as it is.`,
    zh: ({ name, status }) => `${name} ${orderStatus(status, 'zh')}，已锁定，不能再改。`,
  },
  order_not_ready: {
    en: ({ name, status, wanted }) =>
      status === wanted
        ? `${name} is ${orderStatus(status, 'en')} already.`
        : status === 'draft'
          ? `${name} is a draft. Confirm it first: “confirm ${name}”.`
          : `${name} is ${orderStatus(status, 'en')} already.`,
    zh: ({ name, status, wanted }) =>
      status !== wanted && status === 'draft'
        ? `${name} 还是草稿，请先确认：“确认订单 ${name}”。`
        : `${name} ${orderStatus(status, 'zh')}。`,
  },
  order_empty: {
    en: ({ name }) =>
      `There is nothing on ${name} yet. Add what is ordered: “add 20 Pro to ${name}”.`,
    zh: ({ name }) => `${name} 还没有明细，请先添加：“给 ${name} 加 20 套专业版”。`,
  },
  deal_of_another_account: {
    en: ({ deal, account }) => `${deal} is no deal of ${account}. Name one of them.`,
    zh: ({ deal, account }) => `${deal} 不是 ${account} 的商机，请只说其中一个。`,
  },
  validity_over: {
    en: ({ validUntil }) =>
      `${dayText(validUntil, 'en')} has passed. A quote is valid until today or later.`,
    zh: ({ validUntil }) => `${dayText(validUntil, 'zh')}已经过去，报价的有效期不能早于今天。`,
  },
  validity_backwards: {
    en: ({ validFrom, validTo }) =>
      `The price book would be valid from ${dayText(validFrom, 'en')} and only until ${dayText(validTo, 'en')}. Give a later end or an earlier start.`,
    zh: ({ validFrom, validTo }) =>
      `价格表的生效日期 ${dayText(validFrom, 'zh')} 晚于有效期 ${dayText(validTo, 'zh')}，请改其中一个日期。`,
  },
  quote_expired: {
    en: ({ name, validUntil }) =>
      `${name} was valid until ${dayText(validUntil, 'en')}. Make a new revision first: “revise ${name}, valid until end of month”.`,
    zh: ({ name, validUntil }) =>
      `${name} 的有效期到${dayText(validUntil, 'zh')}为止。请先修订：“修订报价 ${name}，有效期到月底”。`,
  },
  quote_accepted: {
    en: ({ name }) => `${name} was accepted already, so it stays as it is.`,
    zh: ({ name }) => `${name} 已被接受，不能再改。`,
  },
  quote_already: {
    en: ({ name, status }) =>
      status === 'sent' ? `${name} is marked as sent already.` : `${name} was declined already.`,
    zh: ({ name, status }) =>
      status === 'sent' ? `${name} 之前已标记为已发送。` : `${name} 之前已标记为已拒绝。`,
  },
  quote_superseded: {
    en: ({ name, latest }) => `${name} was replaced by ${latest}.`,
    zh: ({ name, latest }) => `${name} 已被 ${latest} 取代。`,
  },
  quote_empty: {
    en: ({ name }) =>
      `${name} has neither a value nor a product to quote. Say what: “quote ${name} 10 seats of Pro”.`,
    zh: ({ name }) => `${name} 还没有金额或产品，请说明报什么：“给 ${name} 报价 10 套专业版”。`,
  },
};

const SLACK_REFUSES = /auth|token|account_inactive|missing_scope|not_allowed/;

/** What PostgreSQL's code of a failed connection means. */
function databaseReason(code: string, locale: Locale): string {
  const zh = locale === 'zh';
  if (/^28/.test(code))
    return zh ? '服务器不接受这个用户名或密码' : 'the server does not accept this user or password';
  if (code === '3D000')
    return zh ? '服务器上没有这个数据库' : 'there is no such database on the server';
  return zh ? '那里没有 PostgreSQL 应答' : 'no PostgreSQL server answers there';
}

/** What a parameter takes, for somebody who said something else. */
export function expectedText(parameter: Parameter, locale: Locale): string {
  const { slot } = parameter;
  const label = parameter.label[locale];
  const name = label.charAt(0).toUpperCase() + label.slice(1);
  const options = slot.kind === 'choice' ? slot.options.map((o) => o.label[locale]) : [];
  const needed =
    slot.kind === 'text' && parameter.max !== undefined
      ? textNeeded(parameter.max, locale)
      : valueNeeded(slot.kind, options, locale);
  if (needed === '')
    return locale === 'zh' ? `这不是有效的${label}。` : `That is no valid ${label}.`;
  return locale === 'zh' ? `${label}${needed}。` : `${name} ${needed}.`;
}

/** What can be said for a kind of value, after its name. Empty where there is no more to say than that it is wrong. */
function valueNeeded(kind: string, options: readonly string[], locale: Locale): string {
  if (kind === 'choice') {
    const last = options.at(-1) ?? '';
    const others = options.slice(0, -1).join(locale === 'zh' ? '、' : ', ');
    if (locale === 'zh') return others === '' ? `只能是${last}` : `可以是${others}或${last}`;
    return others === '' ? `can only be ${last}` : `can be ${others} or ${last}`;
  }
  return NEEDED[kind]?.[locale] ?? '';
}

function textNeeded(most: number, locale: Locale): string {
  const length = numberText(most, locale);
  return locale === 'zh' ? `最多 ${length} 个字` : `has at most ${length} characters`;
}

const NEEDED: Readonly<Record<string, Phrase>> = {
  number: { en: 'is a number, such as 12', zh: '是数字，例如 12' },
  money: { en: 'is an amount, such as $5,000 or 5k', zh: '是金额，例如 5000 元或 5万' },
  date: { en: 'is a day, such as March 31 or next Friday', zh: '是日期，例如 3月31日或下周五' },
  period: { en: 'is a time, such as this month or Q2', zh: '是一段时间，例如本月或二季度' },
  flag: { en: 'is yes or no', zh: '只能是“是”或“否”' },
  member: { en: 'is one of your colleagues, by name', zh: '是一位同事的名字' },
};

/** A refusal in words. */
export function refusalText(refusal: Refusal, locale: Locale): string {
  const words = REFUSALS[refusal.code][locale] as (facts: unknown) => string;
  return words(refusal.facts);
}

const PROBLEMS: Readonly<Record<Problem['kind'], Record<Locale, (text: string) => string>>> = {
  'no-such-day': {
    en: (text) => `There is no ${text} in the calendar.`,
    zh: (text) => `日历上没有${text}这一天。`,
  },
  'negative-amount': {
    en: (text) => `${text} is negative; an amount starts at 0.`,
    zh: (text) => `${text} 是负数，金额不能小于 0。`,
  },
  'amount-too-large': {
    en: (text) => `${text} is too large an amount; at most 15 digits.`,
    zh: (text) => `${text} 太大了，金额最多 15 位。`,
  },
  'amount-range': {
    en: (text) => `${text} is a range; I need one amount.`,
    zh: (text) => `${text} 是一个范围，我需要一个确定的金额。`,
  },
};

/** What is wrong with something that was said. */
export function problemText(problem: Pick<Problem, 'kind' | 'text'>, locale: Locale): string {
  return PROBLEMS[problem.kind][locale](problem.text);
}

/** The fixed phrases of the conversation. */
export const PHRASES = {
  leftAsItIs: {
    en: 'What I did before stays as it is.',
    zh: '之前的修改保持不变。',
  },
  nothingOpen: {
    en: 'No question is open, so nothing was changed. To take back the last change, say “undo”.',
    zh: '现在没有待确认的内容，什么都没有改动。要撤销上一次修改，请说“撤销”。',
  },
  dropped: { en: 'OK, dropped.', zh: '好的，已取消。' },
  confirm: { en: 'Confirm', zh: '确认' },
  cancel: { en: 'Cancel', zh: '取消' },
  undo: { en: 'Undo', zh: '撤销' },
  redo: { en: 'Redo', zh: '恢复' },
  expired: {
    en: 'That question has expired or was answered already. Please say it again.',
    zh: '这个问题已过期或已回答，请再说一次。',
  },
  invalidButton: {
    en: 'This button no longer works. Please say what you need.',
    zh: '这个按钮已失效，请直接告诉我。',
  },
  answeredAside: {
    en: 'People from outside your company read this conversation, so I answered you in a direct message.',
    zh: '这个会话有公司外部的人，我已私聊回复你。',
  },
  broken: {
    en: 'Something went wrong on my side and nothing was changed. Please try again.',
    zh: '我这边出错了，没有任何改动，请再试一次。',
  },
  smallTalk: {
    en: 'I am Parley, your sales assistant. I log deals, move them along, keep tasks and find records. Type “help” to see more.',
    zh: '我是 Parley，你的销售助手：登记和推进商机、记录任务、查找资料。输入“帮助”查看更多。',
  },
  greeting: {
    en: 'Hello! What can I do for you? Type “help” to see examples.',
    zh: '你好！需要我做什么？输入“帮助”看示例。',
  },
  thanks: { en: 'You are welcome.', zh: '不客气。' },
  unreal: {
    en: 'I changed nothing: that is not certain yet. Tell me when it is, for example “we won Acme” or “move Acme to negotiation”.',
    zh: '我没有改动任何内容：这还没有确定。确定后直接告诉我，例如“Acme 赢单了”或“把 Acme 推进到谈判”。',
  },
  unknown: { en: 'I did not understand that.', zh: '我没有听懂。' },
  didYouMean: { en: 'Did you mean one of these?', zh: '你是不是想：' },
  customerUnknown: {
    en: 'I did not understand that. Type “help” to see what I can do for you.',
    zh: '我没有听懂。输入“帮助”看看我能做什么。',
  },
  gone: {
    en: 'That record was deleted in the meantime, or you may no longer see it.',
    zh: '这条记录已被删除，或者你已无权查看。',
  },
  noColleague: {
    en: 'The person you named with @ is no colleague of yours here: a bot, a guest, or somebody of another company. Nothing was changed.',
    zh: '你 @ 的人不是这里的同事（可能是机器人、访客或外部人员），没有做任何改动。',
  },
  onlyItsBeginning: {
    en: 'Your message was very long: I read its beginning only, and the rest is kept nowhere.',
    zh: '消息太长，我只读了开头，后面的内容没有保存。',
  },
  tooLongToSend: {
    en: 'That is too long for one message of a ticket, so it was not sent. Send it in parts.',
    zh: '内容太长，没有发出。请分几条发送。',
  },
  filesStay: {
    en: 'Files are not passed on with a ticket: say what is in them, or share a link.',
    zh: '文件不会随工单转发：请说明内容，或发链接。',
  },
  empty: {
    en: 'There was nothing to read in that message. Type “help” to see what I can do.',
    zh: '这条消息里没有文字。输入“帮助”看看我能做什么。',
  },
} as const satisfies Record<string, Phrase>;
