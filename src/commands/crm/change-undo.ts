import { z } from 'zod';
import { lastChangeOf, lastChangeTo } from '../../crm/past-changes.ts';
import { undo } from '../../crm/undo.ts';
import { undoneResult } from '../cards/undone.ts';
import { defineCommand } from '../command.ts';
import { choice, person, record, text } from '../parameters.ts';
import { fieldsCalled } from './field-words.ts';

/** Fields whose last change may be taken back by their name: "undo the rename". */
const FIELD_WORDS = {
  name: ['rename', 'renaming', 'name', '改名', '名字', '名称'],
  value: ['value', 'amount', 'price', '金额', '价格'],
  closeDate: ['close date', 'closing date', '成交日期', '成交日', '关单日期', '关单日', '成交时间'],
  stage: ['stage', '阶段'],
  owner: ['owner', 'handover', '负责人'],
  nextStep: ['next step', '下一步'],
  due: ['due date', 'deadline', '到期日', '截止日期', '截止时间'],
  industry: ['industry', '行业'],
  domain: ['domain', 'website', '域名', '网址'],
  employees: ['headcount', 'employee count', '员工数', '人数'],
  region: ['region', '区域', '地区'],
  email: ['email', 'e-mail', '邮箱'],
  phone: ['phone', 'phone number', '电话', '手机号'],
  title: ['title', 'job title', '职位'],
} as const;
const { options: FIELDS, en: FIELD_EN, zh: FIELD_ZH } = fieldsCalled(FIELD_WORDS);

const UNDO = '(undo|revert|reverse|roll back|rollback|take back|unwind|back out)';
const UNDO_ZH = '(撤销|撤回|回退|还原|回滚|undo)';

