import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';

const fang = { name: '王芳', role: 'rep', locale: 'zh', timeZone: 'Asia/Shanghai' } as const;

describe('销售用聊天管理商机', () => {
  transcript('登记、修改、撤销', fang, [
    {
      says: '给华为登记一个50万元的单子，月底关',
      hears: /还没有叫“华为”的客户。要新建吗/,
      changes: [],
    },
    {
      says: '好',
      hears: [/已新建客户 华为/, /已登记商机 D-1/, /¥500,000/, /2026年3月31日/, /\[撤销\]/],
    },
    {
      says: '改成60万',
      hears: /¥500,000 → ¥600,000/,
      changes: [
        'Deal.value: {"amount":500000,"currency":"CNY"} → {"amount":600000,"currency":"CNY"}',
      ],
    },
    {
      says: '推迟到下个月',
      hears: /2026年4月30日/,
      changes: ['Deal.closeDate: 2026-03-31 → 2026-04-30'],
    },
    {
      says: '把华为推进到谈判，金额改成70万',
      hears: [/初步接触 → 商务谈判/, /¥600,000 → ¥700,000/],
      changes: [
        'Deal.stage: prospecting → negotiation',
        'Deal.value: {"amount":600000,"currency":"CNY"} → {"amount":700000,"currency":"CNY"}',
      ],
    },
    {
      says: '撤销',
      hears: /已撤销/,
      changes: [
        'Deal.stage: negotiation → prospecting',
        'Deal.value: {"amount":700000,"currency":"CNY"} → {"amount":600000,"currency":"CNY"}',
      ],
    },
    { says: '我下个月有哪些单子要关？', hears: [/1 个商机/, /华为/] },
  ]);

  transcript('两个同名客户要选择', fang, [
    { says: '新建客户 Acme Inc', hears: /已新建客户 Acme Inc/ },
    { says: '新建客户 Acme GmbH', hears: /已新建客户 Acme GmbH/ },
    {
      says: '给 Acme 登记一个5万的单子',
      hears: [/对应多条记录/, /1\. Acme/, /2\. Acme/],
      changes: [],
    },
    { says: '第二个', hears: /已登记商机 D-1/ },
  ]);

  transcript('赢单和输单', fang, [
    { says: '新建客户云帆科技', hears: /已新建客户 云帆科技/ },
    { says: '给云帆科技登记一个20万的单子', hears: /已登记商机 D-1/ },
    { says: '云帆科技赢单了', hears: [/已赢单/, /2026年3月18日/] },
    { presses: '撤销', hears: /已撤销/ },
    { says: '云帆科技丢了，价格太高', hears: [/已标记为输单/, /价格太高/] },
  ]);

  transcript('活动、任务和查找', fang, [
    { says: '新建客户云帆科技', hears: /已新建客户/ },
    { says: '新建联系人张伟，云帆科技采购经理', hears: [/已新建联系人 张伟/, /采购经理/] },
    { says: '记录一下和云帆科技的电话，他们想要折扣', hears: [/已记录电话/, /他们想要折扣/] },
    { says: '提醒我明天上午9点给张伟打电话', hears: [/已新建任务 T-1/, /2026年3月19日/] },
    { says: '我的任务', hears: /给张伟打电话/ },
    { says: '任务1完成了', hears: /已完成/, changes: ['Task.status: open → done'] },
    { says: '搜索 张伟', hears: /张伟/ },
    { says: '谁改了云帆科技', hears: /修改记录/ },
  ]);

  transcript('不存在的日期和金额会被指出', fang, [
    { says: '新建客户云帆科技', hears: /已新建客户/ },
    { says: '给云帆科技登记一个单子，2月30号关', hears: /没有.*2月30/, changes: [] },
    { says: '2月28号', hears: /已登记商机/ },
  ]);

  transcript('客户看不到 CRM', { name: '李雷', role: 'customer', locale: 'zh' }, [
    { says: '看一下我的管道', hears: /没有这个权限/, changes: [] },
    { says: '你好', hears: /你好/, changes: [] },
  ]);
});
