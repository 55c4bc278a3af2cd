import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';

const fang = { name: '王芳', role: 'rep', locale: 'zh' } as const;
const boss = { name: '马丽', role: 'manager', locale: 'zh' } as const;

describe('线索', () => {
  transcript('转成客户、联系人和商机，再一起撤销', fang, [
    {
      says: '新建线索李雷，小米，来源官网',
      hears: [/已新建线索 L-1 李雷, 小米/, /来源: 官网/, /\[转为客户\]/, /\[撤销\]/],
    },
    { says: '我的线索', hears: [/1 条线索/, /L-1 李雷/] },
    {
      says: '把线索李雷转成商机，5万',
      hears: [/线索 L-1 李雷, 小米 已转化/, /客户 小米（新建）/, /US\$50,000/],
    },
    { says: '转化线索李雷', hears: /已经转化过了/, changes: [] },
    { says: '撤销', hears: /已撤销/ },
    { says: '看一下线索李雷', hears: /状态: 新线索/ },
  ]);

  transcript('并入已有的商机', fang, [
    { says: '新建客户 顺丰' },
    { says: '登记商机 顺丰 20万' },
    { says: '新建线索刘洋，顺丰速运' },
    {
      says: '把线索 L-1 并入顺丰的商机',
      hears: [/客户 顺丰（已有）、联系人 刘洋（新建）、商机 D-1 .*（已有）/],
    },
    { says: '撤销', hears: /已撤销/ },
    { says: '线索刘洋转化到商机 D-1', hears: /商机 D-1 .*（已有）/ },
  ]);

  transcript('可以规定只有合格线索才能转化', { ...boss, role: 'admin' }, [
    { says: '只有合格的线索才能转化', hears: /只有合格线索才能转化: 否 → 是/ },
    { says: '新线索 韩梅梅 字节跳动' },
    { says: '转化线索韩梅梅', hears: /还没有通过审批/, changes: [] },
    { says: '线索韩梅梅合格' },
    { says: '转化线索韩梅梅', hears: /已转化/ },
    { says: '所有线索都可以转化', hears: /是 → 否/ },
  ]);

  transcript('由经理审批', boss, [
    { says: '新线索 韩梅梅 字节跳动', hears: /已新建线索/ },
    { says: '线索韩梅梅不合格，没有预算', hears: [/不合格/, /没有预算/] },
    { says: '不合格的线索', hears: /韩梅梅/ },
    {
      says: '线索韩梅梅合格',
      hears: /合格/,
      changes: ['Lead.status: unqualified → qualified', 'Lead.reason: 没有预算 → null'],
    },
  ]);
});
