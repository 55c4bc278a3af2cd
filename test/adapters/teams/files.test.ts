import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { serveFile } from '../../../src/adapters/files/serve-file.ts';
import { fetchFile, offeredFiles } from '../../../src/adapters/teams/files.ts';
import { renderCard } from '../../../src/adapters/teams/render.ts';
import { createFileLinks } from '../../../src/platform/file-links.ts';
import { replyOf } from '../../../src/reply/reply.ts';
import { handClock } from '../../harness/company.ts';

const FILE = { id: 'f1', name: '商机.csv', mediaType: 'text/csv', size: 4 };
const REPLY = replyOf({ kind: 'text', text: 'Here.' }, { kind: 'file', file: FILE });
const source = (url: string) => ({ name: 'x', mediaType: 'text/csv', size: null, source: { url } });

describe('a file in Teams', () => {
  it('is a button that opens a link', () => {
    const card = renderCard(REPLY, 'p', (id) => `https://parley.test/files/${id}`);
    expect(JSON.stringify(card.body)).toContain('"type":"Action.OpenUrl"');
    expect(JSON.stringify(card.body)).toContain('https://parley.test/files/f1');
  });

  it('says what to set where no address is known', () => {
    expect(JSON.stringify(renderCard(REPLY, 'p').body)).toContain('PUBLIC_URL');
  });

  it('is served to whoever has a good link, as a download that no browser runs', async () => {
    const clock = handClock();
    const links = createFileLinks({ key: Buffer.alloc(32), baseUrl: 'http://127.0.0.1', clock });
    const assistant = { file: async () => ({ ...FILE, content: Buffer.from('a,b\n') }) };
    const server = createServer((request, response) => {
      void serveFile({ assistant, links }, request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const link = links.linkTo('f1').replace('http://127.0.0.1', base);
    const good = await fetch(link);
    expect(good.status).toBe(200);
    expect(await good.text()).toBe('a,b\n');
    expect(good.headers.get('content-disposition')).toMatch(
      /^attachment; filename="file\.csv"; filename\*=UTF-8''%E5%95%86/,
    );
    expect(good.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await fetch(link.replace('f1', 'f2'))).status).toBe(404);
    expect((await fetch(link, { method: 'POST' })).status).toBe(404);
    server.close();
  });

  it('that a person drops is offered by its download address; pictures are not', () => {
    const info = 'application/vnd.microsoft.teams.file.download.info';
    const content = { downloadUrl: 'https://contoso.sharepoint.com/x', fileType: 'csv' };
    const attachments = [
      { contentType: info, name: 'deals.csv', content },
      { contentType: 'image/png', contentUrl: 'https://x/y.png' },
    ];
    expect(offeredFiles({ attachments } as never)).toMatchObject([
      { name: 'deals.csv', source: { url: content.downloadUrl } },
    ]);
  });

  it.each([
    'http://169.254.169.254/latest',
    'https://evil.example/x',
    'https://sharepoint.com.evil.example/x',
  ])('is not fetched from %s', async (url) => {
    expect(await fetchFile(source(url), { limit: 10, local: false })).toEqual({
      kind: 'failed',
      reason: 'address_not_allowed',
    });
  });

  it('in local mode is fetched from this machine only', async () => {
    const url = 'https://contoso.sharepoint.com/x';
    expect(await fetchFile(source(url), { limit: 10, local: true })).toMatchObject({
      kind: 'failed',
    });
  });
});
