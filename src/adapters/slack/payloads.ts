import { z } from 'zod';

/** What Slack sends, as far as the adapter reads it. Anything else in it is ignored; what lacks these is not for us. */

const Id = z.string().min(1);
const Person = z.object({ id: Id });

const EventBody = <E extends z.ZodType>(event: E) => z.object({ event_id: Id, event });

const FileShape = z.object({
  id: Id,
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  url_private: z.string().optional(),
  url_private_download: z.string().optional(),
});

export type SlackFile = z.infer<typeof FileShape>;

export const MessageBody = EventBody(
  z.object({
    channel: Id,
    channel_type: z.string().optional(),
    user: Id,
    text: z.string().default(''),
    ts: Id,
    thread_ts: z.string().optional(),
    parent_user_id: z.string().optional(),
    subtype: z.string().optional(),
    bot_id: z.string().optional(),
    edited: z.unknown().optional(),
    files: z.array(FileShape).optional().catch(undefined),
  }),
);

export const HomeBody = EventBody(
  z.object({
    user: Id,
    channel: z.string().optional(),
    tab: z.enum(['home', 'messages']).default('home'),
  }),
);

export const JoinBody = EventBody(
  z.object({ user: Id, channel: Id, inviter: z.string().optional() }),
);

export const CommandBody = z.object({
  user_id: Id,
  text: z.string().default(''),
  trigger_id: Id,
  response_url: z.string().default(''),
});

export const PressBody = z.object({
  user: Person,
  trigger_id: z.string().optional(),
  response_url: z.string().optional(),
  channel: Person.optional(),
  container: z.object({
    type: z.string(),
    message_ts: z.string().optional(),
    view_id: z.string().optional(),
    is_ephemeral: z.boolean().optional(),
  }),
  message: z
    .object({
      ts: Id,
      thread_ts: z.string().optional(),
      text: z.string().default(''),
      blocks: z.array(z.looseObject({ type: z.string() })).default([]),
    })
    .optional(),
  actions: z
    .array(
      z.object({
        action_ts: Id,
        block_id: z.string().default(''),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});

const Input = z.object({
  value: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
});

export const SubmissionBody = z.object({
  user: Person,
  view: z.object({
    id: Id,
    hash: z.string().default(''),
    private_metadata: z.string().default(''),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), Input)) }),
  }),
});

export const ShortcutBody = z.object({
  user: Person,
  trigger_id: Id,
  message: z.object({ text: z.string().default('') }).optional(),
});

export type Press = z.infer<typeof PressBody>;
export type Submission = z.infer<typeof SubmissionBody>;
