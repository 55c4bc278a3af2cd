import { resolve } from 'node:path';
import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';

const knowledge = resolve(import.meta.dirname, '../../../knowledge');
const customer = { name: '王芳', role: 'customer', locale: 'zh' } as const;
const manager = { name: '马丽', role: 'manager', locale: 'zh' } as const;

describe('客户提问', () => {
  transcript(
    '读到答案、出处和要先做的事，回答用提问的语言',
    customer,
    [
      {
        says: '更换 Shuttle AMR 的电池',
        hears: [/请先完成：《/, /出处：.*zh\/hardware\//],
        changes: [],
      },
      { says: '错误 E2021 怎么处理', hears: /错误 E2021/ },
      { says: '月亮上有兔子', hears: /不想乱猜/ },
      { says: '看看华为的单子', hears: /没有这个权限/, changes: [] },
    ],
    { knowledge },
  );
});

describe('经理', () => {
  transcript(
    '重新读取知识库并看到问题',
    manager,
    [{ says: '刷新知识库', hears: [/第 1 版：英文 127 篇，中文 127 篇/, /没有变化/] }],
    { knowledge },
  );
});
