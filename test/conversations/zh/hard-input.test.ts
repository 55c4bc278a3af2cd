import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';

const maya = { name: '王芳', role: 'manager', locale: 'zh' } as const;

describe('说不通的金额和日期', () => {
  transcript('负数、范围、太大的数都会再问一次', maya, [
    { says: '新建客户 海岳电气' },
    { says: '给海岳电气登记商机 -5', hears: /-5 是负数/, changes: [] },
    { says: '算了', hears: /已取消/, changes: [] },
    { says: '给海岳电气登记商机 5万到8万', hears: /是一个范围/, changes: [] },
    { says: '6万', hears: /60,000/ },
    { says: '给海岳电气登记商机 1e309', hears: /1e309 太大了/, changes: [] },
    { says: '一百万', hears: /1,000,000/ },
    { says: 'D-1改成-3万', hears: /负数/, changes: [] },
    { says: '取消', changes: [] },
  ]);

  transcript('日历上没有的日子不猜', maya, [
    { says: '新建客户 海岳电气' },
    { says: '给海岳电气登记商机 5万 2月30日成交', hears: /日历上没有2月30日/, changes: [] },
    { says: '3月30号', hears: /2026年3月30日/ },
    { says: 'D-1推迟到4月31号', hears: /日历上没有4月31号/, changes: [] },
    { says: '4月30号', changes: ['Deal.closeDate: 2026-03-30 → 2026-04-30'] },
  ]);

  transcript('还在问金额时说了整句话，句里没有的日子也要问', maya, [
    { says: '新建客户 海岳电气' },
    { says: '给海岳电气登记商机 1e309', hears: /太大了/, changes: [] },
    { says: '给海岳电气记个8万的商机，2月30日成交', hears: /日历上没有2月30日/, changes: [] },
    { says: '3月30日', hears: [/80,000/, /2026年3月30日/] },
  ]);

  transcript('几周后成交是预计，不是已经赢单', maya, [
    { says: '新建客户 海岳电气' },
    { says: '给海岳电气记个20万的商机，三周后成交', hears: [/阶段: 初步接触/, /2026年4月8日/] },
  ]);
});

describe('看不见的字符、表情和不认识的人', () => {
  transcript('只有表情或标点不算命令', maya, [
    { says: '你好', changes: [] },
    { says: '🎉🎉', changes: [] },
    { says: '。。。', changes: [] },
    { says: '\u200b\u200d\ufeff', changes: [] },
  ]);

  transcript('零宽字符不影响理解，也不会存进名字', maya, [
    {
      says: '新\u200b建客户 海\u200d岳电气',
      changes: ['Account.name: null → 海岳电气', 'Account.owner: null → 王芳'],
    },
    { says: '把 海岳\ufeff电气 的行业改成 电力', changes: ['Account.industry: null → 电力'] },
  ]);

  transcript('不认识的人会照实说', maya, [
    { says: '张三的电话是多少', hears: /没有找到叫“张三”的联系人/, changes: [] },
    { says: '提醒王小明周五交报告', hears: /没有找到叫“王小明”的成员/, changes: [] },
    { says: '把D-99推到谈判', hears: /没有找到叫“D-99”的商机/, changes: [] },
    { says: '昨晚国安赢了', changes: [] },
  ]);
});

describe('原话', () => {
  transcript('备注和任务保留写的人的原话，有几句留几句', maya, [
    { says: '新建客户 木兰纺织' },
    {
      says: '备注木兰纺织：审计结束前什么都不签。他们会打给我们，别催！老板5月4号才回来……',
      hears: /审计结束前什么都不签。他们会打给我们，别催！老板5月4号才回来/,
    },
    { says: '建任务：打给老板，问问审计，再约时间', hears: /打给老板，问问审计，再约时间/ },
  ]);
});

describe('导入文件', () => {
  transcript('文件名里的词不算数', maya, [
    { says: '从 zhanhui_leads.csv 导入联系人', hears: /文件|zhanhui_leads\.csv/, changes: [] },
    { says: '算了', changes: [] },
    {
      says: '用“春季 商机.xlsx”导入线索',
      hears: /文件|春季/,
      hearsNot: /没有符合条件的/,
      changes: [],
    },
  ]);
});

describe('SLA', () => {
  transcript('一句话里的首次响应和解决都算', maya, [
    { says: 'sla 高优先级首次响应1小时，解决3小时', hears: /高 \| 1 小时 \| 3 小时/ },
    { says: '紧急工单30分钟内回复，4小时内解决', hears: /紧急 \| 30 分钟 \| 4 小时/ },
  ]);
});
