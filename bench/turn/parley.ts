import { createSlackAdapter } from '../../src/adapters/slack/adapter.ts';
import { EVENTS_PATH } from '../../src/adapters/slack/listens.ts';
import { openApp } from '../../src/app.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { uuids } from '../../src/platform/ids.ts';
import { logTo } from '../../src/platform/log.ts';
import { serveParent } from './child.ts';

/** Parley with the demo company, behind signed HTTP. */
serveParent(async ({ slack, database }) => {
  const log = logTo('error');
  const app = await openApp({
    database,
    organization: { slug: 'bench', name: 'Northwind Robotics' },
    demo: true,
    clock: systemClock,
    ids: uuids,
    log,
  });
  const { assistant } = app;
  const adapter = createSlackAdapter({ settings: slack, assistant, log, clock: systemClock });
  await app.connect(adapter.platform, (await adapter.start()).teamId);
  await app.startSweeping();
  return {
    listener: (request, response) => adapter.requestListener?.(request, response),
    path: EVENTS_PATH,
    close: async () => {
      await adapter.stop();
      await app.close();
    },
  };
});
