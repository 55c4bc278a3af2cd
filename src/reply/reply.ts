/** The languages Parley speaks. */
export type Locale = 'en' | 'zh';

/** A phrase in every language: one without its Chinese does not compile. */
export type Phrase = Readonly<Record<Locale, string>>;

/**
 * What the assistant answers, before any chat platform has seen it. An adapter renders the blocks natively; `text` says
 * all that the blocks say and is the fallback for notifications, screen readers and the terminal.
 */
export type Reply = { text: string; blocks: readonly Block[] };

export type Block =
  /** A paragraph of plain text. Never markup: an adapter escapes it. Line breaks are kept. */
  | { kind: 'text'; text: string; quoted?: Quoted }
  /** A headline over what follows. */
  | { kind: 'heading'; text: string }
  /** Small print: hints, "as of", what was left alone. */
  | { kind: 'note'; text: string }
  | { kind: 'fields'; fields: readonly Field[] }
  | Table
  | Chart
  | { kind: 'buttons'; buttons: readonly Button[] }
  /** A choice among many; `prompt` is the placeholder of the select menu. */
  | { kind: 'menu'; prompt: string; options: readonly Button[] }
  | { kind: 'form'; form: Form }
  /** A file to fetch: the platform's own attachment, or a link. */
  | { kind: 'file'; file: FileRef }
  /** A picture, shown where the platform can; `alt` says what it shows. */
  | { kind: 'image'; file: FileRef; alt: string };

/**
 * What a paragraph quotes, and what else may be said: a model, where one is set up, makes a short answer of these passages before
 * the reply is posted. Its reader may read all of them; the first one is quoted.
 */
export type Quoted = {
  question: string;
  language: Locale;
  passages: readonly { title: string; text: string; source: string }[];
};

/** A stored file. `size` in bytes. */
export type FileRef = { id: string; name: string; mediaType: string; size: number };

export type Field = { label: string; value: string };

export type Table = {
  kind: 'table';
  title: string;
  columns: readonly { label: string; align: 'left' | 'right' }[];
  /** One string per column. At most 100 rows of 20 columns; what was left out is said in a note. */
  rows: readonly (readonly string[])[];
};

export type Chart = {
  kind: 'chart';
  chart: 'bar' | 'line' | 'pie';
  title: string;
  /** The unit of every value, such as `USD` or `deals`. */
  unit: string;
  /** 1 to 6 series over the same labels (a pie has one, of 1 to 6 points). Values are for drawing, not for adding up. */
  series: readonly { name: string; points: readonly { label: string; value: number }[] }[];
};

export type Button = { label: string; style?: 'primary' | 'danger'; action: Action };

/**
 * What a press does. It travels through the chat platform and comes back as untrusted input: it names a command like a typed
 * sentence does, and passes the same `execute()`. `nonce`, where given, makes all presses of it one effect.
 */
export type Action =
  | { kind: 'run'; command: string; arguments: Readonly<Record<string, unknown>>; nonce?: string }
  /** Answers the question a pending action asked: `yes`, `no`, or the index of a choice. */
  | { kind: 'answer'; pending: string; choice: string }
  /** Opens the form of a command, filled in as far as known (a modal in Slack, a card in Teams). */
  | { kind: 'open-form'; command: string; arguments: Readonly<Record<string, unknown>> };

/** A form that names a command: its values come back as text and are parsed like typed ones. */
export type Form = {
  command: string;
  /** When it was made, in ISO 8601: what others change after that is asked about when it comes back. */
  shownAt?: string | undefined;
  title: string;
  submit: string;
  fields: readonly FormField[];
};

export type FormField = {
  /** The parameter's name. */
  name: string;
  label: string;
  required: boolean;
  /** What is filled in already, in the form the input takes (a date as 2026-03-31). */
  value?: string;
  input:
    | { kind: 'text'; multiline: boolean; placeholder?: string }
    | { kind: 'date' }
    | { kind: 'choice'; options: readonly { label: string; value: string }[] }
    /** What the form is about: it goes along with what is filled in, and nobody sees it. */
    | { kind: 'hidden' };
};

/** Makes a reply of blocks; its `text` is made of them. */
export function replyOf(...blocks: readonly Block[]): Reply {
  return { text: blocks.map(textOf).filter(Boolean).join('\n'), blocks };
}

/** A reply that is one paragraph. */
export function say(text: string): Reply {
  return replyOf({ kind: 'text', text });
}

/** Several replies as one, in order. */
export function joinReplies(replies: readonly Reply[]): Reply {
  return { text: replies.map((r) => r.text).join('\n'), blocks: replies.flatMap((r) => r.blocks) };
}

const CHART_NUMBER = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** What a block says, for a reader who sees no cards. */
export function textOf(block: Block): string {
  switch (block.kind) {
    case 'text':
    case 'heading':
    case 'note':
      return block.text;
    case 'fields':
      return block.fields.map((f) => `${f.label}: ${f.value}`).join('\n');
    case 'table':
      return [
        block.title,
        block.columns.map((c) => c.label).join(' | '),
        ...block.rows.map((row) => row.join(' | ')),
      ]
        .filter(Boolean)
        .join('\n');
    case 'chart':
      return [
        block.title,
        ...block.series.flatMap((s) =>
          s.points.map(
            (p) =>
              `${block.series.length > 1 ? `${s.name}, ` : ''}${p.label}: ${CHART_NUMBER.format(p.value)} ${block.unit}`,
          ),
        ),
      ].join('\n');
    case 'buttons':
      return block.buttons.map((b) => `[${b.label}]`).join(' ');
    case 'menu':
      return `${block.prompt} ${block.options.map((b) => `[${b.label}]`).join(' ')}`;
    case 'form':
      return `${block.form.title}: ${block.form.fields
        .filter((f) => f.input.kind !== 'hidden')
        .map((f) => f.label)
        .join(', ')}`;
    case 'file':
      return `${block.file.name} (${sizeText(block.file.size)})`;
    case 'image':
      return block.alt;
    default:
      return block satisfies never;
  }
}

/** A size as people read it: `12 KB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [amount, unit] = bytes < 999_500 ? [bytes / 1000, 'KB'] : [bytes / 1_000_000, 'MB'];
  return `${amount < 9.95 ? Math.round(amount * 10) / 10 : Math.round(amount)} ${unit}`;
}

/** The files of a reply, its pictures too. */
export function filesOf(reply: Reply): (FileRef & { alt?: string })[] {
  return reply.blocks.flatMap((block) => {
    if (block.kind === 'image') return [{ ...block.file, alt: block.alt }];
    return block.kind === 'file' ? [block.file] : [];
  });
}
