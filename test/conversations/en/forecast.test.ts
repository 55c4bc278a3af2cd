import { describe, expect, it } from 'vitest';
import { chartBlock } from '../../../src/adapters/slack/render-data.ts';
import { handClock } from '../../harness/company.ts';
import { aWorld, NOW, type Person, play, transcript, type World } from '../../harness/world.ts';

const MAYA = { name: 'Maya', role: 'manager' } as const;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Two people with open deals, and something that was won and lost before. */
async function sellers(options: Parameters<typeof aWorld>[0] = {}): Promise<{
  world: World;
  maya: Person;
  dana: Person;
}> {
  const world = await aWorld(options);
  const dana = await world.person({ name: 'Dana', role: 'rep' });
  const maya = await world.person(MAYA);
  for (const name of ['Acme', 'Hooli', 'Globex', 'Initech']) await maya.says(`new account ${name}`);
  await dana.says('log a $50k deal with Acme closing 31 March');
  await dana.says('log a $80k deal with Hooli closing 28 March');
  await maya.says('log a $20k deal with Globex closing 30 March');
  await maya.says('log a $10k deal with Initech');
  await maya.says('we won Initech');
  return { world, maya, dana };
}

describe('a forecast', () => {
  transcript('of nothing says that there is nothing to forecast from', MAYA, [
    { says: "what's our forecast for Q2?", hears: /nothing to forecast from.*Log a deal/ },
    { says: 'how accurate were you last year?', hears: /no forecast of the past to judge/ },
    { says: 'forecast accuracy', hears: /no back-test yet/ },
    { says: 'why so low?', hears: /No deal is open/ },
    { says: 'show the forecast models', hears: /No forecast model was trained yet/ },
    { says: 'go back to the model of last week', hears: /no forecast model yet/ },
  ]);

  it('shows the range, what is closed, what is open, the quota, what decides it and how sure that is', async () => {
    const { maya } = await sellers();
    await play(maya, [
      {
        says: 'set our quota for Q1 to 100k',
        hears: /quota of Test company for Q1 2026 is \$100,000/,
      },
      {
        says: "what's our forecast?",
        hears: [
          /^Forecast: Q1 2026\n/,
          /P50 \$[\d,]+, as likely exceeded as not\. P10 \$[\d,]+ .* P90 \$[\d,]+/,
          /Closed so far: \$10,000, 1 deal\n/,
          /Open, pipeline: \$150,000, 3 deals/,
          /Quota: \$100,000/,
          /P50 (falls short by|is above it by): \$[\d,]+/,
          /Chance to reach it: [\d.]+%/,
          /Quota, Mar 31, 2026: 100,000 USD/,
          /Owner \| Closed \| Expected.*\nDana \| \$0 \| \$[\d,]+.*\nMaya|Maya \| \$10,000/,
          /Total \| \$10,000 \| \$[\d,]+/,
          /Hooli deal \| [\d.]+% \| \$80,000 \| Mar 28, 2026/,
          /On Mar 11, 2026 \| \$0.*New \| \+\$150,000 \| 3.*Now \| \$150,000/s,
          /rebuilt from the history/,
          /Naive forecasts: the stage-weighted pipeline \$[\d,]+, closed and commit \$/,
          /not enough history for a back-test yet/,
          /under 200 closed deals it is a prior/,
        ],
        changes: [],
      },
      { says: 'and next quarter?', hears: [/^Forecast: Q2 2026/, /Quota: none set/] },
      { says: 'why so low?', hears: /^Why the forecast is what it is: Q2 2026\n/ },
      { says: 'for Dana?', hears: /^Forecast: Q2 2026, Dana/ },
      { says: 'forecast for the East team', hears: /no team.*East/i },
    ]);
  });

  it('answers what if by the same draws: without a deal, if it is won, if it slips', async () => {
    const { maya } = await sellers();
    const p50 = (text: string, before: RegExp) =>
      Number((before.exec(text)?.[1] ?? '').replaceAll(',', ''));
    const plain = await maya.says('forecast for Q1');
    const base = p50(plain.text, /P50 \$([\d,]+)/);
    const without = await maya.says('without Hooli?');
    expect(without.text).toMatch(/Without Hooli deal: P50 \$[\d,]+ \([−±]\$[\d,]+\)/);
    expect(p50(without.text, /Without Hooli deal: P50 \$([\d,]+)/)).toBeLessThanOrEqual(base);
    const won = await maya.says('what if we win Acme');
    expect(won.text).toMatch(/If Acme deal is won: P50 \$[\d,]+ \(\+\$[\d,]+\)/);
    const slips = await maya.says('if Acme slips to May?');
    expect(slips.text).toMatch(/If Acme deal slips to May 31, 2026: P50/);
    const closed = await maya.says('forecast without Initech');
    expect(closed.text).toMatch(/not among the open deals.*changes nothing/);
    expect((await maya.says('undo')).text).not.toMatch(/Acme deal/);
  });

  it('tells how likely a deal is won, with reasons that add up, and what to do', async () => {
    const { dana } = await sellers();
    const { text } = await dana.says('what are the odds of closing Hooli?');
    expect(text).toMatch(/^Hooli deal: [\d.]+% to be won/);
    expect(text).toMatch(/to be won by Mar 31, 2026, [\d.]+% within half a year/);
    expect(text).toMatch(/Start: a usual deal is won by Mar 31, 2026 with [\d.]+%/);
    expect(text).toMatch(/Everything else: [+−±][\d.]+ points?/);
    expect(text).toMatch(/What to do next: agree on a next step/);
    const number = (of: string) => Number(of.replace('−', '-').replace(/[+±]/, ''));
    const start = number(/with ([\d.]+)%/.exec(text)?.[1] ?? 'NaN');
    const points = [...text.matchAll(/: ([+−±][\d.]+) points?/g)].map(([, one]) =>
      number(one ?? ''),
    );
    const chance = number(/Together = ([\d.]+)%/.exec(text)?.[1] ?? 'NaN');
    const told = points.reduce((sum, one) => sum + one, start);
    expect(Math.abs(told - chance)).toBeLessThan(0.6);
    await play(dana, [
      {
        says: 'why so low?',
        hears: [/^Why the forecast is what it is: Q1 2026, Dana/, /= \$0 closed/],
      },
      { says: 'win probability of Acme', hears: /^Acme deal: / },
      { says: 'how much will we close this quarter?', hears: /^Forecast: Q1 2026, Dana/ },
    ]);
  });

  it('is not given of deals that somebody may not see, and never where outsiders read', async () => {
    const { world, dana, maya } = await sellers();
    await play(dana, [
      {
        says: 'our forecast',
        hears: [/^Forecast: Q1 2026, Dana/, /Open, pipeline: \$130,000, 2 deals/],
      },
      { says: "what's Maya's forecast", hears: /not yours|may not|belong/i },
      { says: 'what are the odds of closing Globex?', hears: /not yours|may not|belong/i },
      { says: 'how accurate is the forecast?', hears: /may not do that with your role/ },
      { says: 'retrain the forecast', hears: /may not do that with your role/ },
      { says: "set Dana's quota for Q1 to 1k", hears: /may not do that with your role/ },
    ]);
    await maya.says("set Maya's quota for Q1 to 5k");
    expect((await dana.says('show the quotas')).text).toMatch(/No quota is set/);
    for (const who of [
      { name: 'Sam', role: 'support' },
      { name: 'Cleo', role: 'customer' },
    ] as const) {
      const person = await world.person(who);
      for (const says of ["what's our forecast?", 'odds of closing Hooli', 'show the quotas'])
        expect((await person.says(says)).text, says).not.toMatch(/\$|%/);
    }
    const open = await sellers({ outsidersRead: true });
    expect((await open.maya.says("what's our forecast?")).text).toMatch(/outside your company/);
  });

  it('of what cannot be counted says so: no amount, 0, no rate, a close date that is past', async () => {
    const world = await aWorld();
    const maya = await world.person(MAYA);
    for (const name of ['Acme', 'Hooli', 'Globex']) await maya.says(`new account ${name}`);
    await play(maya, [
      { says: 'log a deal with Acme' },
      { says: 'forecast', hears: [/^Forecast: Q1 2026/, /P50 \$/] },
      { says: 'log a 50000 EUR deal with Hooli closing 30 March' },
      {
        says: 'forecast',
        hears: [/no rate for EUR \(1 deal\): these amounts are not counted/, /\$0, 1 deal/],
      },
      { says: 'forecast in EUR', hears: /no rate for EUR, so this is in USD/ },
      { says: '1 EUR = 1.1 USD' },
      { says: 'forecast', hears: /Open, pipeline: \$55,000, 1 deal/ },
      { says: 'forecast in EUR', hears: /Open, pipeline: €50,000, 1 deal/ },
      { says: 'we lost Hooli' },
      { says: 'we lost Acme' },
      { says: 'log a $0 deal with Globex closing 1 February' },
      { says: 'forecast', hears: [/P50 \$0,/, /P90 \$0/] },
      { says: 'odds of closing Globex', hears: /^Globex deal: / },
      { says: 'odds of closing Hooli', hears: /is lost already/ },
    ]);
  });

  it('is drawn in charts that Slack can show, and learns from the past of the demo company', async () => {
    const world = await aWorld({ demo: true });
    const alex = await world.person({ name: 'Alex Kim', role: 'admin' });
    for (const says of ['forecast', 'forecast for this year', 'forecast for next month']) {
      const { reply, text } = await alex.says(says);
      expect(text, says).toMatch(/By owner/);
      const charts = reply?.blocks.filter((block) => block.kind === 'chart') ?? [];
      expect(charts.length, says).toBeGreaterThan(0);
      for (const chart of charts) expect(chartBlock(chart), says).not.toBeNull();
    }
    await play(alex, [
      {
        says: 'how accurate were you last year?',
        hears: /No forecast model was trained yet.*Say “train the forecast”.*\d{3} deals/s,
      },
    ]);
    await alex.says('retrain the forecast');
    await world.app.background.idle();
    const { text, reply } = await alex.says('how accurate is the forecast?');
    expect(text).toMatch(/forecasts of the past, off by [\d.]+% on average\. Naive forecasts: /);
    expect(text).toMatch(/P10–P90 held in [\d.]+%/);
    expect(text).toMatch(/Of single deals: probabilities are off by [\d.]+%, AUC 0\.\d+/);
    for (const block of reply?.blocks ?? [])
      if (block.kind === 'chart') expect(chartBlock(block), block.title).not.toBeNull();
    const again = await alex.says('forecast');
    expect(again.text).toMatch(/Back-test: at this point of \d+ past periods/);
    expect(again.text).toMatch(/Model 1: .*, from the last \d{3} closed deals\./);
  }, 120_000);

  it('of a period that is over is what was won', async () => {
    const { maya } = await sellers();
    await play(maya, [
      { says: 'forecast for 2025', hears: /Nothing was won in this period/ },
      { says: 'forecast for 18 March', hears: /\$10,000/ },
    ]);
  });
});

