import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '../../src/crm/accounts.ts';
import { getDeal, logDeal, moveDeal } from '../../src/crm/deals.ts';
import {
  addStage,
  createPipeline,
  requireFields,
  updatePipeline,
  updateStage,
} from '../../src/crm/pipeline-settings.ts';
import {
  fieldsNeeded,
  getPipeline,
  getStage,
  listPipelines,
  type Stage,
  stagesOf,
} from '../../src/crm/pipelines.ts';
import { stageHistory, usualMilliseconds } from '../../src/crm/stage-history.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';
import { change, undoes, undoing } from './office.ts';

const DAY = 86_400_000;

let company: Company;
let maya: Colleague;
let account: string;

beforeEach(async () => {
  company = await aCompany();
  maya = await company.member('Maya', { role: 'manager' });
  account = (await maya.does((ctx) => createAccount(ctx, { name: 'Acme' }))).id;
});

const names = (stages: readonly Stage[]) => stages.map(({ nameEn }) => nameEn);
const standard = () => maya.does((ctx) => getPipeline(ctx));
const renewals = () =>
  maya.does((ctx) => createPipeline(ctx, { name: 'Renewals', stages: ['Upcoming', 'Quoted'] }));
const aDeal = (more: object = {}) =>
  maya.does((ctx) => logDeal(ctx, { accountId: account, name: 'Renewal', ...more }));
const moves = (id: string, stage: string, more: object = {}) =>
  maya.does((ctx) => moveDeal(ctx, id, stage, more));
const visits = (id: string) =>
  maya.does(async (ctx) => (await stageHistory(ctx, id)).map(({ stage }) => stage.key));

describe('a pipeline', () => {
  it('ends in won and lost, and its stages are ever likelier to be won', async () => {
    const { stages } = await renewals();
    expect(names(stages)).toEqual(['Upcoming', 'Quoted', 'Won', 'Lost']);
    expect(stages.map(({ probability }) => probability)).toEqual([0.33, 0.67, 1, 0]);
  });

  it('has the stages of the default one when none are named', async () => {
    const made = await maya.does((ctx) => createPipeline(ctx, { name: 'Partners' }));
    expect(names(made.stages)).toEqual(names((await standard()).stages));
  });

  it('is refused under a name that is taken, with the same stage twice, or with none', async () => {
    await renewals();
    const makes = (name: string, stages?: string[]) =>
      maya.does((ctx) => createPipeline(ctx, { name, stages }));
    await expect(makes('renewals pipeline')).rejects.toMatchObject({ code: 'pipeline_exists' });
    await expect(makes('Twins', ['Quote', 'quote'])).rejects.toMatchObject({
      code: 'stage_exists',
    });
    await expect(makes('Empty', ['Won', ' '])).rejects.toMatchObject({ code: 'no_stages' });
  });

  it('is found by its name with or without “pipeline”, and by a part that only it has', async () => {
    await renewals();
    for (const said of ['Renewals', 'the renewals pipeline', 'renewal'])
      expect(await maya.does((ctx) => getPipeline(ctx, said))).toMatchObject({ name: 'Renewals' });
    await expect(maya.does((ctx) => getPipeline(ctx, 'Channel'))).rejects.toMatchObject({
      code: 'no_such_pipeline',
      facts: { pipelines: ['Sales', 'Renewals'] },
    });
  });

  it('becomes the default, and an undo makes the former one so again', async () => {
    const made = await renewals();
    const set = await change(maya, (ctx) => updatePipeline(ctx, made, { isDefault: true }));
    expect(await standard()).toMatchObject({ name: 'Renewals' });
    expect((await aDeal()).stage.key).toBe('upcoming');
    await undoes(maya, set);
    expect(await standard()).toMatchObject({ name: 'Sales' });
  });

  it('is gone with its stages when its making is undone', async () => {
    const set = await change(maya, (ctx) => createPipeline(ctx, { name: 'Renewals' }));
    await undoes(maya, set);
    expect((await maya.does(listPipelines)).map(({ name }) => name)).toEqual(['Sales']);
  });
});

