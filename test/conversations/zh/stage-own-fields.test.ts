import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';

const ada = { name: 'Ada', role: 'admin', locale: 'zh' } as const;

describe('阶段要求填写自定义字段', () => {
  transcript('推进时和其他必填项一样询问', ada, [
    { says: '给商机加一个字段 合同类型，选项 年付、月付' },
    { says: '新建客户 小米' },
    { says: '给小米登记一个50万的单子' },
    { says: '进入谈判前必须填写合同类型', hears: /前必须填写合同类型/ },
    { says: '把小米推进到谈判', hears: [/前需要填写合同类型/, /合同类型选哪个？/], changes: [] },
    { says: '年付', hears: /→ 商务谈判/ },
  ]);
});
