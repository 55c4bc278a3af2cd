import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { aWorld } from '../../harness/world.ts';

/** Dictated text of about so many characters, with its last words. */
function dictated(length: number): string {
  const point = '，客户希望下个月之前完成部署，并且需要安全评估';
  const points = Array.from({ length: length / 25 }, (_, i) => `第${i + 1}点${point}。`);
  return `${points.join('')}最后一句`;
}

it.each([1600, 6000, 40_000])('%d 个字的备注完整保存，只显示一部分', async (length) => {
  const world = await aWorld();
  const dana = await world.person({ name: '林薇', role: 'rep', locale: 'zh' });
  await dana.says('新建客户华为');
  const text = dictated(length);
  const heard = await dana.says(`给华为加个备注：${text}`);
  expect(heard.text).toMatch(/^已记录备注（华为）[\s\S]*已保存全文/);
  expect(heard.text).not.toMatch(/只读了开头/);
  const notes = await world.db.single.activity.findMany({
    where: { organizationId: world.organizationId },
  });
  expect(notes.map(({ summary }) => summary)).toEqual([text]);
});

it('读不到结尾时明说，标题太长时说明上限', async () => {
  const world = await aWorld();
  const dana = await world.person({ name: '林薇', role: 'rep', locale: 'zh' });
  const heard = await dana.says(`新建客户华为\n${dictated(6000)}`);
  expect(heard.text).toMatch(/只读了开头/);
  expect((await dana.says(`新建任务：${'确认部署'.repeat(90)}`)).text).toMatch(/最多 300 个字/);
});

it('写法不重复的长备注也存得下，前面的话找得到', async () => {
  const world = await aWorld();
  const dana = await world.person({ name: '林薇', role: 'rep', locale: 'zh' });
  await dana.says('新建客户华为');
  const folder = resolve('knowledge/zh/software');
  const article = readdirSync(folder)
    .slice(0, 8)
    .map((file) => readFileSync(resolve(folder, file), 'utf8'))
    .join('');
  const text = article.replace(/[^\p{Script=Han}，。]/gu, '').slice(0, 1500);
  expect((await dana.says(`给华为加个备注：${text}`)).text).toMatch(/已记录备注/);
  expect(
    (await dana.says(`搜索 ${/\p{Script=Han}{6}/u.exec(text.slice(400))?.[0]}`)).text,
  ).toContain('华为');
});
