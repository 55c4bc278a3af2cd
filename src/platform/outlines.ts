import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';

/**
 * Text as outlines, for pictures that look alike on every machine: what fonts a server has is not known, and few have Chinese
 * ones. The font is Noto Sans SC: Latin letters, digits and some 7,000 Chinese characters.
 */
export type Outlines = {
  /** The width of a line in pixels. */
  widthOf: (text: string, size: number) => number;
  /** The line as SVG, beginning at `x` on the base line `y`. A character that the font lacks is left out. */
  draw: (text: string, at: { x: number; y: number; size: number; fill: string }) => string;
};

const FONT = '@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff';

let opened: Promise<Outlines> | null = null;

/** Reads the font at the first call: two megabytes that most processes never need. */
export function openOutlines(): Promise<Outlines> {
  opened ??= open();
  return opened;
}

async function open(): Promise<Outlines> {
  const { create } = await import('fontkit');
  const packed = await readFile(createRequire(import.meta.url).resolve(FONT));
  const font = create(unpacked(packed));
  if (!('glyphForCodePoint' in font)) throw new Error(`${FONT} is no single font`);
  const known = new Map<number, Outline | null>();
  const outlineOf = (point: number): Outline | null => {
    let outline = known.get(point);
    if (outline === undefined) {
      const glyph = font.hasGlyphForCodePoint(point) ? font.glyphForCodePoint(point) : null;
      outline = glyph === null ? null : { width: glyph.advanceWidth, path: glyph.path.toSVG() };
      known.set(point, outline);
    }
    return outline;
  };
  const outlinesOf = (text: string): Outline[] =>
    [...text.normalize('NFC')].flatMap((one) => outlineOf(one.codePointAt(0) ?? 0) ?? []);
  return {
    widthOf: (text, size) =>
      (outlinesOf(text).reduce((sum, { width }) => sum + width, 0) * size) / font.unitsPerEm,
    draw: (text, { x, y, size, fill }) => {
      const scale = size / font.unitsPerEm;
      let pen = 0;
      const paths = outlinesOf(text).map(({ width, path }) => {
        const at = pen;
        pen += width;
        return `<path transform="translate(${at})" d="${path}"/>`;
      });
      // Fonts count upwards, pictures downwards.
      return `<g fill="${fill}" transform="translate(${x} ${y}) scale(${scale} ${-scale})">${paths.join('')}</g>`;
    },
  };
}

type Outline = { width: number; path: string };

const HEADER = { woff: 44, sfnt: 12 };
const ENTRY = { woff: 20, sfnt: 16 };

/**
 * A WOFF 1.0 font as the plain font in it (https://www.w3.org/TR/WOFF/). fontkit reads WOFF by itself, but inflates it in
 * JavaScript, which takes seconds for so many characters.
 */
function unpacked(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const head = Buffer.alloc(HEADER.sfnt + count * ENTRY.sfnt);
  woff.copy(head, 0, 4, 8);
  head.writeUInt16BE(count, 4);
  const parts: Buffer[] = [head];
  let offset = head.length;
  for (let i = 0; i < count; i += 1) {
    const from = HEADER.woff + i * ENTRY.woff;
    const to = HEADER.sfnt + i * ENTRY.sfnt;
    const [start, packed, plain] = [4, 8, 12].map((at) => woff.readUInt32BE(from + at)) as [
      number,
      number,
      number,
    ];
    const bytes = woff.subarray(start, start + packed);
    const table = packed < plain ? inflateSync(bytes) : bytes;
    woff.copy(head, to, from, from + 4);
    woff.copy(head, to + 4, from + 16, from + 20);
    head.writeUInt32BE(offset, to + 8);
    head.writeUInt32BE(plain, to + 12);
    const padding = Buffer.alloc((4 - (plain % 4)) % 4);
    parts.push(table, padding);
    offset += plain + padding.length;
  }
  return Buffer.concat(parts);
}
