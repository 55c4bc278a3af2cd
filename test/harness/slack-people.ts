import type { Json } from './slack-json.ts';

export type SlackUser = {
  id: string;
  name?: string;
  email?: string;
  locale?: string;
  timeZone?: string;
  team?: string;
  guest?: boolean;
  stranger?: boolean;
  bot?: boolean;
  deactivated?: boolean;
};

export type SlackChannel = { id: string; shared?: boolean; members?: string[] };

/** A person as `users.info` tells of them. */
export function profileOf(user: SlackUser, homeTeam: string): Json {
  return {
    id: user.id,
    team_id: user.team ?? homeTeam,
    name: user.name ?? user.id,
    real_name: user.name ?? user.id,
    locale: user.locale ?? 'en-US',
    tz: user.timeZone ?? 'America/New_York',
    is_restricted: user.guest === true,
    is_stranger: user.stranger === true,
    is_bot: user.bot === true,
    deleted: user.deactivated === true,
    profile: {
      real_name: user.name ?? user.id,
      ...(user.email !== undefined && { email: user.email }),
    },
  };
}

/** The channel of a person's direct messages with the bot. */
export function directChannel(user: string): string {
  return `D${user}`;
}
