import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';

const li = { name: '小李', role: 'rep', locale: 'zh' } as const;

describe('销售指着刚才列出的记录说话', () => {
  transcript('第二个、两个都、另一个', li, [
    { says: '新建客户华为' },
    { says: '给华为登记一个10万的单子，叫服务器' },
    { says: '再登记一个5万的，叫培训' },
    { says: '我的单子', hears: /2 个商机/ },
    { says: '第二个改成8万', hears: /80,000/ },
    {
      says: '两个都推到方案',
      changes: ['Deal.stage: prospecting → proposal', 'Deal.stage: prospecting → proposal'],
    },
    { says: '看看华为', hears: /2 个进行中的商机/ },
    { says: '签了！', hears: /哪一个/, changes: [] },
    { says: '培训', hears: /培训 已赢单/ },
  ]);

  transcript('推迟从商机自己的日期算起', li, [
    { says: '新建客户华为' },
    { says: '给华为登记一个10万的单子，4月10号签' },
    { says: '推迟两周', changes: ['Deal.closeDate: 2026-04-10 → 2026-04-24'] },
    { says: '再推一个月', changes: ['Deal.closeDate: 2026-04-24 → 2026-05-24'] },
    { says: '提前三天', changes: ['Deal.closeDate: 2026-05-24 → 2026-05-21'] },
  ]);

  transcript('任务改期后编号不变', li, [
    { says: '提醒我明天给赵总打电话', hears: /T-1/ },
    { says: '改到后天', hears: /T-1/, changes: ['Task.due: 2026-03-19 → 2026-03-20'] },
    { says: 'T-1推迟一周', changes: ['Task.due: 2026-03-20 → 2026-03-27'] },
    { says: '改成周五上午10点', changes: ['Task.due: 2026-03-27 → 2026-03-20T10:00'] },
  ]);
});
