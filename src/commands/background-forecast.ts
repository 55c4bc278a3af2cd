import type { CrmContext } from '../crm/context.ts';
import { namesOf } from '../crm/store.ts';
import type { Claimed } from '../crm/work.ts';
import { forecastAlerts, quarterOf } from '../forecast/alerts.ts';
import { trainDealModel } from '../forecast/deal-model.ts';
import { forecast, readMaterial } from '../forecast/forecast.ts';
import { forecastScope } from '../forecast/forecast-scope.ts';
import { keepModel } from '../forecast/model-store.ts';
import { SEED } from '../forecast/serving-model.ts';
import { changesSince } from '../forecast/since-snapshot.ts';
import { trainingHistory } from '../forecast/snapshots.ts';
import {
  claimPost,
  markPosted,
  notWarnedYet,
  releasePost,
  skipPost,
} from '../forecast/subscriptions.ts';
import {
  claimTraining,
  endTraining,
  holdTraining,
  releaseTraining,
  setTrainingMessage,
  type Training,
} from '../forecast/trainings.ts';
import { addDays } from '../platform/clock.ts';
import { type Locale, type Reply, replyOf, say } from '../reply/reply.ts';
import type { Doing, Work } from './background.ts';
import { forecastBlocks } from './cards/forecast-card.ts';
import { alertText, TRAINED } from './cards/forecast-posts.ts';
import { whoseText } from './forecast/whose-forecast.ts';
import type { House } from './people.ts';

/** So often a training shows how far it is, and keeps its lease. */
const SHOWN_EVERY_MS = 5000;
/** More than the least that is shown at all. */
const STEPS = 10_000;

/** Trainings of the forecast. The model in service stays until the new one is stored. */
export function trainingWork(house: House): Work<Training> {
  return {
    name: 'training',
    command: () => 'forecast.train',
    claim: claimTraining,
    release: releaseTraining,
    fail: async (tx, id) => void (await endTraining(tx, id)),
    setMessage: setTrainingMessage,
    withheld: WITHHELD,
    broken: BROKEN,
    perform: async (job, doing) => {
      const history = await doing.asMember(trainingHistory);
      const model = await trained(house, job, doing, history);
      const locale = doing.tell?.locale ?? 'en';
      await doing.finish(async (ctx) => {
        if (!(await endTraining(ctx.tx, job.id))) return null;
        const number = await keepModel(ctx, model, job.automatic ? null : job.actorId);
        house.log.info('training.done', { number, closed: model.facts.closedDeals });
        return say(TRAINED[locale](number, model));
      });
    },
  };
}

/** Trains, and tells how far it is meanwhile. @throws what `progress` throws when the process ends. */
async function trained(
  house: House,
  job: Training,
  doing: Doing,
  history: Parameters<typeof trainDealModel>[0],
) {
  const stop = new AbortController();
  let share = 0;
  const fiscalYearStartMonth = await doing.asMember(
    async (ctx) => ctx.organization.fiscalYearStartMonth,
  );
  const training = trainDealModel(
    history,
    { seed: SEED, fiscalYearStartMonth },
    {
      signal: stop.signal,
      workers: 2,
      progress: (done) => {
        share = done;
      },
    },
  );
  const settled = training.then(
    () => true,
    () => true,
  );
  try {
    while (!(await Promise.race([settled, later(SHOWN_EVERY_MS)]))) {
      await house.db.asSystem((tx) => holdTraining(tx, job.id, house.clock.now()));
      const done = Math.min(STEPS - 1, Math.round(share * STEPS));
      await doing.progress(done, STEPS, () => say(progressText(share, doing.tell?.locale ?? 'en')));
    }
    return await training;
  } catch (error) {
    stop.abort(error);
    await settled;
    throw error;
  }
}

function later(ms: number): Promise<false> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), ms).unref();
  });
}

function progressText(share: number, locale: Locale): string {
  const percent = Math.round(share * 100);
  return locale === 'zh' ? `正在训练预测模型：${percent}%` : `Training the forecast: ${percent}%`;
}

/** What the posts of a subscription have in common. */
function postWork(
  { clock }: House,
  kind: 'weekly' | 'alerts',
): Omit<Work<Claimed>, 'name' | 'perform'> {
  return {
    command: () => 'forecast.show',
    claim: (tx, organizationId, now, all) => claimPost(tx, organizationId, kind, now, all),
    release: releasePost,
    fail: (tx, id) => skipPost(tx, id, clock.now()),
    setMessage: async () => undefined,
    withheld: WITHHELD,
    broken: BROKEN,
  };
}

/** The forecast of the quarter, to whoever asked for it, on Monday morning: once, also with several replicas and after a crash. */
export function forecastPostWork(house: House): Work<Claimed> {
  return {
    name: 'forecast_post',
    ...postWork(house, 'weekly'),
    perform: (job, doing) =>
      doing.finish(async (ctx) => {
        if (!(await markPosted(ctx, job.id, 'weekly'))) return null;
        return weeklyReply(ctx);
      }),
  };
}

async function weeklyReply(ctx: CrmContext): Promise<Reply> {
  const { locale } = ctx.actor;
  const scope = await forecastScope(ctx, {});
  const material = await readMaterial(ctx);
  const period = quarterOf(ctx, material.today);
  const made = await forecast(ctx, { period, scope }, material);
  const since = addDays(material.today, -7);
  const changes = await changesSince(ctx, { period, scope, since }, material.pipeline);
  const names = await namesOf(
    ctx,
    'deal',
    made.deciding.map(({ id }) => id),
  );
  const people = await namesOf(
    ctx,
    'member',
    made.owners.flatMap(({ ownerId }) => ownerId ?? []),
  );
  return replyOf(
    ...forecastBlocks(made, {
      locale,
      whose: whoseText(scope, locale),
      names: new Map([...names, ...people].map(({ id, name }) => [id, name])),
      changes,
      supposed: null,
    }),
  );
}

/** What there is to warn of, each day at most once and each thing once. */
export function forecastAlertWork(house: House): Work<Claimed> {
  return {
    name: 'forecast_alert',
    ...postWork(house, 'alerts'),
    perform: (job, doing) =>
      doing.finish(async (ctx) => {
        if (!(await markPosted(ctx, job.id, 'alerts'))) return null;
        const alerts = await forecastAlerts(ctx);
        const fresh = await notWarnedYet(
          ctx,
          job.id,
          alerts.map(({ key }) => key),
        );
        const told = alerts.filter(({ key }) => fresh.has(key));
        return told.length === 0 ? null : say(alertText(told, ctx.actor.locale));
      }),
  };
}

const WITHHELD = {
  en: 'People from outside read along here by now, so the forecast is not shown here: ask for it elsewhere.',
  zh: '现在这里有外部人员，预测不在此显示，请到别处查看。',
} as const;

const BROKEN = {
  en: 'The forecast could not be put together: something went wrong on my side, or you may not see it any more. The model in service stays.',
  zh: '预测没能完成：我这边出错了，或者你已没有权限。现有模型继续使用。',
} as const;
