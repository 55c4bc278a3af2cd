import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineCommand } from '../../src/commands/command.ts';
import { text } from '../../src/commands/parameters.ts';
import { type Log, reasonOf } from '../../src/platform/log.ts';
import { Refusal } from '../../src/platform/refusal.ts';
import { aWorld } from '../harness/world.ts';

const LOG = resolve(import.meta.dirname, '../../src/platform/log.ts');

/** What a process that logs writes, by stream. */
async function written(level: string): Promise<{ stdout: string; stderr: string }> {
  const script = `
    import { logTo } from ${JSON.stringify(LOG)};
    const log = logTo(${JSON.stringify(level)});
    log.info('deal.won', { deal: 12 });
    log.warn('post.slow');
    log.error('turn.failed', { attempt: 2 });`;
  return promisify(execFile)(process.execPath, [
    '--import',
    'tsx',
    '--input-type=module',
    '-e',
    script,
  ]);
}

describe('the log', () => {
  it('writes an event and its facts as a line of JSON to standard error, and nothing to standard output', async () => {
    const { stdout, stderr } = await written('info');
    const lines = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(stdout).toBe('');
    expect(lines).toMatchObject([
      { msg: 'deal.won', deal: 12 },
      { msg: 'post.slow' },
      { msg: 'turn.failed', attempt: 2 },
    ]);
    expect(lines.flatMap((line) => Object.keys(line))).not.toContain('hostname');
  });

  it('leaves out what lies below its level', async () => {
    const { stderr } = await written('error');
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('what is logged of an error', () => {
  it('is its name and code, never its message, which may quote a person', () => {
    expect(reasonOf(new TypeError('no deal "Acme renewal"'))).toEqual({ reason: 'TypeError' });
    const failed = Object.assign(new Error('value "dana@acme.com" exists'), { code: 'P2002' });
    expect(reasonOf(failed)).toEqual({ reason: 'Error', code: 'P2002' });
    expect(reasonOf(new Refusal('not_allowed', { command: 'deal.win' }))).toEqual({
      reason: 'Refusal',
      code: 'not_allowed',
    });
    expect(reasonOf('dana@acme.com')).toEqual({ reason: 'string' });
    expect(reasonOf(Object.assign(new Error('x'), { code: 42 }))).toEqual({ reason: 'Error' });
  });
});

describe('the log of a conversation', () => {
  const breaking = defineCommand({
    name: 'test.break',
    risk: 'write',
    roles: ['everyone'],
    summary: { en: 'Breaks.', zh: '出错。' },
    parameters: z.object({ note: text({ label: { en: 'note', zh: '备注' } }) }),
    examples: { en: [], zh: [] },
    run: async (_, { note }) => {
      throw new RangeError(`cannot do “${note}”`);
    },
  });

  it('holds nothing of what was said, of who said it, or of what broke on it', async () => {
    const lines: string[] = [];
    const keep = (event: string, facts: object = {}): void => {
      lines.push(`${event} ${JSON.stringify(facts)}`);
    };
    const log: Log = { info: keep, warn: keep, error: keep };
    const world = await aWorld({ log, commands: [breaking] });
    const dana = await world.person({ name: 'Dana Ruiz', role: 'rep' });
    await dana.says('Quetzalcoatl pays us 123456 dollars');
    await dana.sends({
      kind: 'action',
      action: { kind: 'run', command: 'test.break', arguments: { note: 'Quetzalcoatl' } },
    });
    expect(lines.join('\n')).toMatch(/^turn\.failed .*RangeError/m);
    expect(lines.join('\n')).not.toMatch(/Quetzalcoatl|123456|Dana|Ruiz|cannot do/);
  });
});
