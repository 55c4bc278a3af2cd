import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { handClock } from '../../harness/company.ts';
import { aWorld, play } from '../../harness/world.ts';

const knowledge = resolve(import.meta.dirname, '../../../knowledge');
const cleo = { name: 'Cleo', role: 'customer', locale: 'en' } as const;
const carl = { name: 'Carl', role: 'customer', locale: 'en' } as const;
const sam = { name: 'Sam', role: 'support', locale: 'en' } as const;
const dana = { name: 'Dana', role: 'rep', locale: 'en' } as const;

describe('a customer and the help desk', () => {
  it('from a question to a solved ticket, and nothing of it for anybody else', async () => {
    const clock = handClock();
    const world = await aWorld({ knowledge, clock });
    const [agent, customer, other, rep] = [
      await world.person(sam),
      await world.person(cleo),
      await world.person(carl),
      await world.person(dana),
    ];
    const told = (to: string): string =>
      world.posts.filter((post) => post.replyTo.to === `dm/${to}`).at(-1)?.reply.text ?? '';
    await play(agent, [{ says: 'hello' }]);

    await play(customer, [
      { says: 'how do I replace the battery of a robot?', hears: /Source: Replace the battery/ },
      {
        presses: 'Talk to a human',
        hears: [
          /I handed it over: ticket TK-1 “how do I replace the battery of a robot\?”/,
          /Sam answers by Mar 19, 2026, 10:00.AM/,
        ],
        changes: [
          'Ticket.subject: null → how do I replace the battery of a robot?',
          'Ticket.priority: null → normal',
          'Ticket.status: null → new',
          'Ticket.assignee: null → Sam',
        ],
      },
    ]);
    // Without a desk his agent is told alone, with all that was said and what may help.
    expect(told('Sam')).toMatch(/Requester: Cleo/);
    expect(told('Sam')).toMatch(/Parley showed: Replace the battery of the Shuttle AMR/);
    expect(told('Sam')).toMatch(/Articles that may help:\n• Replace the battery/);

    await play(other, [
      { says: 'show ticket TK-1', hears: /^There is no such ticket: “TK-1”\.$/, changes: [] },
      { says: 'show ticket TK-99', hears: /^There is no such ticket: “TK-99”\.$/ },
      { says: 'my tickets', hears: /Tickets: none/ },
      { says: 'close ticket 1', hears: /There is no such ticket/, changes: [] },
    ]);
    await play(rep, [
      { says: 'show ticket TK-1', hears: /found no ticket called “TK-1”/ },
      { says: 'assign TK-1 to me', hears: /You may not do that/, changes: [] },
    ]);

    await play(agent, [
      { says: 'my tickets', hears: /TK-1 how do I replace .* \| normal \| new \| Cleo \| Sam/ },
      { says: 'note on ticket 1: they have the old firmware', hears: /does not see it/ },
      {
        says: 'reply to TK-1: Which firmware is it?',
        hears: /TK-1: sent to Cleo/,
        hearsNot: /Undo/,
        changes: ['Ticket.status: new → waiting', 'Ticket.firstReply: null → 2026-03-18T10:00'],
      },
      { says: 'undo', hears: /was sent and read/, changes: [] },
    ]);
    expect(told('Cleo')).toMatch(/^Sam: Which firmware is it\?/);

    await play(customer, [
      {
        says: 'Version 4.2, and now nobody can work',
        hears: /Passed on to support \(TK-1/,
        changes: ['Ticket.status: waiting → open', 'Ticket.priority: normal → urgent'],
      },
      {
        says: 'show my ticket',
        hears: [/Status: open/, /Cleo: Version 4\.2/],
        hearsNot: /old firmware/,
      },
    ]);
    expect(told('Sam')).toMatch(/Cleo: Version 4\.2, and now nobody can work/);

    await play(agent, [
      {
        says: 'close it',
        hears: /Closed TK-1 .* I asked Cleo whether it is solved/,
        changes: ['Ticket.status: open → closed', 'Ticket.outcome: null → assumed'],
      },
      {
        presses: 'Undo',
        hears: /TK-1/,
        changes: ['Ticket.status: closed → open', 'Ticket.outcome: assumed → null'],
      },
      {
        says: 'close TK-1: updated the firmware',
        changes: [
          'Ticket.status: open → closed',
          'Ticket.outcome: null → assumed',
          'Ticket.resolution: null → updated the firmware',
        ],
      },
      { says: 'show TK-1', hears: /Solved: assumed, the customer has not confirmed it/ },
    ]);
    expect(told('Cleo')).toMatch(/updated the firmware\nWas this solved\?\n\[Yes\] \[No, reopen\]/);

    await play(customer, [
      { says: 'thanks!', changes: [] },
      { says: 'what does the Care plan cover?', hears: /Source: /, changes: [] },
      {
        says: 'it still does not work',
        hears: /I opened TK-1 .* again/,
        changes: [
          'Ticket.status: closed → open',
          'Ticket.outcome: assumed → null',
          'Ticket.reopened: 0 → 1',
        ],
      },
      {
        says: 'my ticket is solved',
        hears: /TK-1 .* is closed\. Write again within 7 days/,
        changes: ['Ticket.status: open → closed', 'Ticket.outcome: null → confirmed'],
      },
    ]);
    clock.advance(8 * 24 * 60 * 60_000);
    await play(customer, [
      { says: 'reply to TK-1: it is back', hears: /opened a new one: TK-2/ },
      { says: 'show TK-2', hears: /Goes on from: TK-1/ },
    ]);
    expect(told('Sam')).toMatch(/Solved before:\n• TK-1 how do I replace .*: updated the firmware/);

    // What was asked last need not be said again.
    await play(other, [
      { says: 'do you lease trampolines?', hears: /not find the answer/ },
      {
        says: 'talk to a human',
        hears: /handed it over: ticket TK-\d “do you lease trampolines\?”/,
      },
    ]);
  });
});

describe('a support agent', () => {
  it('works on tickets by number, by name, and as “it”', async () => {
    const world = await aWorld();
    const [agent, customer] = [await world.person(sam), await world.person(cleo)];
    await world.person({ name: 'Lin', role: 'support' });
    await play(customer, [
      { says: 'open an urgent ticket: label printer offline', hears: /TK-1/ },
      { says: 'open a ticket: invoice 4711 is wrong', hears: /TK-2/ },
    ]);
    await play(agent, [
      { says: 'list all tickets', hears: /TK-1 label printer[\s\S]*TK-2 invoice/ },
      { says: 'urgent tickets', hears: /TK-1/, hearsNot: /TK-2/ },
      { says: 'show the printer ticket', hears: /TK-1 label printer offline/ },
      { says: 'give TK-2 to Lin', changes: ['Ticket.assignee: Sam → Lin'] },
      { says: "show Lin's tickets", hears: /Tickets \(Lin\): 1/ },
      { says: 'make ticket 2 low priority', changes: ['Ticket.priority: normal → low'] },
      { says: 'reopen it', hears: /TK-2 is open already/, changes: [] },
      { says: 'ticket T-1', hears: /label printer offline/ },
      { says: 'find printer', hears: /label printer offline/ },
    ]);
  });
});

describe('the desk', () => {
  it('is a channel with threads, and its times are a manager’s', async () => {
    const world = await aWorld();
    const manager = await world.person({ name: 'Maya', role: 'manager' });
    await play(manager, [
      { says: 'use this channel as the support desk', hears: /channel of your company’s own/ },
      {
        says: 'show the sla',
        hears: [/urgent \| 1 h \| 1 d/, /Mon, Tue, Wed, Thu, Fri, 09:00–17:00/],
      },
      {
        says: 'sla for urgent tickets: first reply 30 minutes, resolution 4 hours',
        hears: /urgent \| 30 min \| 4 h/,
      },
      { says: 'undo', hears: /30 → 60/ },
      {
        says: 'set the business hours to Mon-Sat 8:30-18:00 Europe/Berlin',
        hears: /08:30–18:00 \(Europe\/Berlin\)/,
      },
      { says: 'set support hours to 17:00-9:00', hears: /end later on the same day/, changes: [] },
    ]);
    const rep = await world.person(dana);
    await play(rep, [{ says: 'set support hours to 24/7', hears: /You may not do that/ }]);
  });
});
