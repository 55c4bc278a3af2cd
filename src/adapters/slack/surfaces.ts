import type { ViewsOpenArguments, ViewsPublishArguments, WebClient } from '@slack/web-api';
import type { Assistant, ChatPlatform, InboundMessage } from '../../conversation/message.ts';
import type { Log } from '../../platform/log.ts';
import { type Action, type Locale, type Phrase, say } from '../../reply/reply.ts';
import { reasonOf } from './faults.ts';
import { formView } from './modal.ts';
import { renderHome } from './render.ts';
import { readTarget } from './target.ts';
import { clip } from './text.ts';
import {
  EMPTY_HOME,
  FORM_NOT_OPENED,
  localeOf,
  NO_FORM,
  PROMPTS_TITLE,
  WORKING,
} from './wording.ts';

const PROMPTS_MAX = 4;

/** An answer within this time needs no sign that it is on its way: it would cost two calls, more than the answer itself. */
const QUICK_MS = 300;

export type Surfaces = ReturnType<typeof createSurfaces>;

/** What Slack shows besides messages: the Home tab, suggested prompts, modals, and that the bot is at work. */
export function createSurfaces(ctx: {
  client: WebClient;
  assistant: Assistant;
  deliver: ChatPlatform['deliver'];
  languageOf: (user: string) => Promise<string | null>;
  log: Log;
}) {
  const { client, assistant, log } = ctx;
  const speak = async (user: string): Promise<Locale> => localeOf(await ctx.languageOf(user));

  const tell = async (message: InboundMessage, phrase: Phrase): Promise<void> => {
    const reply = say(phrase[await speak(message.sender.key)]);
    const outcome = await ctx.deliver({ id: message.eventKey, replyTo: message.replyTo, reply });
    if (outcome.kind !== 'sent') log.warn('slack.notice_unsent', { reason: outcome.reason });
  };

  return {
    async publishHome(message: InboundMessage): Promise<void> {
      const shown = renderHome(await assistant.home(message));
      const nothing = say(EMPTY_HOME[await speak(message.sender.key)]);
      const blocks = shown.length > 0 ? shown : renderHome(nothing);
      const view = { type: 'home', blocks } as ViewsPublishArguments['view'];
      await client.views.publish({ user_id: message.sender.key, view });
    },

    async suggestPrompts(message: InboundMessage, channel: string): Promise<void> {
      const prompts = await assistant.suggestions(message);
      if (prompts.length === 0) return;
      // With a thread_ts an app with an agent_view fails here, and silently.
      await client.assistant.threads.setSuggestedPrompts({
        channel_id: channel,
        title: PROMPTS_TITLE[await speak(message.sender.key)],
        prompts: prompts
          .slice(0, PROMPTS_MAX)
          .map(({ title, text }) => ({ title: clip(title, 75), message: clip(text, 300) })),
      });
    },

    /** Opens a command's form; within three seconds of the press, or Slack refuses. */
    async openForm(
      message: InboundMessage,
      action: Extract<Action, { kind: 'open-form' }>,
      triggerId: string,
    ): Promise<void> {
      const form = await assistant.form(message, action.command, action.arguments);
      const target = readTarget(message.replyTo);
      if (form === null || target === null) return tell(message, NO_FORM);
      try {
        // Slack's type is a union of every block there is; ours says only what we write.
        const view = formView(form, target) as unknown as ViewsOpenArguments['view'];
        await client.views.open({ trigger_id: triggerId, view });
      } catch (error) {
        log.warn('slack.form_not_opened', { command: action.command, reason: reasonOf(error) });
        await tell(message, FORM_NOT_OPENED);
      }
    },

    /**
     * Shows that the bot is at work when an answer takes longer than usual, until `finished`; a message posted in the thread
     * ends it by itself.
     */
    showWorking(channel: string, thread: string, user: string) {
      let over = false;
      const isOver = () => over;
      const show = (status: string) =>
        client.assistant.threads.setStatus({ channel_id: channel, thread_ts: thread, status });
      const begin = async () => {
        const status = WORKING[await speak(user)];
        if (isOver()) return;
        await show(status);
        // Slack may have taken the answer before the status, which would then stay for two minutes.
        if (isOver()) await show('');
      };
      const logged = (error: unknown) =>
        log.warn('slack.status_not_shown', { reason: reasonOf(error) });
      let begun: Promise<void> | null = null;
      const timer = setTimeout(() => {
        begun = begin().catch(logged);
      }, QUICK_MS);
      return {
        async finished(answered: boolean): Promise<void> {
          clearTimeout(timer);
          if (begun === null) return;
          over = answered;
          await begun;
          if (!answered) await show('').catch(logged);
          over = true;
        },
      };
    },
  };
}
