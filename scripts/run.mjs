// @ts-check
/** `node scripts/run.mjs PROGRAM …`: runs one of Parley's programs, from the bundle where that is of these sources. */
import { readFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BUNDLE, KEY_FILE, keyOfSources, PROGRAMS, ROOT } from './bundle.mjs';

const [name = ''] = process.argv.splice(2, 1);
const source = PROGRAMS[name];
if (source === undefined) throw new Error(`no program "${name}"`);
const bundled = isBundled();
const program = bundled ? join(BUNDLE, `${name}.mjs`) : join(ROOT, source);
process.argv[1] = program;
// From Node 22 on what was compiled is kept, too.
if (bundled) nodeModule.enableCompileCache?.();
else await import('tsx');
await import(pathToFileURL(program).href);

function isBundled() {
  try {
    return readFileSync(KEY_FILE, 'utf8') === keyOfSources();
  } catch {
    return false;
  }
}