describe('a stage', () => {
  it('is added behind another one, called in two languages, as likely as its neighbours', async () => {
    const pipeline = await standard();
    const stage = await maya.does((ctx) =>
      addStage(ctx, pipeline, { name: 'Legal review / 法务审核', after: 'proposal' }),
    );
    expect(stage).toMatchObject({ key: 'legal-review', nameZh: '法务审核', probability: 0.63 });
    const { stages } = await standard();
    expect(names(stages).slice(2, 5)).toEqual(['Proposal', 'Legal review', 'Negotiation']);
  });

  it('is added before the closing ones when no place is named, and never behind them', async () => {
    const pipeline = await standard();
    await maya.does((ctx) => addStage(ctx, pipeline, { name: 'Pilot' }));
    await maya.does(async (ctx) =>
      addStage(ctx, await getPipeline(ctx), { name: 'Late', after: 'won' }),
    );
    expect(names((await standard()).stages).slice(4)).toEqual(['Pilot', 'Late', 'Won', 'Lost']);
  });

  it('is refused under a name that a stage of the pipeline has', async () => {
    const pipeline = await standard();
    await expect(
      maya.does((ctx) => addStage(ctx, pipeline, { name: 'negotiation' })),
    ).rejects.toMatchObject({ code: 'stage_exists' });
    const proposal = getStage(pipeline.stages, 'proposal');
    await expect(
      maya.does((ctx) => updateStage(ctx, pipeline, proposal, { name: '商务谈判' })),
    ).rejects.toMatchObject({ code: 'stage_exists' });
  });

  it('keeps its key when it is renamed, and each language its own name', async () => {
    const pipeline = await standard();
    const proposal = getStage(pipeline.stages, 'proposal');
    await maya.does((ctx) => updateStage(ctx, pipeline, proposal, { name: '方案设计' }));
    const now = getStage((await standard()).stages, '方案设计');
    expect(now).toMatchObject({ key: 'proposal', nameEn: 'Proposal', nameZh: '方案设计' });
  });

  it('moves to another place and back again by undo', async () => {
    const pipeline = await standard();
    const negotiation = getStage(pipeline.stages, 'negotiation');
    const set = await change(maya, (ctx) =>
      updateStage(ctx, pipeline, negotiation, { before: 'qualification' }),
    );
    expect(names((await standard()).stages).slice(0, 3)).toEqual([
      'Prospecting',
      'Negotiation',
      'Qualification',
    ]);
    const back = await undoing(maya, set);
    expect(names((await standard()).stages)).toEqual(names(pipeline.stages));
    await undoing(maya, back);
    expect(names((await standard()).stages)[1]).toBe('Negotiation');
  });

  it('that closes deals stays at the end', async () => {
    const pipeline = await standard();
    const won = getStage(pipeline.stages, 'won');
    await expect(
      maya.does((ctx) => updateStage(ctx, pipeline, won, { before: 'proposal' })),
    ).rejects.toMatchObject({ code: 'closing_stage_stays' });
  });

  it('never makes its deals stale with 0 days', async () => {
    const pipeline = await standard();
    const first = getStage(pipeline.stages, 'prospecting');
    await maya.does((ctx) => updateStage(ctx, pipeline, first, { rotAfterDays: 0 }));
    const { id } = await aDeal();
    company.clock.advance(400 * DAY);
    expect(await maya.does((ctx) => getDeal(ctx, id))).toMatchObject({ stale: false });
  });
});

describe('what a stage requires', () => {
  const needed = async (key: string) => {
    const { stages } = await standard();
    return fieldsNeeded(stages, getStage(stages, key));
  };
  const requires = (key: string, fields: readonly string[], required = true) =>
    maya.does(async (ctx) =>
      requireFields(ctx, getStage(await stagesOf(ctx), key), fields, required),
    );

  it('is needed in it and in the open stages behind it', async () => {
    await requires('proposal', ['value']);
    await requires('negotiation', ['closeDate', 'contact']);
    expect(await needed('qualification')).toEqual([]);
    expect(await needed('proposal')).toEqual(['value']);
    expect(await needed('negotiation')).toEqual(['value', 'closeDate', 'contact']);
  });

  it('is not asked about the future of a deal that closes, nor for anything of one that is lost', async () => {
    await requires('negotiation', ['value', 'closeDate', 'nextStep']);
    await requires('lost', ['reason']);
    expect(await needed('won')).toEqual(['value']);
    expect(await needed('lost')).toEqual(['reason']);
  });

  it('can be lifted again, and saying it twice changes nothing', async () => {
    await requires('proposal', ['value', 'contact']);
    await expect(requires('proposal', ['value'])).rejects.toMatchObject({
      code: 'nothing_to_change',
    });
    expect(await requires('proposal', ['contact'], false)).toEqual(['value']);
  });
});

