import {
  type Block,
  type Button,
  type Form,
  type FormField,
  type Table,
  textOf,
} from '../../reply/reply.ts';
import { type Drawing, type Element, grid, heading, note, paragraphs } from './card.ts';
import { drawChart } from './draw-chart.ts';
import { clean, escapeMarkdown } from './plain-text.ts';
import { type CardData, DATA_KEY, INPUT_PREFIX } from './press.ts';
import { NEEDED, ROWS_LEFT_OUT, WORDING } from './wording.ts';

/** Teams shows six buttons in a row. */
const BUTTONS_IN_A_SET = 6;

/** Draws a block as elements of an Adaptive Card 1.5. `id` is unique within the card. */
export function drawBlock(block: Block, id: string, drawing: Drawing): Element[] {
  const { room } = drawing;
  switch (block.kind) {
    case 'text':
      return paragraphs(block.text, room);
    case 'heading':
      return heading(block.text, room);
    case 'note':
      return paragraphs(block.text, room, { isSubtle: true, size: 'Small' });
    case 'fields':
      return drawFacts(block.fields, drawing);
    case 'table':
      return drawTable(block, drawing);
    case 'chart':
      return drawChart(block, room);
    case 'buttons':
      return drawButtons(block.buttons);
    case 'menu':
      return drawMenu(block, id, drawing);
    case 'form':
      return drawForm(block.form, drawing);
    case 'file':
      return drawFile(block, drawing);
    case 'image':
      return drawImage(block, drawing);
    default:
      return block satisfies never;
  }
}

function drawFile(
  block: Extract<Block, { kind: 'file' }>,
  { room, language, linkTo }: Drawing,
): Element[] {
  const url = linkTo(block.file.id);
  const title = clean(textOf(block), room.cell);
  if (url === null) return [note(title), note(WORDING.noAddress[language])];
  return [
    {
      type: 'ActionSet',
      actions: [
        { type: 'Action.OpenUrl', title: clean(`${WORDING.download[language]} ${title}`, 80), url },
      ],
    },
  ];
}

/** A picture by its signed link: Teams fetches it. Where there is no address, its words stand alone. */
function drawImage(
  { file, alt }: Extract<Block, { kind: 'image' }>,
  { room, language, linkTo }: Drawing,
): Element[] {
  const url = linkTo(file.id);
  const altText = clean(alt, room.cell);
  if (url === null) return [note(altText), note(WORDING.noAddress[language])];
  return [
    {
      type: 'Image',
      url,
      altText,
      size: 'Stretch',
      selectAction: { type: 'Action.OpenUrl', title: clean(WORDING.download[language], 80), url },
    },
  ];
}

function drawFacts(
  fields: Extract<Block, { kind: 'fields' }>['fields'],
  { room, language }: Drawing,
): Element[] {
  if (fields.length === 0) return [];
  const facts = fields.slice(0, room.rows).map((field) => ({
    title: escapeMarkdown(clean(field.label, room.cell)),
    value: escapeMarkdown(clean(field.value, room.cell)),
  }));
  const more = fields.length - facts.length;
  return [{ type: 'FactSet', facts }, ...(more > 0 ? [note(ROWS_LEFT_OUT[language](more))] : [])];
}

function drawTable(table: Table, { room, language }: Drawing): Element[] {
  const columns = table.columns.slice(0, 20);
  const shown = table.rows.slice(0, room.rows);
  const more = table.rows.length - shown.length;
  const header = columns.map(({ label, align }) => ({ text: label, align }));
  const rows = shown.map((row) => columns.map(({ align }, i) => ({ text: row[i] ?? '', align })));
  return [
    ...heading(table.title, room),
    ...(columns.length === 0 ? [] : [grid(header, rows, room)]),
    ...(more > 0 ? [note(ROWS_LEFT_OUT[language](more))] : []),
  ];
}

function drawButtons(buttons: readonly Button[]): Element[] {
  const actions = buttons.map((button) =>
    // Without `none` a button would first demand that every input on the card is filled in.
    execute(button.label, button.action, { associatedInputs: 'none', ...styleOf(button) }),
  );
  const sets = Math.ceil(actions.length / BUTTONS_IN_A_SET);
  return Array.from({ length: sets }, (_, i) => ({
    type: 'ActionSet',
    actions: actions.slice(i * BUTTONS_IN_A_SET, (i + 1) * BUTTONS_IN_A_SET),
  }));
}

function styleOf(button: Button): object {
  if (button.style === undefined) return {};
  return { style: button.style === 'primary' ? 'positive' : 'destructive' };
}

function execute(title: string, data: CardData, more: object = {}): Element {
  return {
    type: 'Action.Execute',
    title: clean(title, 80),
    verb: data.kind === 'run' ? data.command : data.kind,
    data: { [DATA_KEY]: data },
    ...more,
  };
}

function drawMenu(
  menu: Extract<Block, { kind: 'menu' }>,
  id: string,
  { room, language }: Drawing,
): Element[] {
  const options = menu.options.slice(0, room.rows);
  const more = menu.options.length - options.length;
  return [
    {
      type: 'Input.ChoiceSet',
      id,
      label: clean(menu.prompt, room.cell),
      placeholder: clean(menu.prompt, room.cell),
      style: 'compact',
      choices: options.map((option) => ({
        title: clean(option.label, room.cell),
        value: JSON.stringify(option.action),
      })),
    },
    ...(more > 0 ? [note(ROWS_LEFT_OUT[language](more))] : []),
    {
      type: 'ActionSet',
      actions: [execute(WORDING.choose[language], { kind: 'menu', input: id })],
    },
  ];
}

function drawForm(form: Form, drawing: Drawing): Element[] {
  const { command, shownAt } = form;
  const mark = { kind: 'form', command, shownAt, nonce: drawing.nonce } as const;
  return [
    ...heading(form.title, drawing.room),
    ...form.fields.map((field) => drawField(field, drawing)),
    { type: 'ActionSet', actions: [execute(form.submit, mark, { style: 'positive' })] },
  ];
}

function drawField(field: FormField, { room, language }: Drawing): Element {
  const label = clean(field.label, room.cell);
  return {
    id: `${INPUT_PREFIX}${field.name}`,
    label,
    ...(field.required ? { isRequired: true, errorMessage: NEEDED[language](label) } : {}),
    ...drawInput(field, room),
  };
}

function drawInput(field: FormField, room: Drawing['room']): Element {
  const { input, value } = field;
  switch (input.kind) {
    case 'text':
      return {
        type: 'Input.Text',
        isMultiline: input.multiline,
        maxLength: 4000,
        ...(value === undefined ? {} : { value: clean(value, room.text) }),
        ...(input.placeholder === undefined ? {} : { placeholder: input.placeholder }),
      };
    case 'date':
      // Anything but a day would make the client drop the whole card.
      return { type: 'Input.Date', ...(/^\d{4}-\d\d-\d\d$/.test(value ?? '') ? { value } : {}) };
    case 'hidden':
      return { type: 'Input.Text', isVisible: false, value: value ?? '' };
    case 'choice':
      return {
        type: 'Input.ChoiceSet',
        style: 'compact',
        choices: input.options
          .slice(0, room.rows)
          .map((option) => ({ title: clean(option.label, room.cell), value: option.value })),
        ...(value === undefined ? {} : { value }),
      };
    default:
      return input satisfies never;
  }
}
