import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
);
const MAIN = join(ROOT, 'src/main.ts');
const SCREENSHOTS = join(ROOT, 'coverage/screenshots');
/** The line in which main.ts says where the playground is. */
const ADDRESS = /in your browser:\s+(http:\S+)/;

const folder = mkdtempSync(join(tmpdir(), 'parley-e2e-'));
let app: ChildProcess | undefined;
let browser: BrowserContext | undefined;
let page: Page;

/** Starts the app on an empty directory and resolves with the playground's address. */
function startApp(): Promise<string> {
  const settings = {
    PARLEY_DATA: join(folder, 'data'),
    PORT: '3987',
    PLAYGROUND_PORT: '56187',
    LOG_LEVEL: 'warn',
  };
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN], {
    cwd: ROOT,
    env: { ...process.env, ...settings },
  });
  app = child;
  let printed = '';
  return new Promise((resolvePromise, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      const address = ADDRESS.exec(printed)?.[1];
      if (address !== undefined) resolvePromise(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`main.ts ended with ${code}:\n${printed}`)));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolvePromise) => child.once('exit', resolvePromise));
  child.kill('SIGTERM');
  await ended;
}

async function say(text: string): Promise<void> {
  await page.locator('[contenteditable=true][data-lexical-editor=true]').last().click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

async function photograph(name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}

describe.skipIf(CHROMIUM === undefined)(
  'Parley in a Teams chat, seen in a browser (Chromium)',
  () => {
    beforeAll(async () => {
      const address = await startApp();
      browser = await chromium.launchPersistentContext(join(folder, 'browser'), {
        ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
        headless: true,
        viewport: { width: 1280, height: 1000 },
        args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
      });
      page = browser.pages()[0] ?? (await browser.newPage());
      await page.goto(address);
      await page
        .locator('[contenteditable=true][data-lexical-editor=true]')
        .first()
        .waitFor({ timeout: 30_000 });
      // What is typed before the page has met Parley is lost: the welcome comes first.
      await page.locator('.ac-adaptiveCard').first().waitFor({ timeout: 30_000 });
    }, 120_000);

    afterAll(async () => {
      await browser?.close();
      if (app !== undefined) await stop(app);
      rmSync(folder, { recursive: true, force: true });
    }, 30_000);

    it('logs a deal, shows it as a card, and takes it back when Undo is pressed', async () => {
      await say('log a $50k deal with Globex closing end of month');
      const undo = page.getByRole('button', { name: 'Undo', exact: true });
      await undo.last().waitFor({ timeout: 20_000 });
      const card = page.locator('.ac-adaptiveCard').last();
      await expect.poll(() => card.textContent()).toMatch(/Globex[\s\S]*50,000/);
      await photograph('teams-deal-logged');
      await undo.last().click();
      await expect
        .poll(() => page.locator('.ac-adaptiveCard').last().textContent(), { timeout: 15_000 })
        .toMatch(/undone|taken back/i);
      await photograph('teams-deal-undone');
    }, 60_000);
  },
);
