import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { deflateSync } from 'node:zlib';

/**
 * Draws the icons of the Teams app: a speech bubble with three rising bars. `color.png` is 192 pixels on our blue,
 * `outline.png` 32 pixels, white on nothing, as Teams asks. Run once after a change: `node --import tsx scripts/teams-icons.ts`.
 */

type Rgba = readonly [number, number, number, number];
type Point = readonly [number, number];

const BLUE: Rgba = [0x1f, 0x3a, 0x5f, 255];
const WHITE: Rgba = [255, 255, 255, 255];
const CLEAR: Rgba = [255, 255, 255, 0];
const SAMPLES = 8;

/** All shapes lie in a square from 0 to 100. */
function roundedBox(
  [x, y]: Point,
  box: { x: number; y: number; w: number; h: number; r: number },
): number {
  const dx = Math.abs(x - box.x - box.w / 2) - box.w / 2 + box.r;
  const dy = Math.abs(y - box.y - box.h / 2) - box.h / 2 + box.r;
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - box.r;
}

function bubble(point: Point, inset: number): boolean {
  const box = { x: 4 + inset, y: 8 + inset, w: 92 - 2 * inset, h: 68 - 2 * inset, r: 16 - inset };
  const [x, y] = point;
  const tail =
    y > 60 && y < 94 - 1.6 * inset && x > 20 + inset && x - 20 < (94 - y) * 0.9 - 1.4 * inset;
  return roundedBox(point, box) < 0 || tail;
}

function bars(point: Point): boolean {
  const [x, y] = point;
  return [0, 1, 2].some((i) => {
    const left = 26 + i * 18;
    return x > left && x < left + 12 && y > 50 - i * 12 && y < 62;
  });
}

const colorIcon = (point: Point): Rgba => {
  // The symbol keeps to the middle: Teams rounds the square and sometimes cuts it to a circle.
  const inner: Point = [(point[0] - 22) / 0.56, (point[1] - 22) / 0.56];
  if (!bubble(inner, 0)) return BLUE;
  return bars(inner) ? BLUE : WHITE;
};

const outlineIcon = (point: Point): Rgba =>
  (bubble(point, 0) && !bubble(point, 7)) || bars(point) ? WHITE : CLEAR;

function drawn(size: number, colorAt: (point: Point) => Rgba): Buffer {
  const lines = Array.from({ length: size }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: size }, (_, x) => pixel(x, y, size, colorAt)).flat()]),
  );
  return png(size, Buffer.concat(lines));
}

function pixel(x: number, y: number, size: number, colorAt: (point: Point) => Rgba): number[] {
  const sum = [0, 0, 0, 0];
  for (let i = 0; i < SAMPLES * SAMPLES; i += 1) {
    const dx = ((i % SAMPLES) + 0.5) / SAMPLES;
    const dy = (Math.floor(i / SAMPLES) + 0.5) / SAMPLES;
    const color = colorAt([((x + dx) * 100) / size, ((y + dy) * 100) / size]);
    for (const [c, value] of color.entries()) sum[c] = (sum[c] ?? 0) + value;
  }
  return sum.map((total) => Math.round(total / SAMPLES ** 2));
}

function png(size: number, pixels: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

const folder = resolve(import.meta.dirname, '../appPackage');
writeFileSync(resolve(folder, 'color.png'), drawn(192, colorIcon));
writeFileSync(resolve(folder, 'outline.png'), drawn(32, outlineIcon));
