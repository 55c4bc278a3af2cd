import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';

const ada = { name: 'Ada', role: 'admin', locale: 'zh' } as const;
const dana = { name: '小王', role: 'rep', locale: 'zh' } as const;

const FIELD = '给商机加一个字段 合同类型，可选 年付、月付';

describe('管理员用对话定义字段', () => {
  transcript('马上就能用来登记、修改、筛选', ada, [
    {
      says: FIELD,
      hears: [/已新增字段 商机的“合同类型”/, /选项: 年付、月付/],
      changes: [
        'Field.name: null → 合同类型',
        'Field.entity: null → deal',
        'Field.type: null → choice',
        'Field.options: null → ["年付","月付"]',
      ],
    },
    { says: '新建客户 华为', hears: /已新建客户 华为/ },
    { says: '给华为登记一个5万的单子，合同类型年付', hears: [/已登记商机 D-1/, /合同类型: 年付/] },
    {
      says: '把华为的合同类型改成月付',
      hears: /合同类型: 年付 → 月付/,
      changes: ['Deal.合同类型: 年付 → 月付'],
    },
    { says: '合同类型是月付的商机有哪些', hears: /D-1/ },
    { says: '哪些单子的合同类型是年付', hears: /没有符合条件的商机/ },
    { says: '撤销', changes: ['Deal.合同类型: 月付 → 年付'] },
    { says: '华为的合同类型是什么', hears: /合同类型: 年付/ },
    { says: 'D-1 的历史记录', hears: /合同类型: 年付 → 月付/ },
  ]);

  transcript('说错值会告诉他可以是什么', ada, [
    { says: FIELD },
    { says: '新建客户 华为' },
    { says: '给华为登记一个单子' },
    {
      says: '把华为的合同类型改成周付',
      hears: [/合同类型可以是年付或月付/, /\[年付\] \[月付\]/],
      changes: [],
    },
    { presses: '月付', changes: ['Deal.合同类型: null → 月付'] },
    { says: '给商机加一个日期字段 续约日期' },
    { says: '华为的续约日期是6月30号', changes: ['Deal.续约日期: null → 2026-06-30'] },
    { says: '给客户加一个是否字段 已签保密协议' },
    {
      says: '华为 已签保密协议：是',
      hears: /已签保密协议: 是/,
      changes: ['Account.已签保密协议: null → true'],
    },
    { says: '看看华为这个客户', hears: /已签保密协议: 是/ },
  ]);

  transcript('两种语言的名称都能用', ada, [
    { says: '给商机加字段 Contract type/合同类型，可选 annual/年付、monthly/月付' },
    { says: '新建客户 华为' },
    { says: '给华为登记一个单子，合同类型年付', hears: /合同类型: 年付/ },
    {
      says: "set 华为's contract type to monthly",
      changes: ['Deal.contractType: annual → monthly'],
    },
    { says: '把华为的 contract type 改成年付', changes: ['Deal.contractType: monthly → annual'] },
  ]);

  transcript('改名、加选项、设为必填、删除再恢复', ada, [
    { says: FIELD },
    { says: '新建客户 华为' },
    {
      says: '给合同类型加一个选项 周付',
      changes: ['Field.options: ["年付","月付"] → ["年付","月付","周付"]'],
    },
    { says: '把字段 合同类型 改名为 付费方式', changes: ['Field.name: 合同类型 → 付费方式'] },
    { says: '把付费方式设为必填', hears: /必填: 否 → 是/ },
    { says: '给华为登记一个8万的单子', hears: [/付费方式选哪个？/, /\[周付\]/], changes: [] },
    { presses: '周付', hears: /付费方式: 周付/ },
    {
      says: '删除字段 付费方式',
      hears: [/要删除字段 商机的“付费方式”吗？1 条记录有值/],
      changes: [],
    },
    { presses: '确认', changes: ['Field.deleted: false → true'] },
    { says: '撤销', changes: ['Field.deleted: true → false'] },
    { says: '商机有哪些字段', hears: [/付费方式/, /自带的字段：/] },
  ]);

  transcript('销售不能定义字段', dana, [
    { says: FIELD, hears: /你的角色没有这个权限/, changes: [] },
    { says: '商机有哪些字段', hears: /商机还没有自定义字段/ },
  ]);

  transcript('名称不能与已有的混淆', ada, [
    { says: '给商机加一个字段 阶段', hears: /“阶段”在商机上已有含义/, changes: [] },
    { says: '给客户加一个字段 负责人', hears: /已有含义/, changes: [] },
  ]);
});
