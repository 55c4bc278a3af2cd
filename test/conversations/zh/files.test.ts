import { describe, expect, it } from 'vitest';
import { anImportWorld, manyContacts } from '../../harness/import-world.ts';
import { play, transcript } from '../../harness/world.ts';

const 经理 = { name: '王芳', role: 'manager', locale: 'zh' } as const;

describe('数据导入导出', { timeout: 90_000 }, () => {
  it('经理导入商机，更正一列，确认后可以整体撤销', async () => {
    const world = await anImportWorld(经理);
    const shown = await world.drops(
      '商机.csv',
      '名称,公司,多少钱,日期\n续约,云帆科技,5万,2026-05-01\n试点,,3万,2026-06-01\n',
      '导入这些商机',
    );
    expect(shown.text).toMatch(/导入商机：商机\.csv，2 行/);
    await play(world.dropper, [
      { says: '第三列是金额', hears: /多少钱 \| 金额/ },
      { says: '第4列是预计成交日', hears: /日期 \| 预计成交/ },
      { says: '没有客户的归到待分配', hears: /有问题 0 行/ },
      { says: '确认', hears: /开始导入商机，共 2 行/ },
    ]);
    expect(await world.settled()).toMatch(/新增 2/);
    await play(world.dropper, [
      { says: '导入完成了吗', hears: /已完成。新增 2/ },
      { says: '看看续约这个单子', hears: /50,000/ },
      { says: '导出所有商机', hears: /已导出 2 条商机/ },
      { says: '撤销导入', hears: /已撤销/ },
      { says: '导出所有商机', hears: /没有符合条件的商机/ },
    ]);
  });

  transcript('没有文件就不导入', 经理, [
    { says: '导入客户', hears: /请把 CSV 或 Excel 文件发到这里/, changes: [] },
    { says: '停止导入', hears: /没有待处理的导入/ },
    { says: '导入进度', hears: /还没有导入过/ },
  ]);

  transcript('没有导出在进行时无法停止', { name: '李娜', role: 'manager', locale: 'zh' }, [
    { says: '停止导出', hears: /没有正在进行的导出/, changes: [] },
    { says: '别再导出了', hears: /没有正在进行的导出/ },
  ]);

  it('经理导出很长的列表，继续聊天，完成后收到文件', async () => {
    const world = await anImportWorld({ name: '李娜', role: 'manager', locale: 'zh' });
    await manyContacts(world, 3200);
    await play(world.dropper, [
      { says: '导出所有联系人', hears: /正在导出 3,200 条联系人，完成后文件会发到这里/ },
      { says: '新建客户 华为', hears: /华为/ },
    ]);
    expect(await world.settled()).toMatch(/已导出 3,200 条联系人/);
    expect(await world.fileNamed(/contacts-2026-03-18\.csv/)).toMatch(
      /编号,名称,客户.*Person 3200/s,
    );
  });

  it('经理用一句话停止导出', async () => {
    const world = await anImportWorld({ name: '李娜', role: 'manager', locale: 'zh' });
    await manyContacts(world, 3200);
    world.app.background.pause();
    await play(world.dropper, [
      { says: '导出所有联系人', hears: /正在导出 3,200 条联系人/ },
      { says: '停止导出', hears: /导出已停止/ },
      { says: '停止导出', hears: /没有正在进行的导出/ },
    ]);
  });
});
