import { watch } from 'chokidar';

/** Changes come in bursts: an editor writes twice, a checkout writes hundreds. */
const SETTLED_AFTER_MS = 500;

/**
 * Tells when something below a folder has changed, also when the folder comes back after it was gone.
 *
 * @returns ends it.
 */
export function watchFolder(folder: string, changed: () => void): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder, { ignoreInitial: true, followSymlinks: false });
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
