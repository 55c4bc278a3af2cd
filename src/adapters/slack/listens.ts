/** What the adapter listens to and which rights it needs. `manifest.json` says the same to Slack; a test compares them. */

export const EVENTS_PATH = '/slack/events';

/** Event types as Bolt names them; `message` stands for every `message.*` subscription. */
export const EVENT_TYPES = [
  'message',
  'app_mention',
  'app_home_opened',
  'member_joined_channel',
] as const;

export const MESSAGE_SUBSCRIPTIONS = [
  'message.im',
  'message.mpim',
  'message.channels',
  'message.groups',
] as const;

export const SLASH_COMMAND = '/parley';

export const DEAL_SHORTCUT = { type: 'global', callbackId: 'log_deal' } as const;
export const ACTIVITY_SHORTCUT = { type: 'message', callbackId: 'log_activity' } as const;

/** Every button and menu of ours has an id that starts like this. */
export const ACTION_PREFIX = 'parley:';
export const FORM_CALLBACK = 'parley:form';

/** Each scope with the reason it is asked for; nothing beyond. */
export const BOT_SCOPES: Readonly<Record<string, string>> = {
  'app_mentions:read': 'app_mention',
  'assistant:write': 'assistant.threads.setSuggestedPrompts',
  'channels:history': 'message.channels, conversations.replies',
  'channels:read': 'conversations.info, conversations.members, member_joined_channel',
  'chat:write': 'chat.postMessage, chat.update, assistant.threads.setStatus',
  commands: 'the slash command and the shortcuts',
  'files:read': 'a file that a person drops: its private address, files.info',
  'files:write': 'files.getUploadURLExternal, files.completeUploadExternal',
  'groups:history': 'message.groups, conversations.replies',
  'groups:read': 'conversations.info, conversations.members, member_joined_channel',
  'im:history': 'message.im',
  'mpim:history': 'message.mpim, conversations.replies',
  'mpim:read': 'conversations.info, conversations.members',
  'users:read': 'users.info, users.list',
  'users:read.email': 'the e-mail address in users.info: how a member is recognised',
};
