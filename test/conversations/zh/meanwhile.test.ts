import { describe, expect, it } from 'vitest';
import { aWorld, NOW, play } from '../../harness/world.ts';

describe('两个人改了同一个字段', () => {
  it('后来的人会被问到，可以保留或改成自己的', async () => {
    const world = await aWorld();
    const [first, second] = [
      await world.person({ name: '王芳', role: 'rep', locale: 'zh' }),
      await world.person({ name: '李雷', role: 'rep', locale: 'zh' }),
    ];
    await play(first, [
      { says: '新建客户 华为' },
      { says: '登记商机 华为 50万' },
      { says: 'D-1 金额改成60万' },
    ]);
    const shownAt = new Date(NOW.getTime() - 60_000).toISOString();
    const values = { deal: 'D-1', value: '70万' };
    const asked = await second.sends({ kind: 'form', command: 'deal.update', shownAt, values });
    expect(asked.text).toMatch(/王芳 刚才已把金额改为 US\$600,000。/);
    expect(asked.text).toMatch(/\[改为 .*\] \[保留 US\$600,000\]/);
    await play(second, [
      { says: '保留60万', changes: [] },
      { says: '查看 D-1', hears: /US\$600,000/ },
    ]);
    await second.sends({ kind: 'form', command: 'deal.update', shownAt, values });
    await play(second, [{ presses: /^改为/, hears: /US\$700,000/ }]);
  });
});