describe('a deal among pipelines', () => {
  it('is logged in the first stage of the one that is named', async () => {
    await renewals();
    expect(await aDeal({ pipeline: 'Renewals' })).toMatchObject({
      pipeline: { name: 'Renewals' },
      stage: { key: 'upcoming' },
    });
  });

  it('cannot enter a stage of another one unless that one is named', async () => {
    await renewals();
    const { id } = await aDeal();
    await expect(moves(id, 'quoted')).rejects.toMatchObject({ code: 'no_such_stage' });
    expect(await moves(id, 'quoted', { pipeline: 'Renewals' })).toMatchObject({
      pipeline: { name: 'Renewals' },
      stage: { key: 'quoted' },
    });
  });

  it('goes back to its former one by undo, and over again by undoing that', async () => {
    await renewals();
    const { id } = await aDeal();
    const set = await change(maya, (ctx) => moveDeal(ctx, id, 'quoted', { pipeline: 'Renewals' }));
    const back = await undoing(maya, set);
    const now = () => maya.does((ctx) => getDeal(ctx, id));
    expect(await now()).toMatchObject({
      pipeline: { name: 'Sales' },
      stage: { key: 'prospecting' },
    });
    await undoing(maya, back);
    expect(await now()).toMatchObject({ pipeline: { name: 'Renewals' }, stage: { key: 'quoted' } });
  });
});

describe('the stage history of a deal', () => {
  it('tells each stage with the time in it', async () => {
    const { id } = await aDeal();
    company.clock.advance(5 * DAY);
    await moves(id, 'proposal');
    company.clock.advance(3 * DAY);
    const history = await maya.does((ctx) => stageHistory(ctx, id));
    expect(history.map((v) => [v.stage.key, v.milliseconds / DAY, v.leftAt === null])).toEqual([
      ['prospecting', 5, false],
      ['proposal', 3, true],
    ]);
  });

  it('forgets a move that is undone, and knows it again at its old time when the undo is undone', async () => {
    const { id } = await aDeal();
    company.clock.advance(5 * DAY);
    const set = await change(maya, (ctx) => moveDeal(ctx, id, 'proposal'));
    const moved = await maya.does((ctx) => stageHistory(ctx, id));
    company.clock.advance(DAY);
    const back = await undoing(maya, set);
    expect(await visits(id)).toEqual(['prospecting']);
    company.clock.advance(DAY);
    await undoing(maya, back);
    const again = await maya.does((ctx) => stageHistory(ctx, id));
    expect(again.map((v) => [v.stage.key, v.enteredAt])).toEqual(
      moved.map((v) => [v.stage.key, v.enteredAt]),
    );
  });

  it('keeps what others moved since, when an older move cannot be undone', async () => {
    const { id } = await aDeal();
    company.clock.advance(DAY);
    const set = await change(maya, (ctx) => moveDeal(ctx, id, 'proposal'));
    company.clock.advance(DAY);
    await moves(id, 'negotiation');
    await undoes(maya, set);
    expect(await visits(id)).toEqual(['prospecting', 'proposal', 'negotiation']);
  });

  it('tells what is usual once three deals left a stage', async () => {
    const stage = getStage((await standard()).stages, 'prospecting');
    const usual = () => maya.does((ctx) => usualMilliseconds(ctx, stage.id));
    for (const days of [2, 9, 4]) {
      expect(await usual()).toBeNull();
      const { id } = await aDeal();
      company.clock.advance(days * DAY);
      await moves(id, 'proposal');
    }
    expect(await usual()).toBe(4 * DAY);
  });
});
