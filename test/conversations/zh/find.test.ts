import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';

const wang = { name: '王小明', role: 'rep', locale: 'zh' } as const;
const li = { name: '李经理', role: 'manager', locale: 'zh' } as const;

describe('查找', () => {
  transcript('按汉字、拼音和首字母都能找到', wang, [
    { says: '新建客户 华为技术有限公司，域名 huawei.com', hears: /已新建/ },
    { says: '新建联系人 张伟', hears: /已新建/ },
    { says: '搜索 华为', hears: [/“华为”：1 条结果/, /客户 \| 华为技术有限公司/, /名称/] },
    { says: '搜索 huawei', hears: /华为技术有限公司/ },
    { says: '查找 hwjs', hears: [/华为技术有限公司/, /(?:拼音|pinyin) hwjs/] },
    { says: '搜一下 zhangwei', hears: /张伟/ },
    { says: '搜 huawei.com', hears: /华为技术有限公司/ },
    { says: '搜索 张卫', hears: [/张伟/, /拼音 zhangwei/] },
    { says: '搜索 顺丰', hears: /没有找到“顺丰”/ },
  ]);

  transcript('拼音全拼可以直接用，只有首字母时先问', wang, [
    { says: '新建客户 华为', hears: /已新建/ },
    {
      says: '登记一个5万的单子，客户 huawei',
      hears: /华为/,
      changes: [
        'Deal.account: null → 华为',
        'Deal.name: null → 华为 商机',
        'Deal.owner: null → 王小明',
        'Deal.stage: null → prospecting',
        'Deal.value: null → {"amount":50000,"currency":"USD"}',
      ],
    },
    { says: '查看客户 hw', hears: [/你是不是想说/, /华为/] },
  ]);
});

describe('重复的记录', () => {
  transcript('域名相同先问，可以直接用', wang, [
    { says: '新建客户 云帆科技，域名 yunfan.cn', hears: /已新建/ },
    {
      says: '新建客户 云帆软件，域名 yunfan.cn',
      hears: [/已经有客户 云帆科技（A-1），yunfan.cn：域名相同/, /\[使用 云帆科技\] \[仍然新建\]/],
      changes: [],
    },
    { says: '用已有的', hears: /云帆科技 \(A-1\)/, changes: [] },
  ]);

  transcript('查重、合并、撤销', li, [
    { says: '新建客户 顺丰有限公司，行业物流', hears: /已新建/ },
    { says: '新建客户 顺丰集团', hears: [/已新建客户 顺丰集团/, /已有相近的：顺丰有限公司/] },
    { says: '给顺丰集团登记一个10万的单子', hears: /顺丰集团/ },
    { says: '有没有重复的客户', hears: [/1 组可能重复/, /顺丰集团（?.*A-2/, /名称相同/] },
    {
      says: '把顺丰集团合并到顺丰有限公司',
      hears: [/要把 顺丰集团 \(A-2\) 合并到 顺丰有限公司 \(A-1\) 吗？转移：1 个商机/, /可以撤销/],
      changes: [],
    },
    { says: '确认', hears: /已把 顺丰集团 \(A-2\) 合并到 顺丰有限公司 \(A-1\)。已转移：1 个商机/ },
    { says: '查看客户 A-2', hears: /顺丰有限公司 \(A-1\)/ },
    { says: '撤销', hears: /已撤销/ },
    { says: '查看客户 A-2', hears: /顺丰集团 \(A-2\)/ },
  ]);
});
