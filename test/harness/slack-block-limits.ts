/** Slack's documented limits of Block Kit, written from its reference and not from our renderer: what breaks them is refused. */

type Json = Readonly<Record<string, unknown>>;
type Surface = 'message' | 'home' | 'modal';

const ONLY_IN_MESSAGES = new Set(['table', 'data_visualization']);
const MAX_BLOCKS: Readonly<Record<Surface, number>> = { message: 50, home: 100, modal: 100 };

/** What Slack would refuse, in words; empty when it would take the blocks. */
export function blockFaults(blocks: unknown, surface: Surface): string[] {
  const list = listOf(blocks);
  const faults = list.flatMap((block, i) =>
    checkBlock(block, surface).map((fault) => `blocks/${i} ${String(block.type)}: ${fault}`),
  );
  const count = (type: string) => list.filter((block) => block.type === type).length;
  const ids = list.flatMap((block) => listOf(block.elements).map((e) => e.action_id));
  return [
    ...faults,
    ...unless(Array.isArray(blocks), 'blocks is no list'),
    ...unless(surface === 'message' || list.length > 0, 'an empty view'),
    ...unless(list.length <= MAX_BLOCKS[surface], 'too many blocks'),
    ...unless(count('table') <= 1, 'only_one_table_allowed'),
    ...unless(count('data_visualization') <= 2, 'more than two charts'),
    ...unless(surface !== 'message' || textIn(list) <= 12_000, 'msg_blocks_too_long'),
    ...unless(uniqueIds(ids), 'action_id twice'),
    ...unless(uniqueIds(list.map(({ block_id }) => block_id)), 'block_id twice'),
  ];
}

function checkBlock(block: Json, surface: Surface): string[] {
  return [...checkString(block.block_id ?? '', 0, 255, 'block_id'), ...checkByType(block, surface)];
}

function checkByType(block: Json, surface: Surface): string[] {
  const type = String(block.type);
  if (surface !== 'message' && ONLY_IN_MESSAGES.has(type)) return ['not on this surface'];
  switch (type) {
    case 'section':
      return [
        ...(block.text === undefined ? [] : checkText(block.text, 3000)),
        ...unless(block.text !== undefined || block.fields !== undefined, 'empty section'),
        ...unless(listOf(block.fields).length <= 10, 'too many fields'),
        ...listOf(block.fields).flatMap((field) => checkText(field, 2000)),
      ];
    case 'header':
      return checkText(block.text, 150, true);
    case 'context':
      return [
        ...unless(between(listOf(block.elements).length, 1, 10), 'context elements'),
        ...listOf(block.elements).flatMap((text) => checkText(text, 2000)),
      ];
    case 'actions':
      return [
        ...unless(between(listOf(block.elements).length, 1, 25), 'action elements'),
        ...listOf(block.elements).flatMap(checkElement),
      ];
    case 'input':
      return surface === 'modal' ? checkInput(block) : ['input outside of a modal'];
    case 'rich_text':
      return checkRichText(block);
    case 'table':
      return checkTable(block);
    case 'data_visualization':
      return checkChart(block);
    default:
      return ['unknown type'];
  }
}

function checkElement(element: Json): string[] {
  switch (element.type) {
    case 'button':
      return [
        ...checkText(element.text, 75, true),
        ...checkString(element.action_id, 1, 255, 'action_id'),
        ...checkString(element.value, 0, 2000, 'value'),
      ];
    case 'static_select':
      return [
        ...(element.placeholder === undefined ? [] : checkText(element.placeholder, 150, true)),
        ...unless(between(listOf(element.options).length, 1, 100), 'options'),
        ...listOf(element.options).flatMap((option) => [
          ...checkText(option.text, 75),
          ...checkString(option.value, 1, 150, 'option value'),
        ]),
      ];
    case 'plain_text_input':
      return [
        ...checkString(element.initial_value ?? '', 0, 3000, 'initial_value'),
        ...(element.placeholder === undefined ? [] : checkText(element.placeholder, 150, true)),
      ];
    case 'datepicker':
      return unless(
        /^\d{4}-\d{2}-\d{2}$/.test(String(element.initial_date ?? '2026-01-01')),
        'initial_date',
      );
    default:
      return ['unknown element'];
  }
}

function checkInput(block: Json): string[] {
  return [
    ...checkText(block.label, 2000, true),
    ...checkString(block.block_id ?? 'b', 1, 255, 'block_id'),
    ...checkElement(objectOf(block.element)),
  ];
}

