import type { Chart, Table } from '../../reply/reply.ts';
import { LIMITS, type SlackBlock } from './limits.ts';
import { clip } from './text.ts';

export type TableBlock = SlackBlock & { rows: Cell[][] };

type Cell = { type: 'raw_text'; text: string };

/** A table as native blocks: one, or several with the same heading row when it is longer than Slack takes. */
export function tableBlocks(table: Table): TableBlock[] {
  const columns = table.columns.slice(0, LIMITS.tableColumns);
  if (columns.length === 0) return [];
  const heading = columns.map((column) => cell(column.label, LIMITS.tableHeading));
  const rows = table.rows.map((row) => columns.map((_, i) => cell(row[i] ?? '', LIMITS.tableCell)));
  return groupsOf(rows, sizeOf(heading)).map((group) => ({
    type: 'table',
    column_settings: columns.map(({ align }) => ({ align, is_wrapped: align === 'left' })),
    rows: [heading, ...group],
  }));
}

// raw_text is shown letter by letter: escaping it would show the escapes. Slack refuses an empty cell.
function cell(text: string, max: number): Cell {
  return { type: 'raw_text', text: text.trim() === '' ? ' ' : clip(text, max) };
}

function sizeOf(row: readonly Cell[]): number {
  return row.reduce((sum, { text }) => sum + text.length, 0);
}

function groupsOf(rows: readonly Cell[][], headingSize: number): Cell[][][] {
  const groups: Cell[][][] = [[]];
  let size = headingSize;
  for (const row of rows) {
    const group = groups.at(-1) ?? [];
    const full = group.length + 1 >= LIMITS.tableRows || size + sizeOf(row) > LIMITS.tableSize;
    if (full && group.length > 0) {
      groups.push([row]);
      size = headingSize + sizeOf(row);
      continue;
    }
    group.push(row);
    size += sizeOf(row);
  }
  return groups;
}

/**
 * A chart as Slack's `data_visualization` block.
 *
 * @returns null when Slack cannot draw it: too many points, series of different labels, a slice that is not positive.
 */
export function chartBlock(chart: Chart): SlackBlock | null {
  const drawn = chart.chart === 'pie' ? pie(chart) : axes(chart);
  if (drawn === null) return null;
  const title = chart.chart === 'pie' ? `${chart.title} (${chart.unit})` : chart.title;
  return {
    type: 'data_visualization',
    title: clip(title.length <= LIMITS.chartTitle ? title : chart.title, LIMITS.chartTitle),
    chart: drawn,
  };
}

function pie(chart: Chart): SlackBlock | null {
  const points = chart.series[0]?.points ?? [];
  if (chart.series.length !== 1 || points.length === 0 || points.length > LIMITS.pieSegments)
    return null;
  if (!points.every(({ value }) => Number.isFinite(value) && value > 0)) return null;
  const labels = distinct(points.map(({ label }) => label));
  return {
    type: 'pie',
    segments: points.map(({ value }, i) => ({ label: labels[i], value })),
  };
}

function axes(chart: Chart): SlackBlock | null {
  const points = chart.series[0]?.points ?? [];
  const labels = points.map(({ label }) => label);
  if (chart.series.length > LIMITS.chartSeries || points.length === 0) return null;
  if (points.length > LIMITS.chartPoints) return null;
  const drawable = chart.series.every(
    (series) =>
      series.points.length === points.length &&
      series.points.every(({ label, value }, i) => label === labels[i] && Number.isFinite(value)),
  );
  if (!drawable) return null;
  const categories = distinct(labels);
  const names = distinct(chart.series.map(({ name }) => name));
  return {
    type: chart.chart,
    series: chart.series.map((series, s) => ({
      name: names[s],
      data: series.points.map(({ value }, i) => ({ label: categories[i], value })),
    })),
    axis_config: { categories, y_label: clip(chart.unit, LIMITS.chartTitle) },
  };
}

// Slack matches points to the axis by label and wants each series name once: cutting must not make two alike.
function distinct(labels: readonly string[]): string[] {
  const taken = new Set<string>();
  return labels.map((label) => {
    let name = clip(label, LIMITS.chartLabel);
    for (let n = 2; taken.has(name); n += 1) name = `${clip(label, LIMITS.chartLabel - 4)} ${n}`;
    taken.add(name);
    return name;
  });
}
