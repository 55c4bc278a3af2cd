import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { processStart } from '../../src/platform/process-start.ts';

const hasPs = spawnSync('ps', ['-o', 'lstart=', '-p', String(process.pid)]).status === 0;

it('the start of a process is always told alike, and another process has another start', async () => {
  const mine = processStart(process.pid);
  expect(mine).not.toBe('');
  expect(processStart(process.pid)).toBe(mine);
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
  await once(child, 'spawn');
  expect(processStart(child.pid ?? 0)).not.toBe(mine);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(processStart(child.pid ?? 0)).toBe('');
});

it.runIf(hasPs)('it is told where there is no /proc too, as on macOS', () => {
  const mine = processStart(process.pid, 'darwin');
  expect(mine).toMatch(/\d\d:\d\d:\d\d \d{4}$/);
  expect(processStart(process.pid, 'darwin')).toBe(mine);
  expect(processStart(1, 'darwin')).not.toBe('');
});

it('a system that cannot be asked tells nothing', () => {
  expect(processStart(2 ** 22 + 1)).toBe('');
  if (process.platform !== 'win32') expect(processStart(process.pid, 'win32')).toBe('');
});
