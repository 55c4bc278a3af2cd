import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';

const maya = { name: 'Maya', role: 'manager', locale: 'zh' } as const;

describe('撤销与恢复', () => {
  transcript('合并可以按名称拆开', maya, [
    { says: '新建客户 云帆科技' },
    { says: '新建客户 海岳电气' },
    { says: '把海岳电气并入云帆科技' },
    { says: '好的', hears: /已把 海岳电气/ },
    { says: '新建客户 天启软件' },
    { says: '撤销合并', hears: /已拆分恢复：.*海岳电气/ },
    { says: '重做', hears: /已恢复/ },
    { says: '把 海岳电气 从 云帆科技 拆出来', hears: /已拆分恢复/ },
    { says: '取消 海岳电气 的合并', hears: /没有找到 海岳电气/, changes: [] },
  ]);

  transcript('已删除的记录可以恢复', maya, [
    { says: '新建客户 云帆科技' },
    { says: '新建联系人 张伟，云帆科技' },
    { says: '删除客户 云帆科技', hears: /相关的 1 个联系人 会保留/ },
    { says: '好的', hears: /已删除 云帆科技/ },
    { says: '列出已删除的客户', hears: [/云帆科技/, /恢复…/] },
    { says: '恢复昨天删除的客户 云帆科技', hears: /已恢复客户 云帆科技/ },
    { says: '恢复已删除的客户 云帆科技', hears: /没有找到已删除的/, changes: [] },
  ]);

  transcript('撤销某人对某条记录的修改', maya, [
    { says: '新建客户 云帆科技' },
    { says: '记个商机 云帆科技 10万' },
    { says: '把 D-1 的金额改成12万' },
    { says: '新建客户 海岳电气' },
    { says: '撤销 Maya 对 D-1 的修改', hears: /已撤销/ },
    { says: '为什么 D-1 的金额变了', hears: /的金额修改记录/ },
  ]);
});
