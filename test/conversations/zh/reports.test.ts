import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';

const 小王 = { name: '王敏', role: 'rep', locale: 'zh' } as const;

describe('报表', () => {
  transcript('没有数据时如实说明，并给出比较的时间段', 小王, [
    {
      says: '本季度销售报表',
      hears: [/^销售报表：2026年第一季度/, /没有赢单/, /上期/],
      changes: [],
    },
    { says: '业绩排行', hears: /没有成交的商机/ },
    { says: '赢单率', hears: /没有成交或输掉的商机/ },
    { says: '上周活动统计', hears: /没有记录活动/ },
    { says: '管道变化', hears: /没有进行中的商机/ },
    { says: '客服报表', hears: /没有提问，也没有评价/ },
  ]);

  transcript('从管道到排行，后面的话接着上一个报表', 小王, [
    { says: '新建客户华星电子' },
    { says: '华星电子新单子5000美元' },
    { says: '本周管道有什么变化', hears: [/新增 \| 1 \| \+US\$5,000/, /期末 \| 1/] },
    {
      says: '按负责人看管道报表',
      hears: [
        /负责人 \| 商机数 \| 金额 \| 商机数变化 \| 期初金额 \| 变化/,
        /王敏 \| 1 \| US\$5,000 \| \+1/,
        /新增 \+US\$5,000/,
      ],
    },
    { says: '赢单了' },
    { says: '按销售看本月业绩', hears: /王敏 \| 1 \| US\$5,000/ },
    { says: '那上个月呢', hears: [/2026年2月/, /没有赢单/] },
    { says: '今年的呢', hears: /王敏 \| 1/ },
    { says: '按月看', hears: /2026年3月 \| 1 \| US\$5,000/ },
    { says: '导出csv', hears: /sales-2026-01-01-2026-12-31-month\.csv/ },
    { says: '谁卖得最多', hears: /1 \| 王敏 \| 1/ },
    { presses: 'CSV', hears: /leaderboard-.*\.csv/ },
  ]);

  transcript('没说哪个报表就问，不能这样分组就说明', 小王, [
    { says: '给我一个报表', hears: /要看哪个报表？.*\[销售\]/s },
    { presses: '业绩排行', hears: /^业绩排行/ },
    { says: '按输单原因看业绩', hears: /不能按原因分组/ },
  ]);

  transcript('客服只能看客服报表', { name: '小陈', role: 'support', locale: 'zh' }, [
    { says: '客服报表', hears: /没有提问，也没有评价/ },
    { says: '业绩排行', hears: /没有这个权限/, changes: [] },
  ]);
});
