// @ts-check
/**
 * What `npm ci` prepares, so that the first start need not: the bundle of the programs and what the classifier learns. An
 * installation does not fail over it: without them Parley runs from its sources and learns when it is first asked.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLE, KEY_FILE, keyOfSources, PROGRAMS, ROOT, THREADS } from './bundle.mjs';

/** They find their own files, WebAssembly or workers, beside themselves; or they are large, and loaded only when they are needed. */
const LEFT_OUT = [
  '@electric-sql/pglite',
  '@langchain/core',
  '@langchain/openai',
  '@microsoft/m365agentsplayground',
  '@prisma/client',
  '@prisma/schema-engine-wasm',
  '@resvg/resvg-wasm',
  'fontkit',
  'pg-native',
  'pino',
  'unpdf',
];

try {
  const key = keyOfSources();
  rmSync(BUNDLE, { recursive: true, force: true });
  mkdirSync(BUNDLE, { recursive: true });
  await build({
    absWorkingDir: ROOT,
    entryPoints: { .../** @type {Record<string, string>} */ (PROGRAMS), ...THREADS },
    outdir: BUNDLE,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    keepNames: true,
    external: LEFT_OUT.flatMap((name) => [name, `${name}/*`]),
    banner: {
      js: "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);",
    },
    logLevel: 'error',
  });
  writeFileSync(KEY_FILE, key);
} catch (error) {
  tell(`The programs were not bundled, they run from their sources: ${error}`);
}

const learning = spawnSync(process.execPath, ['--import', 'tsx', join(ROOT, 'scripts/learn.ts')], {
  cwd: ROOT,
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (learning.status !== 0)
  tell('The understanding was not learnt ahead, it is at the first start.');

/** @param {string} line */
function tell(line) {
  process.stderr.write(`${line}\n`);
}
