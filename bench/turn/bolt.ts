import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { openDatabase } from '../../src/platform/database.ts';
import { uuids } from '../../src/platform/ids.ts';
import { serveParent } from './child.ts';

const PATH = '/slack/events';

/** The least that a bot with a memory does: Bolt as it comes, one row inserted through Prisma, one message posted. */
serveParent(async ({ slack, database }) => {
  const db = await openDatabase(database);
  const organizationId = uuids.next();
  const receiver = new HTTPReceiver({
    signingSecret: slack.signingSecret,
    endpoints: PATH,
    logLevel: LogLevel.ERROR,
  });
  const bolt = new App({
    receiver,
    token: slack.botToken,
    clientOptions: { slackApiUrl: slack.apiUrl },
    logLevel: LogLevel.ERROR,
  });
  bolt.message(async ({ message, body, say }) => {
    await db.single.inboundEvent.create({
      data: {
        organizationId,
        provider: 'slack',
        eventKey: body.event_id,
        conversationKey: message.channel,
        message: JSON.parse(JSON.stringify(message)),
        receivedAt: new Date(),
      },
    });
    await say({ text: 'Logged.', thread_ts: message.ts });
  });
  return {
    listener: (request, response) => receiver.requestListener(request, response),
    path: PATH,
    close: () => db.close(),
  };
});