describe('a quota', () => {
  transcript('is set, changed, shown and taken back', MAYA, [
    {
      says: "set Maya's quota for Q2 to 300k",
      hears: /quota of Maya for Q2 2026 is \$300,000\./,
      changes: [
        'Quota.owner: null → Maya',
        'Quota.from: null → 2026-04-01',
        'Quota.to: null → 2026-06-30',
        'Quota.value: null → {"amount":300000,"currency":"USD"}',
      ],
    },
    { says: "raise Maya's target for Q2 to 350k", hears: /is \$350,000 \(it was \$300,000\)/ },
    { says: 'show the quotas', hears: /Maya \| Q2 2026 \| \$350,000/ },
    { says: 'undo', hears: /\$300,000/ },
    { says: "what's my quota for Q2", hears: /Maya \| Q2 2026 \| \$300,000/ },
    { says: "set Zoe's quota for Q2 to 10k", hears: /Zoe/, changes: [] },
    { says: 'set a quota', hears: /For which period\?|which period/i },
    { says: 'May', hears: /How much is the quota\?/ },
    // There is nobody else: hers is the company's.
    { says: '90k', hears: /quota of Test company for May 2026 is \$90,000/ },
  ]);

  it('of nobody is asked whose it is: a person, a team, the company', async () => {
    const world = await aWorld({});
    const dana = await world.person({ name: 'Dana', role: 'rep' });
    const maya = await world.person({ name: 'Maya', role: 'admin' });
    await play(maya, [
      { says: 'create a team called East' },
      { says: 'put Dana in the East team' },
      {
        says: 'set the quota for Q1 to 3 million',
        hears: [/Whose quota\?/, /Me/, /The whole company/, /East team/, /Dana/],
        changes: [],
      },
      { says: 'the whole company', hears: /quota of Test company for Q1 2026 is \$3,000,000/ },
      { says: 'set the quota for Q2 to 1m', hears: /Whose quota\?/ },
      { says: 'Dana', hears: /quota of Dana for Q2 2026 is \$1,000,000/ },
      { says: 'set the Q3 quota to 1m', hears: /Whose quota\?/ },
      { says: 'East', hears: /quota of East for Q3 2026 is \$1,000,000/ },
      { says: 'set a sales target for Q4 of 2m', hears: /Whose quota\?/ },
      { says: 'mine', hears: /quota of Maya for Q4 2026 is \$2,000,000/ },
      { says: 'set the quota for May to 50k', hears: /Whose quota\?/ },
      {
        says: 'Zoe',
        hears: /neither a person nor a team called “Zoe”.*Whose quota\?/s,
        changes: [],
      },
      { presses: 'East team', hears: /quota of East for May 2026 is \$50,000/ },
    ]);
    await play(dana, [
      { says: 'set the quota for Q1 to 3 million', hears: /may not do that with your role/ },
    ]);
  });
});

