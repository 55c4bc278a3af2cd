import { resolve } from 'node:path';
import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';

const knowledge = resolve(import.meta.dirname, '../../../knowledge');

describe('客服', () => {
  transcript(
    '看到知识图谱、每条关系的出处和内部文章',
    { name: '周宁', role: 'support', locale: 'zh' },
    [
      {
        says: '画一下 E1042 的知识图谱',
        hears: [
          /“E1042”的知识图谱：\d+ 个节点，\d+ 条关系/,
          /E1042 \| 属于 \| Shuttle AMR \| graph\/hardware\.yaml: part_of/,
          /分诊/,
        ],
        changes: [],
      },
      { presses: /^错误 E1042/, hears: /出处：错误 E1042/ },
    ],
    { knowledge },
  );
});
