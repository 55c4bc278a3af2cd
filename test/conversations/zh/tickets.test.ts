import { describe, expect, it } from 'vitest';
import { aWorld, play } from '../../harness/world.ts';

describe('客户与客服', () => {
  it('从提交工单到解决，别人看不到', async () => {
    const world = await aWorld();
    const agent = await world.person({ name: '林薇', role: 'support', locale: 'zh' });
    const customer = await world.person({ name: '陈洁', role: 'customer', locale: 'zh' });
    const other = await world.person({ name: '张伟', role: 'customer', locale: 'zh' });
    const told = (to: string): string =>
      world.posts.filter((post) => post.replyTo.to === `dm/${to}`).at(-1)?.reply.text ?? '';
    await play(agent, [{ says: '你好' }]);
    await play(customer, [
      {
        says: '提交工单：仓库系统宕机，没法发货',
        hears: [/工单 TK-1/, /林薇 最晚/],
        changes: [
          'Ticket.subject: null → 仓库系统宕机，没法发货',
          'Ticket.priority: null → urgent',
          'Ticket.status: null → new',
          'Ticket.assignee: null → 林薇',
        ],
      },
    ]);
    await play(other, [
      { says: '查看工单 TK-1', hears: /^没有找到工单“TK-1”。$/ },
      { says: '查看工单 TK-99', hears: /^没有找到工单“TK-99”。$/ },
    ]);
    await play(agent, [
      { says: '我的工单', hears: /TK-1 仓库系统宕机，没法发货 \| 紧急 \| 新工单 \| 陈洁 \| 林薇/ },
      { says: '工单 1 备注：机房断电', hears: /客户看不到/ },
      {
        says: '回复 TK-1：正在恢复，请稍等',
        hears: /已发给 陈洁/,
        changes: ['Ticket.status: new → waiting', 'Ticket.firstReply: null → 2026-03-18T10:00'],
      },
    ]);
    expect(told('陈洁')).toMatch(/^林薇：正在恢复，请稍等/);
    await play(customer, [
      { says: '好的，大概多久', hears: /已转给客服/, changes: ['Ticket.status: waiting → open'] },
    ]);
    await play(agent, [
      { says: '把这张工单改成高优先级', changes: ['Ticket.priority: urgent → high'] },
      {
        says: '关闭工单 TK-1：已恢复供电',
        changes: [
          'Ticket.status: open → closed',
          'Ticket.outcome: null → assumed',
          'Ticket.resolution: null → 已恢复供电',
        ],
      },
    ]);
    expect(told('陈洁')).toMatch(/已恢复供电\n问题解决了吗？\n\[是\] \[没有，重新打开\]/);
    await play(customer, [
      {
        says: '还是不行',
        hears: /已重新打开/,
        changes: [
          'Ticket.status: closed → open',
          'Ticket.outcome: assumed → null',
          'Ticket.reopened: 0 → 1',
        ],
      },
      {
        says: '我的工单解决了，谢谢',
        hears: /已关闭。7 天内再写就会重新打开/,
        changes: ['Ticket.status: open → closed', 'Ticket.outcome: null → confirmed'],
      },
    ]);
  });

  it('经理设置时限和工作时间', async () => {
    const world = await aWorld();
    const manager = await world.person({ name: '王经理', role: 'manager', locale: 'zh' });
    await play(manager, [
      { says: '把这个频道设为客服台', hears: /公司内部、有话题/ },
      { says: '紧急工单的SLA：首次回复半小时，解决1天', hears: /紧急 \| 30 分钟 \| 1 个工作日/ },
      {
        says: '工作时间设为周一至周六9:00-18:00 Asia/Shanghai',
        hears: /周一、.*周六，09:00–18:00（Asia\/Shanghai）/,
      },
      { says: '查看SLA', hears: /紧急 \| 30 分钟/ },
    ]);
  });
});
