/**
 * `npm run teams:package -- --app-id ID [--domain HOST]`: writes appPackage/build/parley.zip, the app to upload to Teams. ID is
 * the Microsoft App ID of the bot in Azure; HOST is where people find your privacy statement and terms.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { zipSync } from 'fflate';

const NO_ID = '00000000-0000-0000-0000-000000000000';
const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'appPackage');

const { values } = parseArgs({
  options: { 'app-id': { type: 'string' }, domain: { type: 'string' } },
});
const appId = values['app-id'] ?? NO_ID;
const domain = values.domain ?? 'parley.example.com';
if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(appId))
  refuse('--app-id takes the Microsoft App ID of the bot, such as 5f0c…-….');
if (!/^[a-z\d-]+(\.[a-z\d-]+)+$/i.test(domain))
  refuse('--domain takes a host name, such as parley.example.com.');

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const manifest = readFileSync(join(folder, 'manifest.json'), 'utf8')
  .replaceAll(NO_ID, appId.toLowerCase())
  .replaceAll('parley.example.com', domain)
  .replace(/"version": "[^"]*"/, `"version": "${version}"`);
const entries = Object.fromEntries(
  ['color.png', 'outline.png', 'zh-cn.json'].map((name) => [
    name,
    readFileSync(join(folder, name)),
  ]),
);
// A fixed time, so that the same contents are the same file.
const zip = zipSync(
  { 'manifest.json': new TextEncoder().encode(manifest), ...entries },
  { level: 9, mtime: '2020-01-01T12:00:00' },
);
const target = join(folder, 'build', 'parley.zip');
mkdirSync(join(folder, 'build'), { recursive: true });
writeFileSync(target, zip);
process.stdout.write(`${target}\n`);
if (appId === NO_ID)
  process.stderr.write(
    'Without --app-id it is for looking at only: Teams needs the Microsoft App ID of your bot.\n',
  );

function refuse(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(2);
}
