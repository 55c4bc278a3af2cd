import type { FSWatcher } from 'chokidar';

/** Changes come in bursts: an editor writes twice, a checkout writes hundreds. */
const SETTLED_AFTER_MS = 500;

/**
 * Tells when something below a folder has changed, also when the folder comes back after it was gone.
 *
 * @returns ends it.
 */
export async function watchFolder(
  folder: string,
  changed: () => void,
): Promise<() => Promise<void>> {
  const { watch } = await import('chokidar');
  let timer: NodeJS.Timeout | undefined;
  const watcher: FSWatcher = watch(folder, { ignoreInitial: true, followSymlinks: false });
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(changed, SETTLED_AFTER_MS);
  });
  // What cannot be watched is still read at the start, and when somebody asks for it.
  watcher.on('error', () => undefined);
  return async () => {
    clearTimeout(timer);
    await watcher.close();
  };
}
