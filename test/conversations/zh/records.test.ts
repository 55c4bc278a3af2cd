import { describe, it } from 'vitest';
import { aWorld, play, transcript } from '../../harness/world.ts';

const wang = { name: '王芳', role: 'rep', locale: 'zh' } as const;

describe('客户资料', () => {
  transcript('一项一项地补，像聊天一样', wang, [
    { says: '新建客户 海岳电气' },
    { says: '海岳电气的行业改成电力设备', changes: ['Account.industry: null → 电力设备'] },
    { says: '他们有300人', changes: ['Account.employees: null → 300'] },
    { says: '区域华东，官网haiyue.com', hears: [/地区: 华东/, /haiyue\.com/] },
    { says: '改名叫海岳集团', changes: ['Account.name: 海岳电气 → 海岳集团'] },
    { says: '撤销', hears: /海岳集团 → 海岳电气/ },
    { says: '把负责人换成查无此人', hears: /没有找到叫“查无此人”的成员/, changes: [] },
  ]);

  transcript('名字像数字或金额的公司', wang, [
    { says: '新建客户 58同城，行业互联网', hears: /已新建客户 58同城/ },
    { says: '新建客户3M', hears: /已新建客户 3M/ },
    { says: '给3M记个10万的商机', hears: [/客户: 3M/, /100,000/] },
    { says: '新建客户360', hears: /已新建客户 360/ },
    {
      says: '3M赢了',
      hears: /3M/,
      changes: ['Deal.stage: prospecting → won', 'Deal.closedOn: null → 2026-03-18'],
    },
  ]);
});

describe('联系人资料', () => {
  transcript('换邮箱、升职、换公司', wang, [
    { says: '新建客户 海岳电气' },
    { says: '新建联系人 张伟，海岳电气，13800001111' },
    {
      says: '张伟换邮箱了 zhangwei@haiyue.com',
      changes: ['Contact.email: null → zhangwei@haiyue.com'],
    },
    { says: '他升总监了', changes: ['Contact.title: null → 总监'] },
    { says: '张伟的电话改成 13900002222', hears: /13800001111 → 13900002222/ },
    { says: '张伟不在海岳电气了，去了云帆科技', hears: /还没有叫“云帆科技”的客户/, changes: [] },
    { says: '建吧', hears: [/已新建客户 云帆科技/, /海岳电气 → 云帆科技/] },
    { says: '查无此人的邮箱改成 a@b.cn', hears: /没有|还没有/, changes: [] },
  ]);
});

describe('删除', () => {
  transcript('先问，确认了才删，之后能恢复', wang, [
    { says: '新建客户 海岳电气' },
    { says: '删除海岳电气', hears: /要删除客户 海岳电气 吗/, changes: [] },
    { says: '算了', hears: /已取消/, changes: [] },
    { says: '删掉海岳电气', hears: /确认/, changes: [] },
    { says: '确认', hears: /已删除 海岳电气/ },
    { says: '海岳电气的资料', hears: /没有找到/, changes: [] },
    { says: '恢复客户 海岳电气', hears: /海岳电气/ },
  ]);
});

describe('撤销时别人已经改过', () => {
  it('别人后来改的字段保持不变', async () => {
    const world = await aWorld();
    const first = await world.person(wang);
    const second = await world.person({ name: '李雷', role: 'rep', locale: 'zh' });
    await play(first, [
      { says: '新建客户 海岳电气' },
      { says: '给海岳电气登记商机 5万' },
      { says: 'D-1 金额改成6万' },
    ]);
    await play(second, [{ says: 'D-1 金额改成7万', hears: /70,000/ }]);
    await play(first, [
      { says: '撤销', hears: /金额保持不变：之后已被 李雷 修改/, changes: [] },
      { says: '查看 D-1', hears: /70,000/, changes: [] },
    ]);
  });
});
