import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';
import { smallKnowledge } from '../../support/small-knowledge.ts';

const knowledge = smallKnowledge();
const cleo = { name: '陈晨', role: 'customer', locale: 'zh' } as const;

describe('回答之后', () => {
  transcript(
    '可以评价，可以说缺了什么，也可以改评价',
    cleo,
    [
      { says: '错误E2021：读不到条码怎么办？', hears: /\[有帮助\] \[没有帮助\]/ },
      {
        presses: '没有帮助',
        hears: [/已记下：1 分/, /缺了什么/],
        changes: ['Feedback.rating: null → 1'],
      },
      {
        says: '少了一张镜头的照片',
        hears: /意见已记下/,
        changes: ['Feedback.comment: null → 少了一张镜头的照片'],
      },
      { says: '给个好评', hears: /已改为 5 分/, changes: ['Feedback.rating: 1 → 5'] },
    ],
    { knowledge },
  );

  transcript(
    '可以一步一步操作',
    cleo,
    [
      { says: '怎么更换机器人电池？', hears: /\[一步一步来\]/ },
      {
        says: '一步一步来',
        hears: [/第 1 步，共 5 步/, /先做（《让机器人进入维护模式》）：按下急停按钮/],
      },
      { says: '下一步', hears: /第 2 步/ },
      { says: '好了', hears: /第 3 步[\s\S]*【取出旧电池】按住电源键/ },
      { says: '上一步', hears: /第 2 步/ },
      { says: '全部步骤', hears: /5\. 【装入新电池】/ },
      { says: '有用，谢谢', hears: /5 分/, changes: ['Feedback.rating: null → 5'] },
      { says: '没用', hears: /已改为 1 分/ },
    ],
    { knowledge },
  );
});
