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

describe('客户一次问几件事', () => {
  transcript(
    '两样东西有什么关系，一条消息里几个问题',
    customer,
    [
      {
        says: 'E1042 和单点登录有什么关系？',
        hears: [/E1042 与 单点登录 的关系/, /\(zh\/software\/.*\.md\)/, /出处：/],
      },
      {
        says: '错误 E2021 怎么处理？怎么退款？W507 是什么意思？',
        hears:
          /1\. [\s\S]*出处：错误 E2021[\s\S]*2\. 怎么退款[\s\S]*出处：[\s\S]*3\. [\s\S]*出处：错误 W507/,
      },
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
