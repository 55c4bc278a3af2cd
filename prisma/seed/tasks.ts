import type { CalendarDay } from '../../src/platform/clock.ts';
import type { AccountName } from './accounts.ts';
import {
  type Calendar,
  calendarIn,
  dayThisWeek,
  latest,
  momentAt,
  pastMoment,
  workdayAgo,
  workdayAhead,
} from './calendar.ts';
import type { DealPlan } from './deals.ts';
import { type MemberName, zoneOf } from './members.ts';
import { type Random, randomFrom } from './random.ts';

/** Days from today (negative: overdue), some day this week, a time on a day, or done so many days ago. */
type Due = number | 'this week' | { in: number; at: string } | { done: number };

type TaskRow = readonly [about: string, title: string, due: Due, assignee?: MemberName];

/** About a deal or an account, by name; for the deal's owner where nobody is named. */
const TASKS: readonly TaskRow[] = [
  ['Globex renewal', 'Send the revised quote to Cleo Martin', 0],
  ['Globex renewal', 'Prepare the usage report for the renewal', 'this week'],
  ['Globex renewal', 'Ask Jane Roe for the purchase order number', { done: 6 }],
  ['Acme warehouse system', 'Call Acme about the payment terms', { in: 0, at: '15:00' }],
  ['Acme sorting line', 'Draw the conveyor layout', 'this week'],
  ['Hooli picking robots', 'Chase the security questionnaire', -2],
  ['Hooli picking robots', 'Book the demo site for Grace Tran', { done: 9 }],
  ['Wayfield Grocers pilot', 'Write down the goals of the pilot', 'this week'],
  ['Bramblewood Furniture warehouse system', 'Call Harriet Cole again', -11],
  ['Meridale Health Supply fleet expansion', 'Count picks per shift on site', 9],
  ['Tessaly Toys support contract', 'Countersign the order form', { in: 1, at: '09:00' }],
  ['Initech pilot', 'Arrange a reference call for Peter Gibbs', 0],
  ['Initech pilot', 'Send the pilot agreement', { done: 3 }],
  ['Redpine Hardware warehouse system', 'Plan the site visit', 'this week'],
  ['Blue Harbor Freight sorting line', 'Call Frank Dorsey about the delay', -5],
  ['Stellan Auto Parts fleet expansion', 'Check the battery delivery dates', 2],
  ['Stellan Auto Parts support contract', 'Send the contract for signature', { done: 1 }],
  ['Pinnacle Ridge Sports robot lease', 'Ask for a decision date', -8],
  ['Granite Peak Beverages picking robots', 'Update the ROI calculation', 12],
  ['Orchard & Vale ERP integration', 'Get the interface specification', 'this week'],
  ['Larkhill Pharma picking robots', 'Go through the redlines with legal', 0],
  ['Larkhill Pharma picking robots', 'Send the validation documents', { done: 12 }],
  ['Quillon Books warehouse system', 'Explain option B to Edmund Hale', 3],
  ['Maison Tavernel pilot', 'Fix the start date', { in: 2, at: '11:30' }],
  ['Nordvik Seafood second site', 'Reach Astrid Holm', -15],
  ['Kestrel Aerospace Parts ERP integration', 'Send the data sheet', { done: 5 }],
  ['Umbrella Logistics picking robots', 'Prepare the board presentation', 'this week'],
  ['Umbrella Logistics picking robots', 'Review the discount request', { done: 2 }],
  ['Umbrella Logistics', 'Follow up on the gateway ticket', 'this week', 'Sam Okafor'],
  ['Meridale Health Supply', 'Schedule the yearly maintenance', 21, 'Sam Okafor'],
  ['Granite Peak Beverages', 'Replace the faulty scanner', { done: 7 }, 'Sam Okafor'],
  ['云帆科技 仓储系统', '给张伟发付款条款', 0],
  ['云帆科技 仓储系统', '约刘洋看现场', { done: 8 }],
  ['华星电子 拣选机器人', '提交修改后的方案', 'this week'],
  ['海棠食品 分拣线', '安排现场勘测', 6],
  ['海棠食品 维保服务', '跟进盖章合同', 0],
  ['博雅图书 仓储系统', '给郭文打电话', -7],
  ['瑞丰物流 分拣线', '准备董事会材料', 'this week'],
  ['瑞丰物流 维保服务', '催签合同', -3],
  ['金石制药 拣选机器人', '补充验证文件', 5],
  ['明川汽车零部件 机器人扩容', '确认交付时间', { in: 1, at: '10:00' }],
  ['百川供应链 续约', '发送续约报价', { done: 4 }],
  ['星河电商 仓储系统', '给叶子轩讲解方案二', 'this week'],
  ['锦程跨境电商 机器人租赁', '再次联系沈航', -10],
  ['蓝湾医疗器械 拣选机器人', '请法务审核合同', { done: 10 }],
];

export type TaskPlan = {
  title: string;
  dueOn: CalendarDay;
  dueAt: Date | null;
  doneAt: Date | null;
  createdAt: Date;
  assignee: MemberName;
  account: AccountName;
  deal: string | null;
};

/** @throws RangeError when a task is about nothing that exists. */
export function taskPlans(calendar: Calendar, deals: readonly DealPlan[]): TaskPlan[] {
  const random = randomFrom(41);
  return TASKS.map(([about, title, due, assignee]) => {
    const deal = deals.find((candidate) => candidate.name === about);
    const related = deal ?? deals.find((candidate) => candidate.account === about);
    if (related === undefined) throw new RangeError(`no deal or account called ${about}`);
    const who = assignee ?? related.owner;
    return {
      title,
      assignee: who,
      account: related.account,
      deal: deal?.name ?? null,
      ...dates(calendarIn(zoneOf(who, calendar), calendar), due, related.createdAt, random),
    };
  });
}

/** Days as the assignee sees them. A task is some days old and younger than what it is about. */
function dates(
  calendar: Calendar,
  due: Due,
  notBefore: Date,
  random: Random,
): Pick<TaskPlan, 'dueOn' | 'dueAt' | 'doneAt' | 'createdAt'> {
  const [share, age] = [random.share(), random.whole(3, 9)];
  const reference = typeof due === 'number' && due < 0 ? -due : hasDone(due) ? due.done : 0;
  const written = pastMoment(
    calendar,
    workdayAgo(calendar, reference + age),
    '10:20',
    calendar.timeZone,
  );
  return {
    ...deadline(calendar, due, share),
    doneAt: hasDone(due)
      ? pastMoment(calendar, workdayAgo(calendar, due.done), '16:10', calendar.timeZone)
      : null,
    createdAt: latest([written, notBefore]),
  };
}

function deadline(
  calendar: Calendar,
  due: Due,
  share: number,
): { dueOn: CalendarDay; dueAt: Date | null } {
  if (due === 'this week') return { dueOn: dayThisWeek(calendar, share), dueAt: null };
  if (typeof due === 'number') return { dueOn: dayFromToday(calendar, due), dueAt: null };
  if (hasDone(due)) return { dueOn: workdayAgo(calendar, due.done - 1), dueAt: null };
  const dueOn = dayFromToday(calendar, due.in);
  return { dueOn, dueAt: momentAt(dueOn, due.at, calendar.timeZone) };
}

/** A working day, except for today, which stays what it is. */
function dayFromToday(calendar: Calendar, days: number): CalendarDay {
  if (days === 0) return calendar.today;
  return days < 0 ? workdayAgo(calendar, -days) : workdayAhead(calendar, days);
}

function hasDone(due: Due): due is { done: number } {
  return typeof due === 'object' && 'done' in due;
}
