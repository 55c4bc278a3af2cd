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

describe('经理', () => {
  transcript(
    '看反馈报告和知识缺口，起草文章，每周一接收',
    { name: '马岚', role: 'manager', locale: 'zh' },
    [
      { says: '在知识库里查错误E2021：读不到条码怎么办' },
      { presses: '没有帮助', changes: ['Feedback.rating: null → 1'] },
      { says: '反馈报告', hears: [/提问：1|提问: 1/, /认为有帮助/, /确认解决：本人说有帮助/] },
      { says: '知识缺口', hears: [/1 次，1 人（1 评价为没帮助）/, /\[起草第 1 个\]/] },
      { says: '起草第 1 个', hears: [/文章草稿/, /还没有人回答过/] },
      { says: '批准草稿', hears: /草稿还没有答案/ },
      { says: '起草第 7 个', hears: /没有找到知识缺口/ },
      { says: '每周一把知识缺口发给我', hears: /每周一 9:00/, changes: [] },
      { says: '不要再给我发知识缺口了', hears: /不再发送/ },
      { says: '不要再给我发知识缺口了', hears: /没有订阅/ },
    ],
    { knowledge },
  );
});
