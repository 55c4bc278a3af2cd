import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { playgroundSettings } from '../../../src/adapters/teams/playground.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const read = (name: string) => readFileSync(resolve(ROOT, 'appPackage', name));
const APP = '5f0c1111-2222-3333-4444-555566667777';

/** Width and height, from a PNG's header. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

describe('the Teams app package', () => {
  it('has icons of the sizes that Teams takes', () => {
    expect(sizeOf(read('color.png'))).toEqual([192, 192]);
    expect(sizeOf(read('outline.png'))).toEqual([32, 32]);
  });

  it('keeps to the lengths that Teams takes, in both languages', () => {
    const manifest = JSON.parse(read('manifest.json').toString());
    const chinese = JSON.parse(read('zh-cn.json').toString());
    for (const short of [manifest.description.short, chinese['description.short']])
      expect(short.length).toBeLessThanOrEqual(80);
    const commands = manifest.bots[0].commandLists[0].commands;
    const titles = Object.keys(chinese).filter((key) => /commands\[\d+\]\.title$/.test(key));
    expect(titles).toHaveLength(commands.length);
    expect(commands.length).toBeLessThanOrEqual(10);
  });

  it('says that people may drop files: without it Teams offers none and sends none', () => {
    const manifest = JSON.parse(read('manifest.json').toString());
    expect(manifest.bots).toMatchObject([{ supportsFiles: true }]);
  });

  it('is zipped for a bot, its id in both places and nothing left to fill in', async () => {
    const run = promisify(execFile);
    const script = resolve(ROOT, 'scripts/teams-package.ts');
    const { stdout } = await run(
      process.execPath,
      ['--import', 'tsx', script, '--app-id', APP.toUpperCase(), '--domain', 'crm.acme.example'],
      { cwd: ROOT },
    );
    const files = unzipSync(readFileSync(stdout.trim()));
    expect(Object.keys(files)).toEqual(['manifest.json', 'color.png', 'outline.png', 'zh-cn.json']);
    const text = strFromU8(files['manifest.json'] ?? new Uint8Array());
    expect(JSON.parse(text)).toMatchObject({ id: APP, bots: [{ botId: APP }] });
    expect(text).toContain('https://crm.acme.example/privacy');
    expect(text).not.toMatch(/00000000-|example\.com/);
    await expect(
      run(process.execPath, ['--import', 'tsx', script, '--app-id', 'x']),
    ).rejects.toThrow(/Microsoft App ID/);
  }, 30_000);
});

describe('the settings of the playground', () => {
  it('name the demo company, whoever writes first, and the five others it insists on', () => {
    const people = ['Dana Reyes', 'Lee'].map((name) => ({
      id: name.toLowerCase().slice(0, 4),
      name,
      email: `${name.slice(0, 3)}@acme.example`,
    }));
    expect(playgroundSettings('Acme', people)).toMatchObject({
      bot: { name: 'Parley' },
      currentUser: { aadObjectId: 'dana', name: 'Dana Reyes', surname: 'Reyes' },
      users: [{ name: 'Lee', surname: 'Lee' }, {}, {}, {}, {}],
      team: { name: 'Acme' },
    });
    const { users } = playgroundSettings('Acme', [...people, ...people, ...people, ...people]);
    expect(users).toHaveLength(5);
  });
});
