import type { Claimed } from '../crm/work.ts';
import { addDays } from '../platform/clock.ts';
import {
  claimGapList,
  markSent,
  mondayDue,
  releaseGapList,
  skipGapList,
} from '../support/gap-subscriptions.ts';
import { gapsIn } from '../support/gaps.ts';
import type { Work } from './background.ts';
import { gapsReply } from './cards/gap-card.ts';
import type { House } from './people.ts';

/** The gaps of the week before, to whoever asked for them, on Monday morning: once, also with several replicas and after a crash. */
export function gapListWork({ clock }: House): Work<Claimed> {
  return {
    name: 'gap_list',
    command: () => 'knowledge.gaps',
    claim: claimGapList,
    release: releaseGapList,
    fail: (tx, id) => skipGapList(tx, id, clock.now()),
    setMessage: async () => undefined,
    withheld: WITHHELD,
    broken: BROKEN,
    perform: (job, doing) =>
      doing.finish(async (ctx) => {
        // Marked with the message that it is for: nobody gets it twice.
        if (!(await markSent(ctx, job.id))) return null;
        const monday = mondayDue(clock.now(), ctx.organization.timeZone);
        const period = { start: addDays(monday, -7), end: addDays(monday, -1) };
        return gapsReply(await gapsIn(ctx, period), period, ctx.actor.locale);
      }),
  };
}

const WITHHELD = {
  en: 'People from outside read along here by now, so the knowledge gaps are not shown here: ask for them elsewhere.',
  zh: '现在这里有外部人员，知识缺口不在此显示，请到别处查看。',
} as const;

const BROKEN = {
  en: 'The weekly knowledge gaps could not be put together: something went wrong on my side, or you may not see them any more.',
  zh: '本周的知识缺口没能生成：我这边出错了，或者你已没有查看权限。',
} as const;
