import { describe, it } from 'vitest';
import { aWorld, play, transcript } from '../../harness/world.ts';

describe('公司成员和设置', () => {
  transcript('由管理员安排', { name: '马丽', role: 'admin', locale: 'zh' }, [
    { says: '新建团队华东', hears: /已新建团队 华东/ },
    { says: '把马丽分到华东团队', hears: /马丽 现在在 华东 团队/ },
    { says: '华东团队有谁', hears: /马丽/ },
    { says: '销售只能看自己的记录', hears: /看本团队的记录 → 只看自己的记录/ },
    { says: '本位币改成人民币', hears: /USD → CNY/ },
    { says: '公司设置', hears: [/本位币: CNY/, /只看自己的记录/] },
    { says: '撤销', hears: /CNY → USD/ },
  ]);

  it('停用离职成员，交接未完成的工作，并可撤销', async () => {
    const world = await aWorld();
    const [boss, rep, other] = [
      await world.person({ name: '马丽', role: 'admin', locale: 'zh' }),
      await world.person({ name: '王芳', role: 'rep', locale: 'zh' }),
      await world.person({ name: '李雷', role: 'rep', locale: 'zh' }),
    ];
    await play(rep, [{ says: '新建客户 华为' }, { says: '登记商机 华为 20万' }]);
    await play(other, [{ says: '我的商机', hearsNot: /华为 商机/ }]);
    await play(boss, [
      {
        says: '王芳离职了',
        hears: [/王芳 名下还有 1 个商机、1 个客户。/, /由谁接手？/],
        changes: [],
      },
      { says: '李雷', hears: [/要停用 王芳 吗？/, /1 个商机、1 个客户 交给 李雷。/], changes: [] },
      {
        presses: '确认',
        hears: [/已停用 王芳，不能再访问。1 个商机、1 个客户 已交给 李雷。/, /\[撤销\]/],
      },
    ]);
    await play(rep, [{ says: '我的商机', hearsNot: /华为 商机/ }]);
    await play(other, [{ says: '我的商机', hears: /华为 商机/ }]);
    await play(boss, [{ says: '撤销', hears: /已撤销/ }]);
    await play(rep, [{ says: '我的商机', hears: /华为 商机/ }]);
  });

  it('恢复已停用的成员，角色不变，可撤销', async () => {
    const world = await aWorld();
    const [boss, rep] = [
      await world.person({ name: '马丽', role: 'admin', locale: 'zh' }),
      await world.person({ name: '林峰', role: 'manager', locale: 'zh' }),
    ];
    await play(boss, [
      { says: '恢复林峰的账号', hears: /林峰 没有被停用/, changes: [] },
      { says: '停用林峰' },
      { presses: '确认', hears: /已停用 林峰/ },
      { says: '恢复林峰的账号', hears: [/林峰 的账号已恢复，角色：经理/, /\[撤销\]/] },
    ]);
    await play(rep, [{ says: '新增产品 专业版 499元', hears: /已新增产品/ }]);
    await play(boss, [{ says: '撤销', hears: /已撤销/ }]);
    await play(rep, [{ says: '新增产品 旗舰版 999元', hearsNot: /已新增产品/, changes: [] }]);
  });
});
