import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const ASK_AT_MOST_MS = 5000;

/**
 * When a process started, as its system writes it: equal for one process however often it is asked, and another text for a
 * process that got the number later. Empty where there is no such process or the system does not tell.
 */
export function processStart(pid: number, platform: string = process.platform): string {
  if (platform === 'linux') return ticksOf(pid);
  if (platform === 'win32') {
    const script = `(Get-Process -Id ${pid}).StartTime.ToUniversalTime().Ticks`;
    return told('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script]);
  }
  // In one language and zone: two terminals may have different ones, and a living owner must not look like another process.
  const env = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' };
  return told('ps', ['-o', 'lstart=', '-p', String(pid)], env);
}

/** Clock ticks since the machine started: a second and less apart, which `ps` would show alike. */
function ticksOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function told(
  program: string,
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
): string {
  const { status, stdout } = spawnSync(program, args, {
    encoding: 'utf8',
    timeout: ASK_AT_MOST_MS,
    windowsHide: true,
    ...(env !== undefined && { env }),
  });
  return status === 0 ? stdout.trim().replace(/\s+/g, ' ') : '';
}