function checkRichText(block: Json): string[] {
  const sections = listOf(block.elements);
  return [
    ...unless(sections.length > 0, 'empty rich text'),
    ...sections.flatMap((section) =>
      listOf(section.elements).flatMap(({ type, text }) => [
        ...unless(type === 'text', 'rich text element'),
        ...checkString(text, 1, 3000, 'rich text'),
      ]),
    ),
  ];
}

function checkTable(block: Json): string[] {
  const rows = Array.isArray(block.rows) ? block.rows.map(listOf) : [];
  const cells = rows.flat();
  return [
    ...unless(between(rows.length, 1, 100), 'rows'),
    ...unless(
      rows.every((row) => between(row.length, 1, 20)),
      'columns',
    ),
    ...unless(new Set(rows.map((row) => row.length)).size <= 1, 'ragged rows'),
    ...unless(listOf(block.column_settings).length <= 20, 'column settings'),
    ...unless(
      cells.every((c) => c.type === 'raw_text' && String(c.text) !== ''),
      'cell',
    ),
    ...unless(cells.reduce((sum, c) => sum + String(c.text).length, 0) <= 10_000, 'table too long'),
  ];
}

function checkChart(block: Json): string[] {
  const chart = objectOf(block.chart);
  const title = checkString(block.title, 1, 50, 'title');
  if (chart.type === 'pie') {
    const segments = listOf(chart.segments);
    return [
      ...title,
      ...unless(between(segments.length, 1, 6), 'segments'),
      ...segments.flatMap((s) => checkString(s.label, 1, 20, 'segment label')),
      ...unless(
        segments.every((s) => Number(s.value) > 0),
        'segment value',
      ),
    ];
  }
  const series = listOf(chart.series);
  const axis = objectOf(chart.axis_config);
  const categories = Array.isArray(axis.categories) ? axis.categories.map(String) : [];
  const names = series.map((s) => s.name);
  return [
    ...title,
    ...unless(['bar', 'line', 'area'].includes(String(chart.type)), 'chart type'),
    ...unless(between(series.length, 1, 6), 'series'),
    ...unless(new Set(names).size === names.length, 'series name twice'),
    ...names.flatMap((name) => checkString(name, 1, 20, 'series name')),
    ...unless(between(categories.length, 1, 20), 'categories'),
    ...unless(new Set(categories).size === categories.length, 'category twice'),
    ...categories.flatMap((category) => checkString(category, 1, 20, 'category')),
    ...checkString(axis.y_label ?? 'y', 1, 50, 'y_label'),
    ...unless(
      series.every(({ data }) => {
        const labels = listOf(data).map((point) => point.label);
        return (
          labels.join('\n') === categories.join('\n') &&
          listOf(data).every((point) => Number.isFinite(point.value))
        );
      }),
      'data does not match the categories',
    ),
  ];
}

/** A whole view as `views.open` and `views.publish` take it. */
export function viewFaults(view: unknown): string[] {
  const { type, title, submit, private_metadata, callback_id, blocks } = objectOf(view);
  const modal = type === 'modal';
  return [
    ...unless(modal || type === 'home', 'view type'),
    ...(modal ? [...checkText(title, 24, true), ...checkText(submit, 24, true)] : []),
    ...checkString(private_metadata ?? '', 0, 3000, 'private_metadata'),
    ...checkString(callback_id ?? '', 0, 255, 'callback_id'),
    ...blockFaults(blocks, modal ? 'modal' : 'home'),
  ];
}

function checkText(text: unknown, max: number, plainOnly = false): string[] {
  const { type, text: content, emoji } = objectOf(text);
  return [
    ...unless(type === 'plain_text' || (type === 'mrkdwn' && !plainOnly), 'text type'),
    ...unless(emoji === undefined || type === 'plain_text', 'emoji in mrkdwn'),
    ...checkString(content, 1, max, 'text'),
  ];
}

function checkString(value: unknown, min: number, max: number, what: string): string[] {
  return unless(typeof value === 'string' && between(value.length, min, max), what);
}

function textIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + textIn(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [field, inner]) =>
      sum + (field === 'text' && typeof inner === 'string' ? inner.length : textIn(inner)),
    0,
  );
}

function uniqueIds(ids: readonly unknown[]): boolean {
  const given = ids.filter((id) => id !== undefined);
  return new Set(given).size === given.length;
}

function unless(holds: boolean, fault: string): string[] {
  return holds ? [] : [fault];
}

function between(value: number, min: number, max: number): boolean {
  return value >= min && value <= max;
}

function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}