export const undoChange = defineCommand({
  name: 'change.undo',
  risk: 'write',
  // An import goes back in the background.
  background: true,
  roles: ['rep', 'support'],
  summary: { en: 'Take back the last change.', zh: '撤销上一次修改。' },
  parameters: z.object({
    change: text({ label: { en: 'change', zh: '修改' } }).optional(),
    field: choice(FIELDS, { label: { en: 'field', zh: '字段' } }).optional(),
    record: record(['deal', 'account', 'contact', 'lead', 'task', 'order', 'quote', 'product'], {
      label: { en: 'record', zh: '记录' },
    }).optional(),
    by: person({ label: { en: 'who changed it', zh: '修改人' } }).optional(),
  }),
  examples: {
    en: [
      'undo',
      'take that back',
      'undo that',
      'oops, take that back',
      'revert my last change',
      'nvm undo',
      'that was wrong, roll it back',
      'could you please undo the last change?',
      'ctrl z',
      'put it back the way it was',
      "whoops didn't mean to do that, undo",
      'reverse that pls',
      'oops wrong deal, undo',
      'cancel that last change',
      'change it back',
      'undo what Dana did to D-12',
      "undo Dana's last change",
      "revert Dana's change to the Globex deal",
      'undo the last change to D-7',
    ],
    zh: [
      '撤销',
      '撤回刚才的修改',
      '改错了，恢复一下',
      'undo 一下',
      '回退上一步',
      '刚才那个不算，撤销',
      '请撤销我最后一次更改',
      '哎呀弄错了，退回去',
      '还原刚才的操作',
      '撤回',
      '取消刚才的操作',
      '恢复到之前的样子',
      '撤销 Dana 对 D-12 的修改',
      '撤回小王刚才的修改',
      '把 Dana 对 Globex 做的修改撤销掉',
      '撤销对 D-7 的最后一次修改',
    ],
  },
  patterns: {
    en: [
      `<oops> ${UNDO} (what|whatever|everything) {by} [just|last|has] (did|changed|edited|done) (to|on|with|in|about|at) [<the>] {record} [<deal>|<account>|contact] [yesterday|today|earlier]`,
      `<oops> ${UNDO} [the] {by} ('s|s) [last|latest|most recent] (change|edit|update|changes|edits|updates) (to|on|of|in|for) [<the>] {record} [<deal>|<account>|contact]`,
      `<oops> ${UNDO} [the] {by} ('s|s) (last|latest|most recent) (change|edit|update|action)`,
      `<oops> ${UNDO} what {by} [just|last] (did|changed|edited)`,
      `<oops> ${UNDO} (the|my|that|all) [last|latest|most recent] (change|edit|update) (to|on|in|of) [<the>] {record} [<deal>|<account>|contact] [made by {by}|by {by}|from {by}]`,
      '<oops> (undo|revert|reverse|roll back|rollback|take back|unwind|ctrl z|ctrl-z|ctrl+z|cmd z|back out|cancel) [<lastchange>] [again]',
      '<oops> (undo|revert|reverse|roll|take|change|put|switch|set) (it|that|this|those|<lastchange>) back [the way it was|to what it was|to how it was|to before|as it was]',
      '<oops> (put|change|set|bring) (it|that|everything) back [to] [the way it was|how it was|what it was|as it was|before]',
      '<oops> [can you] (undo|revert|reverse) (what you did|what i did|what you just did|what i just did|the thing you did)',
      '(undo|revert) [it|that] [i] (made a mistake|wrong one|wrong deal|was a mistake|that was wrong)',
      "(that was|that's|it was) [a|an] (mistake|wrong|error) [,] (undo|revert|roll back|take back) [it|that|this]",
      'go back [one step|a step]',
    ],
    zh: [
      '[<哎呀>] [把|将] [我] [刚才|刚刚|上一步|上一次|最后一次|上次|最近一次|最后|刚|前面] [的|那个|那次|那步|做的|那个操作|操作|修改|更改|改动] [操作|修改|更改|改动|一步] [给] (撤销|撤回|回退|还原|恢复|取消|undo|退回去|改回去|撤销掉|撤了|撤掉|回滚|退回|恢复回去|改回来|恢复原样|退回上一步|退回去|恢复到之前|变回去|undo掉) [一下|掉|了|吧] [我] [刚才|刚刚|上一步|上一次|最后一次|上次|最近一次|最后|刚|前一步|之前] [的|那个|那次|那步|做的] [操作|修改|更改|改动|那步|样子|状态|一步|变更]',
      `[<哎呀>] [<帮忙>] ${UNDO_ZH} {by} [昨天|今天|刚才|刚刚|上次] (对|在) {record} [上] [做的|的|所做的] [最后一次|上次] (修改|改动|更改|操作|变更)`,
      `[<哎呀>] [<帮忙>] ${UNDO_ZH} {by} [昨天|今天|刚才|刚刚|上次|最后一次|最近一次] [做的|的] [最后一次|最近一次] (修改|改动|更改|操作|变更)`,
      `[<哎呀>] (把|将) {by} [昨天|今天|刚才|刚刚|上次] (对|在) {record} [上] [做的|的|所做的] (修改|改动|更改|操作|变更) ${UNDO_ZH} [掉|了|吧]`,
      `[<哎呀>] [<帮忙>] ${UNDO_ZH} (对) {record} [做的|的] [最后一次|最近一次|上次] (修改|改动|更改|变更)`,
      '[<哎呀>] (撤销|撤回|回退|还原|undo|回滚)',
      '(恢复|撤销|撤回|还原) [我] [刚才|刚刚|刚] (删掉的|删除的|删的|改的|做的) [那个|那条] [单子|客户|联系人|任务|记录|东西|内容|商机]',
    ],
  },
  followUps: {
    en: [
      `<oops> (undo|revert|reverse|take back|roll back) (the|that|my|our) [last|latest] (${FIELD_EN}) [change|edit|update|move] [please|pls|again]`,
      `<oops> (undo|revert|reverse|take back|roll back) (the|that|my|our) [last|latest] (change|edit|update|move) (to|of|on|in) [the|its] (${FIELD_EN}) [please|pls|again]`,
      `<oops> (put|change|set) the (${FIELD_EN}) back [the way it was|to what it was|to how it was|again|please]`,
    ],
    zh: [
      `[<哎呀>] [把|将] (撤销|撤回|还原|回退) [刚才|刚刚|上次|最后一次] [对] [的] (${FIELD_ZH}) [的] [修改|改动|更改|变更|调整] [吧]`,
      `[<哎呀>] (把|将) [刚才|刚刚|上次] [的] (${FIELD_ZH}) [的] [修改|改动|更改|变更] (撤销|撤回|还原|改回去|改回来|恢复|恢复原样|退回去) [掉|了|吧|一下]`,
    ],
  },
  run: async (ctx, { change, field, record: about, by }) => {
    const conversationId = ctx.conversation.id;
    const meant = async () => {
      if (about !== undefined || by !== undefined) return lastChangeTo(ctx, { record: about, by });
      return field === undefined ? undefined : lastChangeOf(ctx, field, conversationId);
    };
    const changeSetId = change ?? (await meant());
    const done = await undo(ctx, { changeSetId, conversationId });
    return undoneResult(ctx, done, { en: 'Undone', zh: '已撤销' });
  },
});
