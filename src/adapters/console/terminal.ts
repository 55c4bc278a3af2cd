import type { Assistant, ChatPlatform, InboundMessage } from '../../conversation/message.ts';
import type { Ids } from '../../platform/ids.ts';
import type { Reply } from '../../reply/reply.ts';

/** Who types in the terminal. */
export type TerminalPerson = {
  name: string;
  customer: boolean;
  locale: 'en' | 'zh';
  timeZone: string;
};

/** A terminal as a chat platform: replies are returned to whoever typed, nothing is posted. */
export function terminalPlatform(person: TerminalPerson): ChatPlatform {
  return {
    provider: 'console',
    look: async () => ({
      sender: {
        name: person.name,
        email: null,
        locale: person.locale,
        timeZone: person.timeZone,
        outsider: person.customer,
      },
      outsidersRead: false,
    }),
    deliver: async () => ({ kind: 'sent', ref: null }),
  };
}

/** Says a line to the assistant and waits for its answer. */
export async function say(
  ctx: { assistant: Assistant; ids: Ids },
  person: TerminalPerson,
  text: string,
): Promise<{ eventId: string; reply: Reply | null }> {
  const message: InboundMessage = {
    provider: 'console',
    tenantKey: 'local',
    eventKey: ctx.ids.next(),
    conversation: { key: `terminal/${person.name}`, kind: 'direct' },
    sender: { key: person.name },
    content: { kind: 'text', text },
    replyTo: {},
  };
  const receipt = await ctx.assistant.receive(message);
  return { eventId: receipt.id, reply: await ctx.assistant.answer(receipt, { deliver: false }) };
}
