import { rm } from 'node:fs/promises';
import { afterAll, describe } from 'vitest';
import { transcript } from '../../harness/world.ts';
import { DOCK_ARTICLES } from '../../support/dock-articles.ts';
import { aFolder } from '../../support/knowledge-folder.ts';

const knowledge = await aFolder(DOCK_ARTICLES);
afterAll(() => rm(knowledge, { recursive: true, force: true }));

describe('客服', () => {
  transcript(
    '看到知识图谱、每条关系的出处和内部文章',
    { name: '周宁', role: 'support', locale: 'zh' },
    [
      {
        says: '画一下 E1042 的知识图谱',
        hears: [
          /“E1042”的知识图谱：9 个节点，\d+ 条关系/,
          /E1042 \| 属于 \| 机器人 \| graph\/all\.yaml: part_of/,
          /How far we go \| 关于 \| 通融/,
        ],
        changes: [],
      },
      { presses: '找不到充电座', hears: /出处：找不到充电座/ },
      { says: '画一下充电坐的知识图谱', hears: [/没有叫“充电坐”的主题/, /\[充电座\]/] },
    ],
    { knowledge },
  );
});