describe('a training', () => {
  it('goes on after the turn, is told when it is done, and the model before can be put back', async () => {
    const { world, maya } = await sellers();
    expect((await maya.says('retrain the forecast')).text).toMatch(
      /until then the model in service stays/,
    );
    await world.app.background.idle();
    const told = () => world.posts.map(({ reply }) => reply.text).join('\n');
    expect(told()).toMatch(
      /Model 1 is in service: base rates by stage and age from [01] closed deals?/,
    );
    await maya.says('retrain the forecast');
    await world.app.background.idle();
    expect(told()).toMatch(/Model 2 is in service/);
    await play(maya, [
      { says: 'show the forecast models', hears: /2 \| base rates.*in service\n1 \| base rates/ },
      { says: 'use the previous model', hears: /Model 1 is back in service/ },
      { says: 'use model 1', hears: /in service already/ },
      { says: 'use model 7', hears: /no such model.*2, 1/ },
      { says: 'undo', hears: /Undone|undone|took/i },
      { says: 'show the forecast models', hears: /2 \| base rates.*in service\n/ },
      { says: 'forecast', hears: /Model 2: base rates/ },
    ]);
  });

  it('that was killed leaves the old model in service, and is begun anew by the next process', async () => {
    const clock = handClock();
    const { world, maya } = await sellers({ clock });
    await maya.says('retrain the forecast');
    await world.app.background.idle();
    const { id: organizationId } = world.app.organization;
    const member = await world.db.inOrganization(organizationId, (tx) =>
      tx.member.findFirstOrThrow({ where: { name: 'Maya' } }),
    );
    // What a process that was killed leaves: a training that somebody holds for a minute.
    await world.db.inOrganization(organizationId, (tx) =>
      tx.forecastTraining.create({
        data: {
          organizationId,
          createdAt: NOW,
          actorId: member.id,
          attempts: 1,
          leasedUntil: new Date(clock.now().getTime() + 60_000),
          tell: {},
        },
      }),
    );
    expect((await maya.says('forecast')).text).toMatch(/Model 1: /);
    expect((await maya.says('retrain the forecast')).text).toMatch(/under way already/);
    await world.app.background.idle();
    expect((await maya.says('show the forecast models')).text).not.toMatch(/^2 \|/m);
    clock.advance(120_000);
    const next = await world.again();
    await next.background.sweep(false);
    await next.background.idle();
    expect((await maya.says('show the forecast models')).text).toMatch(/^2 \| .*in service/m);
  });
});

