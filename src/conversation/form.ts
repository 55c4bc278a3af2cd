import type { CommandContext } from '../commands/context.ts';
import { readable, stageChoices } from '../commands/form-choices.ts';
import type { Parameter } from '../commands/parameters.ts';
import { mayUse } from '../commands/permission.ts';
import type { Form, FormField } from '../reply/reply.ts';

/** The form of a command, filled in as far as known; null when the person may not use it. */
export async function formOf(
  ctx: CommandContext,
  name: string,
  filledIn: Readonly<Record<string, unknown>>,
): Promise<Form | null> {
  const command = ctx.catalogue.find(name);
  if (command === null || !mayUse(ctx.actor, command)) return null;
  const fields: FormField[] = [];
  for (const parameter of command.inputs) {
    if (parameter.hidden === true && filledIn[parameter.name] === undefined) continue;
    fields.push(await fieldOf(ctx, parameter, filledIn));
  }
  return {
    command: name,
    shownAt: ctx.clock.now().toISOString(),
    title: command.summary[ctx.locale].replace(/[:：.。].*$/, ''),
    submit: ctx.locale === 'zh' ? '保存' : 'Save',
    fields,
  };
}

async function fieldOf(
  ctx: CommandContext,
  parameter: Parameter,
  said: Readonly<Record<string, unknown>>,
): Promise<FormField> {
  const value = said[parameter.name];
  const text = typeof value === 'string' ? await readable(ctx, parameter, value) : '';
  const filled = text === '' ? {} : { value: text };
  return {
    name: parameter.name,
    label: capital(parameter.label[ctx.locale]),
    required: parameter.required,
    ...filled,
    input: await inputOf(ctx, parameter, said),
  };
}

async function inputOf(
  ctx: CommandContext,
  parameter: Parameter,
  said: Readonly<Record<string, unknown>>,
): Promise<FormField['input']> {
  const { slot } = parameter;
  const zh = ctx.locale === 'zh';
  if (parameter.hidden === true) return { kind: 'hidden' };
  switch (slot.kind) {
    case 'date':
      return { kind: 'date' };
    case 'choice':
      return {
        kind: 'choice',
        options: slot.options.map((o) => ({ label: o.label[ctx.locale], value: o.value })),
      };
    case 'stage':
      return { kind: 'choice', options: await stageChoices(ctx, said) };
    case 'language':
      return {
        kind: 'choice',
        options: [
          { label: 'English', value: 'en' },
          { label: '中文', value: 'zh' },
        ],
      };
    case 'flag':
      return {
        kind: 'choice',
        options: [
          { label: zh ? '是' : 'Yes', value: 'true' },
          { label: zh ? '否' : 'No', value: 'false' },
        ],
      };
    case 'money':
      return {
        kind: 'text',
        multiline: false,
        placeholder: zh ? '例如 5万、50k、€1,200' : 'such as 50k, $1.2m, €1,200',
      };
    case 'exchange-rate':
      return { kind: 'text', multiline: false, placeholder: '1 EUR = 1.08 USD' };
    case 'date-or-moment':
    case 'moment':
    case 'period':
      return {
        kind: 'text',
        multiline: false,
        placeholder: zh ? '例如 明天下午三点' : 'such as tomorrow at 3pm',
      };
    case 'text':
      return { kind: 'text', multiline: MULTILINE.has(parameter.name) };
    case 'record':
    case 'number':
    case 'percent':
    case 'email':
    case 'phone':
    case 'domain':
    case 'time-zone':
    case 'currency':
      return { kind: 'text', multiline: false };
    default:
      return slot satisfies never;
  }
}

/** Parameters that hold more than a line. */
const MULTILINE = new Set(['summary', 'comment', 'body']);

function capital(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}
