import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ACTIVITY_SHORTCUT,
  BOT_SCOPES,
  DEAL_SHORTCUT,
  EVENT_TYPES,
  MESSAGE_SUBSCRIPTIONS,
  SLASH_COMMAND,
} from '../../../src/adapters/slack/listens.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const read = (file: string) => JSON.parse(readFileSync(resolve(ROOT, file), 'utf8'));
const manifest = read('manifest.json');
const sorted = (names: Iterable<string>) => [...names].sort((a, b) => a.localeCompare(b));

describe('the app manifest', () => {
  it('subscribes to what the adapter listens to, and to nothing else', () => {
    const others = EVENT_TYPES.filter((type) => type !== 'message');
    expect(sorted(manifest.settings.event_subscriptions.bot_events)).toEqual(
      sorted([...others, ...MESSAGE_SUBSCRIPTIONS]),
    );
  });

  it('asks for the scopes that the adapter has a reason for', () => {
    expect(sorted(manifest.oauth_config.scopes.bot)).toEqual(sorted(Object.keys(BOT_SCOPES)));
    expect(manifest.oauth_config.scopes.user).toBeUndefined();
  });

  it('offers the slash command and the shortcuts that are registered', () => {
    const { slash_commands, shortcuts } = manifest.features;
    expect(slash_commands.map(({ command }: { command: string }) => command)).toEqual([
      SLASH_COMMAND,
    ]);
    expect(
      shortcuts.map((s: { type: string; callback_id: string }) => ({
        type: s.type,
        callbackId: s.callback_id,
      })),
    ).toEqual([DEAL_SHORTCUT, ACTIVITY_SHORTCUT]);
  });

  it('opens what the adapter uses: interactivity, the Home tab, direct messages, the agent view', () => {
    expect(manifest.settings.interactivity.is_enabled).toBe(true);
    expect(manifest.settings.socket_mode_enabled).toBe(true);
    expect(manifest.features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
    expect(manifest.features.agent_view).toBeDefined();
    expect(manifest.features.assistant_view).toBeUndefined();
  });

  it("keeps Slack's limits", () => {
    const { display_information: shown, features } = manifest;
    expect(shown.name.length).toBeLessThanOrEqual(35);
    expect(shown.description.length).toBeLessThanOrEqual(140);
    expect(shown.long_description.length).toBeGreaterThanOrEqual(174);
    expect(shown.long_description.length).toBeLessThanOrEqual(4000);
    expect(features.agent_view.agent_description.length).toBeLessThanOrEqual(300);
    expect(features.agent_view.suggested_prompts.length).toBeLessThanOrEqual(4);
    expect(features.bot_user.display_name).toMatch(/^[a-z0-9._-]{1,80}$/);
    for (const { name, description } of features.shortcuts) {
      expect(name.length).toBeLessThanOrEqual(24);
      expect(description.length).toBeLessThanOrEqual(150);
    }
  });
});

describe('the Slack command line', () => {
  it('starts the app as everyone does', () => {
    expect(read('.slack/hooks.json').hooks.start).toBe('npm start');
  });
});
