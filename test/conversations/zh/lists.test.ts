import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';

const maya = { name: 'Maya', role: 'manager', locale: 'zh' } as const;

describe('客户和联系人', () => {
  transcript('可以按行业、地区和客户列出', maya, [
    { says: '新建客户 华为', hears: /已新建客户 华为/ },
    { says: '新建客户 小米，区域华东', hears: /小米/ },
    { says: '新建联系人张伟，华为的采购总监', hears: /张伟/ },
    { says: '列出我的客户', hears: [/2 个客户/, /华为/, /小米/], changes: [] },
    { says: '华东的客户有哪些', hears: [/1 个客户/, /小米/], changes: [] },
    { says: '华为的联系人有哪些', hears: [/1 位联系人/, /张伟/], changes: [] },
    { says: '小米有哪些联系人', hears: /没有符合条件的联系人/, changes: [] },
  ]);
});
