import type { Period } from '../../crm/report-period.ts';
import { listModels, putInService, type StoredModel } from '../../forecast/model-store.ts';
import { takeSnapshotNow } from '../../forecast/snapshots.ts';
import { requestTraining } from '../../forecast/trainings.ts';
import { dayText, momentText, numberText } from '../../reply/format.ts';
import { type Button, replyOf, say } from '../../reply/reply.ts';
import { runButton } from '../cards/deal-card.ts';
import { kindText } from '../cards/forecast-notes.ts';
import { percentText } from '../cards/report-parts.ts';
import type { CommandResult } from '../command.ts';
import { type CommandContext, tellOf } from '../context.ts';

/** Begins a training, which goes on after the turn. */
export async function startTrainingAnswer(ctx: CommandContext): Promise<CommandResult> {
  const zh = ctx.locale === 'zh';
  const { actor } = ctx;
  const begun =
    actor.kind === 'member' &&
    (await requestTraining(ctx, {
      actorId: actor.id,
      conversationId: ctx.conversation.id,
      tell: tellOf(ctx),
      automatic: false,
    }));
  if (!begun) {
    const text = zh
      ? '已经在训练了，完成后我会告诉发起的人。'
      : 'A training is under way already: I tell whoever asked when it is done.';
    return { reply: say(text), about: [] };
  }
  const text = zh
    ? '开始训练：比较几种模型、校准、回测。完成后我会告诉你；在此之前继续使用现在的模型。'
    : 'I train the forecast now: candidates are compared, calibrated and back-tested. I tell you when it is done; until then the model in service stays.';
  return { reply: say(text), about: [] };
}

const MOST_SHOWN = 20;

/** The models there are, the newest first. */
export async function modelListAnswer(ctx: CommandContext): Promise<CommandResult> {
  const { locale } = ctx;
  const zh = locale === 'zh';
  const models = await listModels(ctx);
  if (models.length === 0) {
    const text = zh
      ? '还没有训练过预测模型。说“训练预测模型”，或等它自动训练。'
      : 'No forecast model was trained yet. Say “train the forecast”, or wait until it is trained by itself.';
    return { reply: say(text), about: [] };
  }
  const labels = zh
    ? ['模型', '类型', '训练于', '数据', '已关闭商机', 'AUC', '校准误差', '种子', '']
    : ['Model', 'Kind', 'Trained', 'Data', 'Closed deals', 'AUC', 'Calibration error', 'Seed', ''];
  const row = (model: StoredModel) => {
    const { scores } = model.facts;
    return [
      String(model.number),
      kindText(model.kind, locale),
      `${momentText(model.trainedAt, ctx.actor.timeZone, locale)}${model.trainedBy === null ? '' : `, ${model.trainedBy}`}`,
      `${dayText(model.window.from, locale)} – ${dayText(model.window.to, locale)}`,
      numberText(model.closedDeals, locale),
      scores === null ? '–' : scores.auc.toFixed(3),
      scores === null ? '–' : percentText(scores.calibrationError, locale),
      String(model.seed),
      model.inService ? (zh ? '使用中' : 'in service') : '',
    ];
  };
  const before = models.find(
    ({ number }) => number < (models.find(({ inService }) => inService)?.number ?? 0),
  );
  const buttons: Button[] = [
    runButton(zh ? '重新训练' : 'Retrain', 'forecast.train', {}),
    ...(before === undefined
      ? []
      : [
          runButton(
            zh ? `换回模型 ${before.number}` : `Back to model ${before.number}`,
            'forecast.rollback',
            {
              number: before.number,
            },
          ),
        ]),
  ];
  return {
    reply: replyOf(
      {
        kind: 'table',
        title: zh ? '预测模型' : 'Forecast models',
        columns: labels.map((label, i) => ({
          label,
          align: i >= 4 && i <= 7 ? ('right' as const) : ('left' as const),
        })),
        rows: models.slice(0, MOST_SHOWN).map(row),
      },
      { kind: 'buttons', buttons },
    ),
    about: [],
  };
}

/** Puts an earlier model back in service. */
export async function rollBackAnswer(
  ctx: CommandContext,
  which: { number?: number | undefined; period?: Period | undefined },
): Promise<CommandResult> {
  const model = await putInService(ctx, which);
  const { locale } = ctx;
  const kind = kindText(model.kind, locale);
  const at = momentText(model.trainedAt, ctx.actor.timeZone, locale);
  const text =
    locale === 'zh'
      ? `模型 ${model.number} 重新启用（${kind}，训练于 ${at}，基于 ${model.closedDeals} 个已关闭的商机）。`
      : `Model ${model.number} is back in service (${kind}, trained ${at} from ${model.closedDeals} closed deals).`;
  return { reply: say(text), about: [] };
}

/** Takes today's snapshot, where it was not taken yet. */
export async function takeSnapshotAnswer(ctx: CommandContext): Promise<CommandResult> {
  const zh = ctx.locale === 'zh';
  const taken = await takeSnapshotNow(ctx);
  if (taken === null) {
    const text = zh
      ? '今天的快照已经有了。快照记录的是当天开始时的管道，不会再改变。'
      : "Today's snapshot is there already. A snapshot holds the pipeline as the day began, and never changes.";
    return { reply: say(text), about: [] };
  }
  const day = dayText(taken.day, ctx.locale);
  const deals = numberText(taken.deals, ctx.locale);
  const text = zh
    ? `已保存 ${day} 开始时的管道快照：${deals} 个进行中的商机。`
    : `The snapshot of ${day} is taken: ${deals} open deals, as the day began.`;
  return { reply: say(text), about: [] };
}
