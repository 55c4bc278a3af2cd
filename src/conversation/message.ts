import type { Action, FileRef, Form, Reply } from '../reply/reply.ts';

export type Provider = 'slack' | 'teams' | 'console';

/** A message, press, form or arrival, reduced by an adapter to what the assistant needs. Plain JSON: it is stored as it is. */
export type InboundMessage = {
  provider: Provider;
  /** The platform's tenant: a Slack team id, a Microsoft Entra tenant id, `local` for the terminal and the local page. */
  tenantKey: string;
  /**
   * The identity of this event: equal keys are one event, however often they are delivered. For an action with a nonce and
   * for an answer the assistant derives its own key, so that a click re-sent with a new id stays one effect.
   */
  eventKey: string;
  conversation: {
    /** Channel and thread, as the platform names them: messages of one key are answered in order. */
    key: string;
    kind: 'direct' | 'group' | 'channel';
  };
  sender: { key: string };
  content: InboundContent;
  /**
   * Where the sender can be told something alone, by a message of its own: what others may not read of an answer, and what comes later.
   * Left out where the platform cannot, or has to be asked first.
   */
  aside?: { conversation: { key: string; kind: 'direct' }; replyTo: Record<string, unknown> };
  /** The channel that the message was said in; left out where it was said to Parley alone or in a group without threads. */
  channel?: Channel;
  /** Where the message can be seen again: the history names it. */
  link?: string;
  /** Opaque to everyone but the adapter that wrote it: where and how to post the answer. */
  replyTo: Record<string, unknown>;
};

/** A channel in which messages have threads. */
export type Channel = {
  key: string;
  /** Where a message of its own goes, in no thread. */
  replyTo: Record<string, unknown>;
  /** The `ref` that `deliver` gave, or would have given, for the message in whose thread this was said. */
  thread: string | null;
  /** Whether Parley was named: it need not be in a thread where it takes part, or the platform hands on nothing else. */
  named: 'no' | 'yes' | 'always';
};

/** What posts to one channel have in common: they are posted in order. */
export function channelKeyOf({ provider, tenantKey }: InboundMessage, { key }: Channel): string {
  return `${provider}/${tenantKey}/${key}`;
}

/** What messages of one conversation have in common: they are answered in order. */
export function conversationKeyOf(message: InboundMessage): string {
  return `${message.provider}/${message.tenantKey}/${message.conversation.key}`;
}

export type InboundContent =
  | {
      kind: 'text';
      text: string;
      files?: readonly OfferedFile[];
      /** The people whom the text names by @, as the platform names them; without the bot. */
      mentions?: readonly string[];
    }
  | { kind: 'action'; action: Action }
  /** Values by parameter name, as the platform gave them. */
  | {
      kind: 'form';
      command: string;
      values: Readonly<Record<string, string>>;
      /** The form's own, as it came back. */
      shownAt?: string | undefined;
    }
  /** The assistant was installed or opened for the first time: it says hello. */
  | { kind: 'arrival' };

/** A file that a person dropped into the chat, before it was fetched. `size` in bytes; null when the platform does not say. */
export type OfferedFile = {
  name: string;
  mediaType: string;
  size: number | null;
  /** Opaque to everyone but the adapter that wrote it: where to fetch it. */
  source: Record<string, unknown>;
};

/** A file with what is in it. */
export type FileContent = FileRef & { content: Uint8Array };

/** What became of fetching a file. */
export type Fetched =
  | { kind: 'content'; content: Uint8Array }
  | { kind: 'too-large' }
  | { kind: 'failed'; reason: string };

/** What the platform knows of a person and of who reads the conversation. */
export type Surroundings = {
  sender: {
    name: string | null;
    email: string | null;
    /** BCP 47, as the platform says it (`zh-CN`). */
    locale: string | null;
    /** IANA name. */
    timeZone: string | null;
    /** A guest, a person of another company (Slack Connect, federated or external Teams user). */
    outsider: boolean;
  };
  /** Whether anyone outside the organization reads this conversation. When unknown: true. */
  outsidersRead: boolean;
  /** The message's `aside`, on a platform that has to be asked for it. */
  aside?: NonNullable<InboundMessage['aside']>;
};

/** One outgoing message, as the outbox hands it to an adapter. */
export type Post = {
  /** The outbox row's id: the same for every attempt. */
  id: string;
  replyTo: Record<string, unknown>;
  reply: Reply;
};

/** What became of a post. Only `retry` promises that nobody has seen it. */
export type Delivery =
  | { kind: 'sent'; ref: string | null }
  | { kind: 'retry'; afterMs: number; reason: string }
  /** It may have arrived: never repeated, kept as `unsure` and logged. */
  | { kind: 'unsure'; reason: string }
  | { kind: 'failed'; reason: string };

/** What a chat platform's adapter gives to the assistant. */
export type ChatPlatform = {
  provider: Provider;
  /** Asked outside of any transaction, before a person's first message and then now and then. May answer from a cache. */
  look: (message: InboundMessage) => Promise<Surroundings>;
  /** The same of a person whom a message names by @, with the key of his own messages; null when there is nobody like that. */
  lookAt?: (
    message: InboundMessage,
    mention: string,
  ) => Promise<{ key: string; sender: Surroundings['sender'] } | null>;
  /** Whether outsiders read where a message would go: asked again before what is told long after the question. */
  outsidersRead?: (replyTo: Record<string, unknown>) => Promise<boolean>;
  deliver: (post: Post) => Promise<Delivery>;
  /** Where an answer in the thread of a posted message goes; `ref` is what `deliver` gave. Null where there are no threads. */
  threadOf?: (replyTo: Record<string, unknown>, ref: string) => Record<string, unknown> | null;
  /**
   * Changes a message posted before; `ref` is what `deliver` gave. Harmless when it comes twice. A platform without it gets
   * new messages instead.
   */
  update?: (post: Post & { ref: string }) => Promise<Delivery>;
  /** Fetches a file that came with a message, at most `limit` bytes of it. Asked outside of any transaction. */
  fetch?: (message: InboundMessage, file: OfferedFile, limit: number) => Promise<Fetched>;
};

/** What the assistant gives to an adapter. */
export type Assistant = {
  /** Stores the message durably (one INSERT); acknowledge to the platform only after it. A repeated one is not fresh. */
  receive: (message: InboundMessage) => Promise<Receipt>;
  /**
   * Answers what waits in the receipt's conversation, in order, up to this event, and posts the answers. Resolves with the
   * reply to this event, also when it was answered before (a repeated delivery). Null when it has no answer.
   * With `deliver: false` this event's reply is not posted: the caller shows it itself (a card replaced in place).
   */
  answer: (receipt: Receipt, options?: { deliver?: boolean }) => Promise<Reply | null>;
  /** What a person sees on opening the assistant: pipeline, tasks, what closes soon. For Slack's App Home. */
  home: (message: InboundMessage) => Promise<Reply>;
  /** The form of a command for this person, filled in as far as known; null when the person may not use it. */
  form: (
    message: InboundMessage,
    command: string,
    filledIn: Readonly<Record<string, unknown>>,
  ) => Promise<Form | null>;
  /** Up to four things to type first, in the person's language: suggested prompts. */
  suggestions: (message: InboundMessage) => Promise<readonly { title: string; text: string }[]>;
  /** A file that a reply named, for whoever the reply went to; null when it has expired. */
  file: (id: string) => Promise<FileContent | null>;
};

export type Receipt = { id: string; conversationKey: string; fresh: boolean };
