import { createHmac } from 'node:crypto';
import { stringify } from 'node:querystring';
import type { Clock } from '../../src/platform/clock.ts';
import { type Json, listOf, objectOf } from './slack-json.ts';
import { directChannel } from './slack-people.ts';
import { SlackSocket } from './slack-socket.ts';
import { type SlackPost, SlackWebApi } from './slack-web-api.ts';

const FORM = 'application/x-www-form-urlencoded';

/** Slack on loopback: the Web API that the bot calls, and the signed requests that Slack makes to the bot. */
export class SlackDouble extends SlackWebApi {
  /** Where the bot takes events. */
  botUrl = '';
  /** Slack's side of Socket Mode. */
  readonly socket = new SlackSocket(this.server);

  /** `teamId`: of its own where another file of the worker, which shares its database, uses the first. */
  static async start(clock: Clock, teamId = 'T0HOME'): Promise<SlackDouble> {
    const double = new SlackDouble(clock, teamId);
    await double.listen();
    return double;
  }

  /** Says where the bot takes events, such as `http://127.0.0.1:3000/slack/events`. */
  connect(botUrl: string): void {
    this.botUrl = botUrl;
  }

  /** Signs and sends a body as it stands; the options tamper with it. */
  async send(
    body: string,
    options: {
      contentType?: string;
      secret?: string;
      ageSeconds?: number;
      headers?: Record<string, string | undefined>;
    } = {},
  ): Promise<Response> {
    const seconds = Math.floor(this.clock.now().getTime() / 1000) - (options.ageSeconds ?? 0);
    const headers: Record<string, string> = {
      'content-type': options.contentType ?? 'application/json',
      'x-slack-request-timestamp': String(seconds),
      'x-slack-signature': sign(options.secret ?? this.signingSecret, seconds, body),
    };
    for (const [name, value] of Object.entries(options.headers ?? {})) {
      if (value === undefined) delete headers[name];
      else headers[name] = value;
    }
    return fetch(this.botUrl, { method: 'POST', headers, body });
  }

  /** An event of the Events API; the same `eventId` and event again is a repeated delivery. */
  event(event: Json, options: { eventId?: string; retry?: number } = {}): Promise<Response> {
    const body = {
      token: 'verification',
      type: 'event_callback',
      team_id: this.teamId,
      api_app_id: 'A0PARLEY',
      event_id: options.eventId ?? this.next('Ev'),
      event_time: Math.floor(this.clock.now().getTime() / 1000),
      authorizations: [{ team_id: this.teamId, user_id: this.botUserId, is_bot: true }],
      event: { event_ts: this.nextTs(), ...event },
    };
    const retry =
      options.retry === undefined
        ? {}
        : { 'x-slack-retry-num': String(options.retry), 'x-slack-retry-reason': 'http_timeout' };
    return this.send(JSON.stringify(body), { headers: retry });
  }

  /** A person writes: to the bot alone, or with `channel` in a channel. Gives the answer and the message's ts. */
  async message(
    user: string,
    text: string,
    options: {
      channel?: string;
      thread?: string;
      channelType?: string;
      ts?: string;
      eventId?: string;
      extra?: Json;
    } = {},
  ): Promise<{ response: Response; ts: string }> {
    const channel = options.channel ?? directChannel(user);
    const ts = options.ts ?? this.nextTs();
    const event = {
      type: 'message',
      user,
      text,
      ts,
      channel,
      channel_type: options.channelType ?? (channel.startsWith('D') ? 'im' : 'channel'),
      ...(options.thread !== undefined && { thread_ts: options.thread }),
      ...options.extra,
    };
    const eventId = options.eventId ?? this.next('Ev');
    return { response: await this.event(event, { eventId }), ts };
  }

  /** A person mentions the bot in a channel; Slack tells of it once as a mention and once as a message. */
  async mention(
    user: string,
    text: string,
    options: { channel: string; thread?: string; alsoAsMessage?: boolean },
  ): Promise<{ response: Response; ts: string }> {
    const ts = this.nextTs();
    const said = {
      user,
      text: `<@${this.botUserId}> ${text}`,
      ts,
      channel: options.channel,
      ...(options.thread !== undefined && { thread_ts: options.thread }),
    };
    const response = await this.event({ type: 'app_mention', ...said });
    if (options.alsoAsMessage === true)
      await this.event({ type: 'message', channel_type: 'channel', ...said });
    return { response, ts };
  }

  openHome(user: string, tab: 'home' | 'messages' = 'home'): Promise<Response> {
    return this.event({ type: 'app_home_opened', user, channel: directChannel(user), tab });
  }

  command(user: string, text: string, channel = 'C0SALES'): Promise<Response> {
    const body = {
      command: '/parley',
      text,
      user_id: user,
      team_id: this.teamId,
      channel_id: channel,
      trigger_id: this.trigger(user),
      response_url: this.responseUrl(user, channel),
      api_app_id: 'A0PARLEY',
    };
    return this.send(stringify(body), { contentType: FORM });
  }

