import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvOf, withoutApostrophe } from '../../src/crm/csv.ts';
import {
  fileName,
  fileToDeliver,
  readFile,
  removeExpiredFiles,
  storeFile,
} from '../../src/crm/files.ts';
import { createFileLinks } from '../../src/platform/file-links.ts';
import { filesOf, replyOf } from '../../src/reply/reply.ts';
import { handClock } from '../harness/company.ts';
import { anOffice } from './office.ts';

const DAY = 24 * 60 * 60_000;
const REPORT = { name: 'report.csv', mediaType: 'text/csv', content: Buffer.from('a,b\r\n') };

describe('a table as CSV', () => {
  const lines = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

  it('starts with a byte order mark and quotes what needs it', () => {
    expect(
      lines(
        csvOf(
          ['名称', 'value'],
          [
            ['云帆, "科技"', 5],
            [null, 1.5],
          ],
        ),
      ),
    ).toBe('\uFEFF名称,value\r\n"云帆, ""科技""",5\r\n,1.5\r\n');
  });

  it.each([
    ...['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\tx', '\rx', '\nx', '=HYPERLINK("http://x")'],
    ...[' =1+1', '\u00A0=1+1', '＝1+1', '＋cmd', '－2+3', '＠SUM(A1)'],
  ])('runs nothing: %s', (cell) => {
    const [row] = Papa.parse<string[]>(lines(csvOf(['a'], [[cell]])), {
      newline: '\r\n',
    }).data.slice(1);
    expect(row?.[0]).toBe(`'${cell}`);
  });

  it('leaves numbers as they are, negative ones too', () => {
    expect(lines(csvOf(['a', 'b'], [[-5, '-5']]))).toMatch(/\r\n-5,-5\r\n/);
  });

  it('never has a cell that a spreadsheet runs, and reads back as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string()), { minLength: 1 }), (rows) => {
        const read = Papa.parse<string[]>(lines(csvOf(['a', 'b'], rows)).slice(1)).data.slice(
          1,
          -1,
        );
        const cells = read.flat();
        expect(
          cells.filter((c) => /^[\t\r\n]|^\s*([=@＝＠]|[+\-＋－](?!\d+(\.\d+)?$))/.test(c)),
        ).toEqual([]);
        const whole = rows.flat().every((c) => !c.startsWith("'") && !/[\r\n]/.test(c));
        if (whole) expect(cells.map(withoutApostrophe)).toEqual(rows.flat());
      }),
    );
  });
});

describe('a stored file', () => {
  it('is read by its owner and by administrators, by nobody else', async () => {
    const { company, dana, maya } = await anOffice();
    const alex = await company.member('Alex', { role: 'admin' });
    const { id, size } = await dana.does((ctx) => storeFile(ctx, REPORT));
    expect(size).toBe(5);
    for (const who of [dana, alex])
      expect(Buffer.from((await who.does((ctx) => readFile(ctx, id))).content).toString()).toBe(
        'a,b\r\n',
      );
    await expect(maya.does((ctx) => readFile(ctx, id))).rejects.toMatchObject({
      code: 'file_gone',
    });
  });

  it('is gone after a week', async () => {
    const { company, dana } = await anOffice();
    const { id } = await dana.does((ctx) => storeFile(ctx, REPORT));
    company.clock.advance(7 * DAY);
    await expect(dana.does((ctx) => readFile(ctx, id))).rejects.toMatchObject({
      code: 'file_gone',
    });
    expect(await company.in((tx) => fileToDeliver({ tx, clock: company.clock }, id))).toBeNull();
    await company.in((tx) => removeExpiredFiles({ tx, clock: company.clock }));
    expect(await company.in((tx) => tx.storedFile.count({ where: { id } }))).toBe(0);
  });

  it('has a name that no disk minds', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const safe = fileName(name);
        expect(safe).not.toMatch(/[/\\\0:*?"<>|]/);
        expect(safe).not.toMatch(/^\.|^$/);
        expect(safe.length).toBeLessThanOrEqual(120);
      }),
    );
    expect(fileName('../../etc/passwd')).toBe('passwd');
    expect(fileName(`${'a'.repeat(300)}.csv`)).toMatch(/a\.csv$/);
  });

  it('is named in a reply by its text form', () => {
    const file = { id: 'f', name: 'deals.csv', mediaType: 'text/csv', size: 12_345 };
    const reply = replyOf({ kind: 'text', text: 'Here.' }, { kind: 'file', file });
    expect(reply.text).toBe('Here.\ndeals.csv (12 KB)');
    expect(filesOf(reply)).toEqual([file]);
  });
});

describe('a link to a file', () => {
  const clock = handClock();
  const links = createFileLinks({
    key: Buffer.alloc(32, 1),
    baseUrl: 'https://parley.test',
    clock,
  });
  const path = (link: string) => link.replace('https://parley.test', '');

  it('leads to its file, on every replica with the same secret', () => {
    const other = createFileLinks({ key: Buffer.alloc(32, 1), baseUrl: 'https://b.test', clock });
    expect(other.fileAskedFor(path(links.linkTo('abc')))).toBe('abc');
  });

  it('leads nowhere when it was changed, made elsewhere or is over', () => {
    const link = path(links.linkTo('abc'));
    expect(links.fileAskedFor(link.replace('abc', 'abd'))).toBeNull();
    expect(links.fileAskedFor(link.replace(/until=\d/, 'until=9'))).toBeNull();
    expect(links.fileAskedFor('/files/abc')).toBeNull();
    const forged = createFileLinks({
      key: Buffer.alloc(32, 2),
      baseUrl: 'https://parley.test',
      clock,
    });
    expect(links.fileAskedFor(path(forged.linkTo('abc')))).toBeNull();
    clock.advance(DAY + 1);
    expect(links.fileAskedFor(link)).toBeNull();
  });
});
