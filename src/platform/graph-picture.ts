import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Outlines, openOutlines } from './outlines.ts';

/** A graph to draw. Colours are `#rrggbb`; the label of a node is broken into lines, the caption stands small above it. */
export type DrawnGraph = {
  nodes: readonly {
    id: string;
    label: string;
    caption: string;
    colour: string;
    /** It stands out: what the picture is about. */
    strong?: boolean;
    /** It is out of service. */
    faded?: boolean;
  }[];
  edges: readonly { from: string; to: string; label: string }[];
};

const LABEL = { size: 14, line: 18, widest: 168, lines: 3 };
const CAPTION = { size: 10, line: 14 };
const EDGE_LABEL = { size: 10, line: 12 };
const PADDING = 10;
const MARGIN = 24;
const INK = '#1f2933';
const QUIET = '#66727f';
const LINE = '#9aa5b1';
const PAPER = '#ffffff';
/** Twice as sharp as its size says, as screens are, but never larger than chat platforms show. */
const SCALE = 2;
const LARGEST_SIDE = 3200;

type Point = { x: number; y: number };
type Box = Point & { width: number; height: number };

/** Draws a graph from left to right as a PNG on white. */
export async function drawGraph(graph: DrawnGraph): Promise<Uint8Array> {
  const outlines = await openOutlines();
  return toPng(await svgOf(graph, outlines));
}

async function svgOf(
  graph: DrawnGraph,
  outlines: Outlines,
): Promise<{ svg: string; width: number; height: number }> {
  const { default: dagre } = await import('@dagrejs/dagre');
  const layout = new dagre.graphlib.Graph({ multigraph: true });
  layout.setGraph({
    rankdir: 'LR',
    nodesep: 18,
    ranksep: 36,
    edgesep: 10,
    marginx: MARGIN,
    marginy: MARGIN,
  });
  const lines = new Map(graph.nodes.map((node) => [node.id, linesOf(node.label, outlines)]));
  for (const { id, caption } of graph.nodes) {
    const label = lines.get(id) ?? [];
    const widest = Math.max(
      outlines.widthOf(caption, CAPTION.size),
      ...label.map((line) => outlines.widthOf(line, LABEL.size)),
    );
    const height = CAPTION.line + label.length * LABEL.line + PADDING * 1.5;
    layout.setNode(id, { width: widest + PADDING * 2, height });
  }
  for (const [i, { from, to, label }] of graph.edges.entries()) {
    const width = outlines.widthOf(label, EDGE_LABEL.size) + 6;
    layout.setEdge(from, to, { width, height: EDGE_LABEL.line, labelpos: 'c' }, String(i));
  }
  dagre.layout(layout);
  const { width = 0, height = 0 } = layout.graph();
  const edges = graph.edges.map(({ from, to, label }, i) => {
    const edge = layout.edge(from, to, String(i)) as Point & { points: Point[] };
    return { line: lineOf(edge.points), label: labelOf(label, edge, outlines) };
  });
  const nodes = graph.nodes.map((node) =>
    nodeOf(node, layout.node(node.id) as Box, lines.get(node.id) ?? [], outlines),
  );
  return {
    svg: [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`,
      `<rect width="100%" height="100%" fill="${PAPER}"/>`,
      ...edges.map(({ line }) => line),
      ...nodes,
      ...edges.map(({ label }) => label),
      '</svg>',
    ].join(''),
    width,
    height,
  };
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Breaks a label between words; what is more than the lines there are is cut with …. */
function linesOf(label: string, { widthOf }: Outlines): string[] {
  const lines: string[] = [''];
  for (const { segment } of segmenter.segment(label)) {
    const last = lines.at(-1) ?? '';
    const fits = widthOf(last + segment, LABEL.size) <= LABEL.widest;
    if (fits || last === '') lines[lines.length - 1] = last + segment;
    else lines.push(segment.trimStart());
  }
  const shown = lines.map((line) => line.trim()).filter((line) => line !== '');
  if (shown.length <= LABEL.lines) return shown;
  const kept = shown.slice(0, LABEL.lines);
  return [...kept.slice(0, -1), `${kept.at(-1) ?? ''}…`];
}

function nodeOf(
  { caption, colour, strong = false, faded = false }: DrawnGraph['nodes'][number],
  { x, y, width, height }: Box,
  label: readonly string[],
  { widthOf, draw }: Outlines,
): string {
  const left = x - width / 2;
  const top = y - height / 2;
  const middle = (text: string, size: number): number => x - widthOf(text, size) / 2;
  const dashes = faded ? ' stroke-dasharray="5 4"' : '';
  return [
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="8" fill="${PAPER}"/>`,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="8" fill="${colour}" fill-opacity="${strong ? 0.28 : 0.1}" stroke="${colour}" stroke-width="${strong ? 3 : 1.5}"${dashes}/>`,
    draw(caption, {
      x: middle(caption, CAPTION.size),
      y: top + PADDING / 2 + CAPTION.size + 1,
      size: CAPTION.size,
      fill: colour,
    }),
    ...label.map((line, i) =>
      draw(line, {
        x: middle(line, LABEL.size),
        y: top + PADDING / 2 + CAPTION.line + (i + 1) * LABEL.line - 3,
        size: LABEL.size,
        fill: faded ? QUIET : INK,
      }),
    ),
  ].join('');
}

/** A line through the points with rounded corners, and a head where it ends. */
function lineOf(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const end = rest.at(-1);
  if (first === undefined || end === undefined) return '';
  const bends = rest.slice(0, -1).map((bend, i) => {
    const next = rest[i + 1] ?? end;
    return `Q ${bend.x} ${bend.y} ${(bend.x + next.x) / 2} ${(bend.y + next.y) / 2}`;
  });
  const before = rest.at(-2) ?? first;
  const angle = (Math.atan2(end.y - before.y, end.x - before.x) * 180) / Math.PI;
  return [
    `<path d="M ${first.x} ${first.y} ${bends.join(' ')} L ${end.x} ${end.y}" fill="none" stroke="${LINE}" stroke-width="1.3"/>`,
    `<path d="M 0 0 L -8 -3.5 L -8 3.5 Z" fill="${LINE}" transform="translate(${end.x} ${end.y}) rotate(${angle})"/>`,
  ].join('');
}

function labelOf(text: string, { x, y }: Point, { widthOf, draw }: Outlines): string {
  const width = widthOf(text, EDGE_LABEL.size);
  return [
    `<rect x="${x - width / 2 - 2}" y="${y - 7}" width="${width + 4}" height="13" fill="${PAPER}" fill-opacity="0.85"/>`,
    draw(text, { x: x - width / 2, y: y + 3.5, size: EDGE_LABEL.size, fill: QUIET }),
  ].join('');
}

let ready: Promise<unknown> | null = null;

async function toPng(picture: { svg: string; width: number; height: number }): Promise<Uint8Array> {
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm');
  const wasm = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
  ready ??= readFile(wasm).then((bytes) => initWasm(bytes));
  await ready;
  const scale = Math.min(SCALE, LARGEST_SIDE / Math.max(picture.width, picture.height, 1));
  const drawing = new Resvg(picture.svg, { fitTo: { mode: 'zoom', value: scale } });
  try {
    const image = drawing.render();
    try {
      return image.asPng();
    } finally {
      image.free();
    }
  } finally {
    drawing.free();
  }
}