describe('the forecast by itself', () => {
  it('is posted on Monday mornings, once, with what changed in the week', async () => {
    const clock = handClock();
    const { world, maya } = await sellers({ clock });
    await play(maya, [
      { says: 'send me the forecast every Monday', hears: /every Monday at 9:00/ },
    ]);
    const posted = () => world.posts.filter(({ reply }) => /^Forecast: Q1/.test(reply.text));
    await world.app.background.sweep(false);
    expect(posted()).toHaveLength(0);
    clock.set(new Date('2026-03-23T09:05:00Z'));
    await world.app.background.sweep(false);
    await world.app.background.sweep(false);
    expect(posted()).toHaveLength(1);
    expect(posted()[0]?.reply.text).toMatch(/since Mar 16, 2026/);
    await maya.says('stop sending me the forecast');
    clock.set(new Date('2026-03-30T09:05:00Z'));
    await world.app.background.sweep(false);
    expect(posted()).toHaveLength(1);
  });

  it('is withheld where outsiders have come to read', async () => {
    const clock = handClock();
    let outsiders = false;
    const { world, maya } = await sellers({ clock, outsidersReadLater: () => outsiders });
    await maya.says('send me the forecast every Monday');
    outsiders = true;
    clock.set(new Date('2026-03-23T09:05:00Z'));
    await world.app.background.sweep(false);
    const texts = world.posts.map(({ reply }) => reply.text);
    expect(texts.at(-1)).toMatch(/outside read along here by now/);
    expect(texts.at(-1)).not.toMatch(/\$/);
  });

  it('warns once of a P50 under quota and of a deciding deal that stalls or is pushed', async () => {
    const clock = handClock();
    const { world, maya, dana } = await sellers({ clock });
    await maya.says('set our quota for Q1 to 900k');
    await maya.says('set our quota for Q2 to 900k');
    await maya.says('warn us when the forecast falls below quota');
    const alerts = () =>
      world.posts.map(({ reply }) => reply.text).filter((text) => /Forecast alerts/.test(text));
    await world.app.background.sweep(false);
    expect(alerts()).toHaveLength(1);
    expect(alerts()[0]).toMatch(/P50 of Q1 2026 is \$[\d,]+, under the quota of \$900,000/);
    clock.advance(DAY_MS);
    await world.app.background.sweep(false);
    expect(alerts()).toHaveLength(1);
    await dana.says('push Hooli to 30 April');
    clock.advance(DAY_MS);
    await world.app.background.sweep(false);
    expect(alerts().at(-1)).toMatch(
      /Hooli deal \(\$80,000\) was pushed from Mar 28, 2026 to Apr 30, 2026/,
    );
    clock.advance(30 * DAY_MS);
    await world.app.background.sweep(false);
    expect(alerts().at(-1)).toMatch(/has been silent for \d+ days/);
    const before = alerts().length;
    clock.advance(DAY_MS);
    await world.app.background.sweep(false);
    expect(alerts()).toHaveLength(before);
  });
});