  /** Presses the button with this label on a post, or chooses the option with this label from its menu. */
  press(
    user: string,
    post: SlackPost,
    label: string,
    options: { actionTs?: string } = {},
  ): Promise<Response> {
    const found = findControl(post.blocks, label);
    if (found === null) throw new Error(`no button ${label} in ${JSON.stringify(post.blocks)}`);
    return this.pressRaw(user, post, found, options);
  }

  pressRaw(
    user: string,
    post: SlackPost,
    control: Json,
    options: { actionTs?: string } = {},
  ): Promise<Response> {
    const { channel, ts, thread, text, blocks, ephemeral } = post;
    return this.interaction({
      type: 'block_actions',
      user: { id: user, team_id: this.teamId },
      trigger_id: this.trigger(user),
      response_url: this.responseUrl(user, channel),
      channel: { id: channel, name: channel.startsWith('D') ? 'directmessage' : 'sales' },
      container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: ephemeral },
      ...(!ephemeral && {
        message: {
          type: 'message',
          ts,
          text,
          blocks,
          ...(thread !== undefined && { thread_ts: thread }),
        },
      }),
      actions: [{ block_id: 'b', ...control, action_ts: options.actionTs ?? this.nextTs() }],
    });
  }

  /** Presses a button in the person's Home tab. */
  pressHome(user: string, label: string): Promise<Response> {
    const blocks = (this.homes.get(user)?.blocks ?? []) as Json[];
    const found = findControl(blocks, label);
    if (found === null) throw new Error(`no button ${label} in the home of ${user}`);
    return this.interaction({
      type: 'block_actions',
      user: { id: user, team_id: this.teamId },
      trigger_id: this.trigger(user),
      container: { type: 'view', view_id: `V-${user}` },
      view: { id: `V-${user}`, type: 'home' },
      actions: [{ ...found, block_id: 'b', action_ts: this.nextTs() }],
    });
  }

  /** Submits the modal opened last for the person, with values by parameter name over what was filled in. */
  submit(user: string, values: Readonly<Record<string, string>>): Promise<Response> {
    const opened = this.views.findLast((view) => view.user === user);
    if (opened === undefined) throw new Error(`no modal is open for ${user}`);
    const { id, hash, view } = opened;
    return this.interaction({
      type: 'view_submission',
      user: { id: user, team_id: this.teamId },
      view: { ...view, id, hash, state: { values: stateOf(view, values) } },
    });
  }

  shortcut(
    user: string,
    callbackId: string,
    message?: { channel: string; text: string },
  ): Promise<Response> {
    return this.interaction({
      type: message === undefined ? 'shortcut' : 'message_action',
      callback_id: callbackId,
      user: { id: user, team_id: this.teamId },
      trigger_id: this.trigger(user),
      ...(message !== undefined && {
        channel: { id: message.channel, name: 'sales' },
        message: { type: 'message', user: 'UOTHER', text: message.text, ts: this.nextTs() },
        response_url: this.responseUrl(user, message.channel),
      }),
    });
  }

  interaction(payload: Json): Promise<Response> {
    const body = { team: { id: this.teamId, domain: 'home' }, api_app_id: 'A0PARLEY', ...payload };
    return this.send(stringify({ payload: JSON.stringify(body) }), { contentType: FORM });
  }
}

/** Slack's signature of a request. */
export function sign(secret: string, seconds: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')}`;
}

/** Every label that can be pressed or chosen. */
export function labelsOf(blocks: readonly Json[]): string[] {
  return controlsOf(blocks).map(({ label }) => label);
}

function findControl(blocks: readonly Json[], label: string): Json | null {
  return controlsOf(blocks).find((control) => control.label === label)?.control ?? null;
}

function controlsOf(blocks: readonly Json[]): { label: string; control: Json }[] {
  return blocks.flatMap(({ elements, block_id = 'b' }) =>
    listOf(elements).flatMap((element) =>
      element.type === 'static_select'
        ? listOf(element.options).map((option) => ({
            label: textOf(option.text),
            control: {
              type: 'static_select',
              action_id: element.action_id,
              selected_option: option,
              block_id,
            },
          }))
        : [{ label: textOf(element.text), control: { ...element, block_id } }],
    ),
  );
}

function stateOf(view: Json, values: Readonly<Record<string, string>>): Json {
  const inputs = listOf(view.blocks).filter(({ type }) => type === 'input');
  return Object.fromEntries(
    inputs.map((block) => {
      const element = objectOf(block.element);
      const name = String(block.block_id);
      return [name, { [String(element.action_id)]: inputState(element, values[name]) }];
    }),
  );
}

function inputState(element: Json, given: string | undefined): Json {
  const type = element.type;
  if (type === 'datepicker') return { type, selected_date: given ?? element.initial_date ?? null };
  if (type === 'plain_text_input') return { type, value: given ?? element.initial_value ?? null };
  const chosen = listOf(element.options).find(({ value }) => value === given);
  return { type, selected_option: chosen ?? element.initial_option ?? null };
}

function textOf(text: unknown): string {
  return String(objectOf(text).text ?? '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
