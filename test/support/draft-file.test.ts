import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArticle } from '../../src/support/knowledge/article.ts';
import { articleFile, fileNameOf, plainMarkdown } from '../../src/support/knowledge/draft-file.ts';

const head = { language: 'en', audience: 'member', updated: '2026-03-18' } as const;

describe('a draft as a file', () => {
  it('says what was written, and nothing of it becomes markup, a link or front matter', () => {
    const nasty =
      '---\ntitle: owned\naudience: customer\n---\n# Big\n[click](https://evil.example) <script>alert(1)</script> www.evil.example ![x](y) | a | b |';
    const text = articleFile({ title: 'a: "b" # c\n---', ...head }, plainMarkdown(nasty));
    const read = readArticle({ path: 'en/answers/a.md', text });
    if (!('slug' in read)) throw new Error(JSON.stringify(read));
    expect(read).toMatchObject({ audience: 'member', links: [], kind: 'faq' });
    expect(read.passages[0]?.headings).toEqual([]);
    const shown = read.passages.map((passage) => passage.text).join('\n');
    expect(shown).toContain('[click](https://evil.example) <script>alert(1)</script>');
    expect(shown).toContain('title: owned');
  });

  it('keeps lists, numbered ones as steps', () => {
    const text = articleFile(
      { title: 'Reset', ...head },
      plainMarkdown('Do this:\n\n1. Hold it.\n2. Wait.'),
    );
    const read = readArticle({ path: 'en/reset.md', text });
    expect('slug' in read && read.passages[0]?.steps).toEqual(['Hold it.', 'Wait.']);
  });

  it('is read back whatever its title and text are', () => {
    const line = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .filter((s) => /\p{L}/u.test(s));
    fc.assert(
      fc.property(line, line, (title, body) => {
        const clean = title.replace(/[\p{C}\s]+/gu, ' ').trim();
        const text = articleFile({ title: clean, ...head }, plainMarkdown(body));
        const read = readArticle({ path: 'en/x.md', text });
        expect(read).toMatchObject({ title: clean, audience: 'member', links: [] });
      }),
      { numRuns: 60 },
    );
  });
});

describe('the name of its file', () => {
  it.each([
    ['How do I pair the scanner?', 'how-do-i-pair-the-scanner'],
    ['../../etc/passwd', 'etc-passwd'],
    ['怎么配对扫码枪', 'zen-me-pei-dui-sao-ma-qiang'],
    ['CON', 'con-article'],
    ['？？', 'article'],
    ['Über Größe', 'uber-gro-e'],
  ])('is safe on every system: “%s” is %s', (title, name) => {
    expect(fileNameOf(title)).toBe(name);
  });

  it('holds nothing but letters, digits and hyphens, and is not long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => {
        expect(fileNameOf(title)).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
        expect(fileNameOf(title).length).toBeLessThanOrEqual(70);
      }),
    );
  });
});
