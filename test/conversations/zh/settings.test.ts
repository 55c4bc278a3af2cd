import { describe, expect, it } from 'vitest';
import { aWorld, play, transcript } from '../../harness/world.ts';

const wang = { name: '王芳', role: 'rep', locale: 'zh' } as const;
const admin = { name: '陈静', role: 'admin', locale: 'zh' } as const;

describe('个人设置', () => {
  transcript('看一下自己的设置，改语言再改回来', wang, [
    { says: '看看我的设置', hears: [/王芳/, /语言: 中文/, /时区: UTC/], changes: [] },
    { says: '以后跟我说英文', hears: /Language: English/ },
    { says: '换回中文', hears: /语言: 中文/ },
    { says: '撤销', hears: /已撤销/ },
  ]);

  transcript('时区可以按城市说，不认识的不猜', wang, [
    { says: '我人在上海，时区改成上海', hears: /时区: Asia\/Shanghai/ },
    { says: '到东京出差了，时区改一下', hears: /时区: Asia\/Tokyo/ },
    { says: '时区换成火星时间', hears: /没有听懂/, changes: [] },
    { says: '我的设置', hears: /Asia\/Tokyo/, changes: [] },
  ]);
});

describe('角色', () => {
  it('管理员可以设角色，最后一位管理员不能降级', async () => {
    const world = await aWorld();
    const boss = await world.person(admin);
    const rep = await world.person(wang);
    await play(boss, [
      { says: '把王芳设为经理', hears: /王芳 现在是经理/ },
      { says: '王芳改成客服', hears: /王芳 现在是客服/ },
      { says: '把查无此人设为经理', hears: /没有找到叫“查无此人”的成员/, changes: [] },
      { says: '把我设为销售', hears: /唯一的管理员/, changes: [] },
    ]);
    const heard = await rep.says('把陈静设为销售');
    expect(heard.text).toMatch(/管理员/);
    expect(heard.record?.changes ?? []).toEqual([]);
  });
});

describe('帮助', () => {
  transcript('可以问全部，也可以问一个话题', wang, [
    { says: '你能干啥', hears: [/我能做什么/, /商机：/, /任务/], changes: [] },
    { says: '商机怎么用', hears: [/登记商机/, /推进商机阶段/], hearsNot: /查重/, changes: [] },
    { says: '帮助 订单', hears: /订单/, hearsNot: /没有找到/, changes: [] },
    { says: '怎么合并联系人', hears: /合并/, hearsNot: /销售漏斗/, changes: [] },
  ]);
});
