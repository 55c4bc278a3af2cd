import { beforeAll, describe, expect, it } from 'vitest';
import { anImportWorld, type ImportWorld } from '../../harness/import-world.ts';

const LATIN = 'Köhler & Söhne';
const CHINESE = '云帆科技有限公司';

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const utf8 = (text: string): Uint8Array => Buffer.from(text);
const utf16le = (text: string): Uint8Array => Buffer.from(text, 'utf16le');
const utf16be = (text: string): Uint8Array => Buffer.from(text, 'utf16le').swap16();
const marked = (write: (text: string) => Uint8Array) => (text: string) => write(`\uFEFF${text}`);

/** GB18030 by the table of its decoder: its two-byte codes turned round. */
const GB = new Map<string, readonly [number, number]>();
for (let lead = 0x81; lead <= 0xfe; lead += 1)
  for (let trail = 0x40; trail <= 0xfe; trail += 1) {
    if (trail === 0x7f) continue;
    const read = new TextDecoder('gb18030').decode(Uint8Array.of(lead, trail));
    if ([...read].length === 1) GB.set(read, [lead, trail]);
  }
const gb18030 = (text: string): Uint8Array =>
  Uint8Array.from([...text].flatMap((letter) => GB.get(letter) ?? [letter.charCodeAt(0)]));

const FILES: readonly (readonly [
  how: string,
  encode: (text: string) => Uint8Array,
  separator: string,
  name: string,
])[] = [
  ['UTF-8 with a comma', utf8, ',', LATIN],
  ['UTF-8 with a mark and a semicolon', marked(utf8), ';', CHINESE],
  ['UTF-16 with a mark and a TAB, as Excel saves it', marked(utf16le), '\t', CHINESE],
  ['UTF-16 the other way round', marked(utf16be), '|', CHINESE],
  ['UTF-16 without a mark', utf16le, ',', LATIN],
  ['Windows-1252 with a semicolon', latin1, ';', LATIN],
  ['Windows-1252 with a TAB', latin1, '\t', LATIN],
  ['GB18030 with a comma', gb18030, ',', CHINESE],
  ['GB18030 with a TAB', gb18030, '\t', CHINESE],
  ['UTF-8 with a bar', utf8, '|', CHINESE],
];

describe('a file of accounts', { timeout: 90_000 }, () => {
  let world: ImportWorld;
  beforeAll(async () => {
    world = await anImportWorld();
  }, 90_000);

  it.each(FILES)('in %s is read as it was written', async (how, encode, separator, name) => {
    const rows = [
      ['Company', 'Industry', 'Region'],
      [`${name} ${FILES.findIndex((file) => file[0] === how)}`, 'energy', 'EMEA'],
      [`Other ${how}`, 'retail', '华东'],
    ];
    const isChinese = name === CHINESE;
    const content = rows
      .filter((row) => isChinese || !row.includes('华东'))
      .map((row) => row.join(separator))
      .join('\r\n');
    const shown = await world.drops(
      'accounts.csv',
      encode(`${content}\r\n`),
      'import these accounts',
    );
    expect(shown.text).toContain(rows[1]?.[0]);
    expect(shown.text).toMatch(/Region \| Region \| EMEA/);
    if (isChinese) expect(shown.text).toContain('华东');
    await world.dropper.presses('Confirm');
    expect(await world.settled()).toMatch(isChinese ? /2 added/ : /1 added/);
    const found = await world.dropper.says(`show account ${rows[1]?.[0]}`);
    expect(found.text).toContain(rows[1]?.[0]);
  });
});

describe('what is there already', { timeout: 90_000 }, () => {
  it('is named in the preview, the first five, in both languages', async () => {
    const world = await anImportWorld();
    const names = ['Acme', 'Globex', 'Initech', 'Hooli', 'Umbrella', 'Stark', 'Wayne'];
    for (const name of names) await world.dropper.says(`add account ${name}`);
    const content = `company,industry\nFresh,energy\n${names.map((n) => `${n},retail`).join('\n')}\n`;
    const shown = await world.drops('accounts.csv', content, 'import these accounts');
    expect(shown.text).toMatch(/1 new, 7 there already/);
    expect(shown.text).toMatch(
      /There already: Acme, Globex, Initech, Hooli, Umbrella, and 2 more\./,
    );
    await world.dropper.says('no');
    await world.dropper.says('speak Chinese to me');
    const again = await world.drops('accounts.csv', content, '导入这些客户');
    expect(again.text).toMatch(/已存在：Acme、Globex、Initech、Hooli、Umbrella，另有 2 条。/);
  });
});

describe('a long file with bad rows', { timeout: 90_000 }, () => {
  it('where all or nothing was wanted, ends in a sentence and a file, with nothing written', async () => {
    const world = await anImportWorld();
    const rows = Array.from(
      { length: 1200 },
      (_, i) => `Deal ${i},Acme ${i},${i % 2 === 0 ? i : 'x'},proposal,2026-01-31`,
    );
    await world.drops('deals.csv', `deal,account,amount,stage,close date\n${rows.join('\n')}\n`);
    await world.dropper.says('all or nothing');
    await world.dropper.says('yes');
    expect(await world.settled()).toMatch(
      /The deals did not come in: 600 rows have a problem, and with one bad row nothing comes in\. Nothing was changed\./,
    );
    const file = await world.fileNamed(/rows-to-correct/);
    expect(file.trim().split('\r\n')).toHaveLength(601);
    const deals = await world.db.inOrganization(world.organizationId, (tx) => tx.deal.count());
    expect(deals).toBe(0);
  });
});
