import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';

describe('公司成员和设置', () => {
  transcript('由管理员安排', { name: '马丽', role: 'admin', locale: 'zh' }, [
    { says: '新建团队华东', hears: /已新建团队 华东/ },
    { says: '把马丽分到华东团队', hears: /马丽 现在在 华东 团队/ },
    { says: '华东团队有谁', hears: /马丽/ },
    { says: '销售只能看自己的记录', hears: /看本团队的记录 → 只看自己的记录/ },
    { says: '本位币改成人民币', hears: /USD → CNY/ },
    { says: '公司设置', hears: [/本位币: CNY/, /只看自己的记录/] },
    { says: '撤销', hears: /CNY → USD/ },
  ]);
});
