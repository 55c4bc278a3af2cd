import { describe, expect, it } from 'vitest';
import { handClock } from '../../harness/company.ts';
import { aWorld, type Person, play, transcript, type World } from '../../harness/world.ts';

const 李娜 = { name: '李娜', role: 'manager', locale: 'zh' } as const;

async function 销售们(options: Parameters<typeof aWorld>[0] = {}): Promise<{
  world: World;
  manager: Person;
  rep: Person;
}> {
  const world = await aWorld(options);
  const rep = await world.person({ name: '王敏', role: 'rep', locale: 'zh' });
  const manager = await world.person(李娜);
  for (const name of ['华星电子', '苍鹭物流', 'Hooli']) await manager.says(`新建客户${name}`);
  await rep.says('华星电子新单子50000美元，3月31日成交');
  await rep.says('Hooli 新单子80000美元，3月28日成交');
  await manager.says('苍鹭物流新单子10000美元');
  await manager.says('苍鹭物流赢单了');
  return { world, manager, rep };
}

describe('预测', () => {
  transcript('没有数据时如实说明', 李娜, [
    { says: 'Q2 预测多少', hears: /没有可以用来预测的数据/ },
    { says: '去年预测准吗', hears: /没有可以检验的预测/ },
    { says: '预测准确率', hears: /还没有回测/ },
    { says: '有哪些预测模型', hears: /还没有训练过预测模型/ },
    { says: '回到上周的模型', hears: /还没有预测模型/ },
  ]);

  it('给出区间、已赢单、进行中、指标、关键商机和可信度', async () => {
    const { manager } = await 销售们();
    await play(manager, [
      { says: '把李娜 Q1 的指标定为 30万美元', hears: /李娜 2026年第一季度 的指标：US\$300,000/ },
      { says: '我们这个季度的指标是 40万美元', hears: /的指标：US\$400,000/ },
      {
        says: '这个季度能完成吗',
        hears: [
          /^预测：2026年第一季度\n/,
          /P50 US\$[\d,]+（超过与不到的可能各半）/,
          /已赢单: US\$10,000，1 个商机/,
          /进行中：管道: US\$130,000，2 个商机/,
          /指标: US\$400,000/,
          /P50 距指标还差: US\$[\d,]+/,
          /达成指标的概率: [\d.]+%/,
          /新增 \| \+US\$130,000 \| 2/,
          /简单预测：/,
          /还没有足够的历史做回测/,
          /不到 200 个时，它更多是先验/,
        ],
        changes: [],
      },
      { says: '那下个季度呢', hears: [/^预测：2026年第二季度/, /指标: 未设定/] },
      { says: '王敏的呢', hears: /^预测：2026年第二季度，王敏/ },
      { says: '看一下指标', hears: [/李娜 \| 2026年第一季度 \| US\$300,000/, /US\$400,000/] },
    ]);
  });

  it('回答假设：去掉、赢下、推迟', async () => {
    const { manager } = await 销售们();
    await play(manager, [
      { says: '本季度的预测' },
      { says: '去掉 Hooli 的预测是多少', hears: /不含 Hooli.*：P50 US\$[\d,]+（/ },
      { says: '要是拿下 Hooli 会怎么样', hears: /如果赢下 Hooli.*：P50 US\$[\d,]+（\+US\$/ },
      { says: '如果 Hooli 推迟到五月呢', hears: /如果 Hooli.*推迟到 2026年5月31日：P50/ },
    ]);
  });

  it('用销售听得懂的话说明概率和原因', async () => {
    const { rep } = await 销售们();
    await play(rep, [
      {
        says: '拿下 Hooli 的概率',
        hears: [
          /^Hooli.*：赢单概率 [\d.]+%/,
          /起点：一般商机在 2026年3月31日 前赢单的概率 [\d.]+%/,
          /其他因素合计：[+−±][\d.]+ 个百分点/,
          /合计 = [\d.]+%/,
          /下一步建议：定下一步/,
        ],
      },
      {
        says: '为什么这么低',
        hears: [/^预测的原因：2026年第一季度，王敏/, /平均预计 US\$[\d,]+ =/],
      },
    ]);
  });

  it('不给没有权限的人，有外部人员时也不给', async () => {
    const { rep, world } = await 销售们();
    await play(rep, [
      { says: '预测多少', hears: [/^预测：2026年第一季度，王敏/, /2 个商机/] },
      { says: '李娜的预测', hears: /不属于你|无权|不能|其他团队/ },
      { says: '预测准确率', hears: /权限|角色|不能/ },
      { says: '重新训练预测模型', hears: /权限|角色|不能/ },
    ]);
    const customer = await world.person({ name: '客户甲', role: 'customer', locale: 'zh' });
    expect((await customer.says('Q1 预测多少')).text).not.toMatch(/US\$/);
    const open = await 销售们({ outsidersRead: true });
    expect((await open.manager.says('Q1 预测多少')).text).toMatch(/外部/);
  });

  it('训练在后台进行，完成后告知，可以换回之前的模型', async () => {
    const { world, manager } = await 销售们();
    expect((await manager.says('重新训练预测模型')).text).toMatch(/在此之前继续使用现在的模型/);
    await world.app.background.idle();
    const told = () => world.posts.map(({ reply }) => reply.text).join('\n');
    expect(told()).toMatch(/模型 1 已启用：按阶段和时长的基准赢率/);
    await manager.says('重新训练预测模型');
    await world.app.background.idle();
    await play(manager, [
      { says: '有哪些预测模型', hears: /^2 \| .*使用中/m },
      { says: '用回上一个模型', hears: /模型 1 重新启用/ },
      { says: '换回模型 2', hears: /模型 2 重新启用/ },
      { says: '给管道拍个快照', hears: /已保存 2026年3月18日 开始时的管道快照：0 个/ },
      { says: '给管道拍个快照', hears: /今天的快照已经有了/ },
    ]);
  });

  it('指标没说是谁的就问', async () => {
    const world = await aWorld();
    await world.person({ name: '王敏', role: 'rep', locale: 'zh' });
    const manager = await world.person({ name: '李娜', role: 'admin', locale: 'zh' });
    await play(manager, [
      {
        says: '把 Q1 的指标定为 300万美元',
        hears: [/谁的指标？/, /我/, /全公司/, /王敏/],
        changes: [],
      },
      { says: '全公司', hears: /2026年第一季度 的指标：US\$3,000,000/ },
      { says: '把 Q2 的指标定为 20万美元', hears: /谁的指标？/ },
      { says: '王敏', hears: /王敏 2026年第二季度 的指标：US\$200,000/ },
      { says: '下半年的指标定为 50万美元', hears: /谁的指标？/ },
      { presses: '我', hears: /李娜 .*的指标：US\$500,000/ },
    ]);
  });

  it('没有训练过模型时说明怎么办', async () => {
    const clock = handClock();
    const { manager } = await 销售们({ clock });
    clock.advance(2 * 24 * 60 * 60 * 1000);
    await play(manager, [
      { says: '去年预测准吗', hears: [/还没有训练过预测模型/, /训练预测模型/] },
      { presses: '训练预测模型', hears: /训练/ },
    ]);
  });

  it('每周一发到订阅的地方，低于指标时提醒', async () => {
    const clock = handClock();
    const { world, manager } = await 销售们({ clock });
    await play(manager, [
      { says: '我们这个季度的指标是 90万美元' },
      { says: '每周一把预测发给我', hears: /每周一 9:00/ },
      { says: '预测低于指标时提醒我', hears: /每件事只提醒一次/ },
    ]);
    clock.set(new Date('2026-03-23T09:05:00Z'));
    await world.app.background.sweep(false);
    const texts = () => world.posts.map(({ reply }) => reply.text);
    expect(texts().filter((text) => text.startsWith('预测：2026年第一季度'))).toHaveLength(1);
    expect(texts().join('\n')).toMatch(
      /⚠ 预测预警：\n• 2026年第一季度 的 P50 为 .*低于指标 US\$900,000/,
    );
    expect((await manager.says('取消订阅预测')).text).toMatch(/不再发送/);
    expect((await manager.says('取消订阅预测')).text).toMatch(/没有订阅/);
  });
});
