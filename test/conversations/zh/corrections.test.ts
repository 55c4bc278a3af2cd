import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';

const fang = { name: '王芳', role: 'rep', locale: 'zh' } as const;

describe('销售更正自己说的话', () => {
  transcript('撤销之后重做', fang, [
    { says: '新建客户华为' },
    { says: '重做', hears: /没有可以恢复的操作/, changes: [] },
    { says: '给华为记个5万的单子' },
    { says: '推到谈判', changes: ['Deal.stage: prospecting → negotiation'] },
    { says: '撤销', changes: ['Deal.stage: negotiation → prospecting'] },
    { says: '重做', hears: /已恢复/, changes: ['Deal.stage: prospecting → negotiation'] },
  ]);

  transcript('说错了客户：原来的撤回，改到另一家', fang, [
    { says: '新建客户华为' },
    { says: '新建客户小米' },
    { says: '给华为记个5万的单子', hears: /华为/ },
    { says: '说错了，是小米', hears: [/已撤销：华为 商机/, /客户: 小米/] },
  ]);

  transcript('只说值就改刚才那条：金额、日期、阶段、赢单', fang, [
    { says: '新建客户华为' },
    { says: '给华为记个5万的单子叫一期', hears: /一期/ },
    { says: '不对，是6万', hears: /60,000/ },
    { says: '月底关', changes: ['Deal.closeDate: null → 2026-03-31'] },
    { says: '再记一个3万的叫二期', hears: [/二期/, /客户: 华为/] },
    {
      says: '签了！',
      changes: ['Deal.closedOn: null → 2026-03-18', 'Deal.stage: prospecting → won'],
    },
  ]);

  transcript('听来的、希望的都不算', fang, [
    { says: '新建客户华为' },
    { says: '给华为记个5万的单子' },
    { says: '听小林说华为签了', hears: /没有改动/, changes: [] },
    { says: '真希望华为能签下来', hears: /没有改动/, changes: [] },
  ]);

  transcript('删的是单子，不会变成删客户', fang, [
    { says: '新建客户华为' },
    { says: '删掉华为的单子', hears: /没有|还没有商机/, changes: [] },
    { says: '给华为记个5万的单子' },
    { says: '删掉华为的单子', hears: /要删除商机 华为 商机 吗/, changes: [] },
  ]);

  transcript('先说是谁，再说做什么；感叹不算指令', fang, [
    { says: '新建客户华南印务', hears: /华南印务/ },
    { says: '华南印务那边要上我们的系统，帮我登记一个商机，五十万，季末成交', hears: /华南印务/ },
    { says: '又到季度末了，头大', changes: [] },
    { says: '把华南印务的商机挪一下阶段', hears: /哪个阶段/ },
    { says: '谈判', changes: ['Deal.stage: prospecting → negotiation'] },
    { says: '签了，标记赢单', hears: /已赢单/ },
  ]);
});
