import { z } from 'zod';
import type { Form, FormField } from '../../reply/reply.ts';
import { decodeJson, encodeJson, OPTION_VALUE_MAX } from './action-code.ts';
import { LIMITS, type SlackBlock } from './limits.ts';
import { FORM_CALLBACK } from './listens.ts';
import type { Submission } from './payloads.ts';
import { readTarget, type Target } from './target.ts';
import { clip, escapedClip } from './text.ts';

/** A form as a modal. What its answer needs travels in the view: no replica has to remember it. */
export function formView(form: Form, target: Target): SlackBlock {
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    private_metadata: encodeJson({
      command: form.command,
      shownAt: form.shownAt,
      target,
      hidden: hiddenIn(form),
    }),
    title: plain(form.title, LIMITS.modalTitle),
    submit: plain(form.submit, LIMITS.modalTitle),
    blocks: blocksOf(form),
  };
}

function hiddenIn({ fields }: Form): Record<string, string> {
  const hidden = fields.filter(({ input }) => input.kind === 'hidden');
  return Object.fromEntries(hidden.map(({ name, value }) => [name, value ?? '']));
}

type Opened = {
  command: string;
  shownAt: string | undefined;
  target: Target;
  hidden: Record<string, string>;
};

/** @returns null when the modal is none of ours. */
export function readMetadata(privateMetadata: string): Opened | null {
  const read = Metadata.safeParse(decodeJson(privateMetadata));
  const target = readTarget(read.data?.target);
  if (!read.success || target === null) return null;
  const { command, shownAt, hidden = {} } = read.data;
  return { command, shownAt, target, hidden };
}

/** What was filled in, by parameter name; what was left empty is left out. */
export function submittedValues(state: Submission['view']['state']): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, inputs] of Object.entries(state.values)) {
    const input = Object.values(inputs)[0];
    const value = input?.selected_option?.value ?? input?.selected_date ?? input?.value ?? '';
    if (value.trim() !== '') values[name] = value.trim();
  }
  return values;
}

const Metadata = z.object({
  command: z.string(),
  shownAt: z.string().optional(),
  target: z.unknown(),
  hidden: z.record(z.string(), z.string()).optional(),
});

/** A command without parameters still needs something to stand in its modal. */
function blocksOf({ title, fields }: Form): SlackBlock[] {
  if (fields.length === 0) return [{ type: 'section', text: plain(title, LIMITS.section) }];
  const shown = fields.filter(({ input }) => input.kind !== 'hidden');
  return shown.slice(0, LIMITS.viewBlocks).map(inputBlock);
}

function inputBlock(field: FormField): SlackBlock {
  return {
    type: 'input',
    block_id: field.name,
    label: plain(field.label, LIMITS.inputLabel),
    optional: !field.required,
    element: { ...inputElement(field), action_id: 'value' },
  };
}

function inputElement(field: FormField): SlackBlock {
  const { input, value } = field;
  switch (input.kind) {
    case 'text':
      return textInput(value, input.multiline, input.placeholder);
    case 'date':
      return {
        type: 'datepicker',
        ...(value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(value) && { initial_date: value }),
      };
    case 'hidden':
      return textInput(value, false);
    case 'choice':
      return choiceInput(input.options, value) ?? textInput(value, false);
    default:
      return input satisfies never;
  }
}

function textInput(value: string | undefined, multiline: boolean, hint?: string): SlackBlock {
  const filled = value !== undefined && value.trim() !== '';
  return {
    type: 'plain_text_input',
    multiline,
    max_length: LIMITS.inputValue,
    ...(filled && { initial_value: clip(value, LIMITS.inputValue) }),
    ...(hint !== undefined && { placeholder: plain(hint, LIMITS.placeholder) }),
  };
}

/** @returns null when Slack cannot list the options: the answer is typed then. */
function choiceInput(
  options: readonly { label: string; value: string }[],
  value: string | undefined,
): SlackBlock | null {
  const listable =
    options.length > 0 &&
    options.length <= LIMITS.options &&
    options.every((option) => option.value !== '' && option.value.length <= OPTION_VALUE_MAX);
  if (!listable) return null;
  const listed = options.map((option) => ({
    text: plain(option.label, LIMITS.optionLabel),
    value: option.value,
  }));
  const initial = listed.find((option) => option.value === value);
  return {
    type: 'static_select',
    options: listed,
    ...(initial !== undefined && { initial_option: initial }),
  };
}

function plain(text: string, max: number): SlackBlock {
  return { type: 'plain_text', text: escapedClip(text, max), emoji: false };
}
