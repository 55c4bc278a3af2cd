import type { Chart } from '../../reply/reply.ts';
import { type Element, grid, heading, type Room } from './card.ts';
import { clean } from './plain-text.ts';

/** Draws a chart as Teams' own chart; a client without charts shows the table of its numbers instead. */
export function drawChart(chart: Chart, room: Room): Element[] {
  const series = chart.series.slice(0, 6).map((one) => ({
    name: clean(one.name, room.cell),
    points: one.points
      .filter((point) => Number.isFinite(point.value))
      .slice(0, room.rows)
      .map((point) => ({ label: clean(point.label, room.cell), value: point.value })),
  }));
  const drawn = { ...chart, series };
  const table = tableOf(drawn, room);
  if (series.every((one) => one.points.length === 0))
    return [...heading(chart.title, room), ...table];
  return [
    // Teams reads a chart's title out but does not show it.
    ...heading(chart.title, room),
    {
      ...shapeOf(drawn),
      title: clean(chart.title, room.cell),
      fallback: { type: 'Container', items: table },
    },
  ];
}

function shapeOf(chart: Chart): Element {
  const [first] = chart.series;
  const points = first?.points ?? [];
  switch (chart.chart) {
    case 'pie':
      return {
        type: 'Chart.Pie',
        data: points.map((p, i) => ({ legend: p.label, value: p.value, ...colorOf(i) })),
      };
    case 'line':
      return { type: 'Chart.Line', ...axisOf(chart), data: grouped(chart) };
    case 'bar':
      return chart.series.length === 1
        ? {
            type: 'Chart.VerticalBar',
            ...colorOf(0),
            ...axisOf(chart),
            data: points.map((p) => ({ x: p.label, y: p.value })),
          }
        : { type: 'Chart.VerticalBar.Grouped', ...axisOf(chart), data: grouped(chart) };
    default:
      return chart.chart satisfies never;
  }
}

/** A unit of one character (个) lies on its side and is not to be read. */
function axisOf({ unit }: Chart): object {
  return unit.length > 1 ? { yAxisTitle: unit } : {};
}

/** Left to itself, Teams begins with red, which reads as a warning. */
const COLORS = ['Blue', 'Marigold', 'Teal', 'Purple', 'Green', 'Red'];

function colorOf(i: number): { color: string } {
  return { color: `categorical${COLORS[i % COLORS.length] ?? 'Blue'}` };
}

function grouped(chart: Chart): object[] {
  return chart.series.map((one, i) => ({
    legend: one.name,
    ...colorOf(i),
    values: one.points.map((p) => ({ x: p.label, y: p.value })),
  }));
}

function tableOf(chart: Chart, room: Room): Element[] {
  const labels = chart.series[0]?.points.map((p) => p.label) ?? [];
  const header = [
    { text: chart.unit, align: 'left' as const },
    ...chart.series.map((one) => ({ text: one.name, align: 'right' as const })),
  ];
  const rows = labels.map((label, i) => [
    { text: label, align: 'left' as const },
    ...chart.series.map((one) => ({
      text: String(one.points[i]?.value ?? ''),
      align: 'right' as const,
    })),
  ]);
  return [grid(header, rows, room)];
}
