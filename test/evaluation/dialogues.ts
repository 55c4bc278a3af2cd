import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { aWorld, type Heard } from '../harness/world.ts';

export type DialogueTurn = {
  says: string;
  commands?: readonly { command: string; arguments: Record<string, unknown> }[];
  changes?: readonly { entity: string; field: string; before?: unknown; after: unknown }[];
  reply?: string;
};

export type Dialogue = {
  name: string;
  as: 'rep' | 'manager' | 'admin' | 'customer' | 'support';
  turns: readonly DialogueTurn[];
};

export function readDialogues(file: string): Dialogue[] {
  return readFileSync(join(import.meta.dirname, file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Dialogue);
}

export type TurnScore = { dialogue: string; says: string; wrong: readonly string[]; heard: string };

/** Plays a dialogue on an empty organization and tells of each turn what was wrong. */
export async function playDialogue(dialogue: Dialogue): Promise<TurnScore[]> {
  const world = await aWorld();
  const locale = /\p{Script=Han}/u.test(dialogue.turns[0]?.says ?? '') ? 'zh' : 'en';
  const person = await world.person({ name: 'Robin', role: dialogue.as, locale });
  const scores: TurnScore[] = [];
  for (const turn of dialogue.turns) {
    const heard = await person.says(turn.says);
    scores.push({
      dialogue: dialogue.name,
      says: turn.says,
      wrong: faults(turn, heard),
      heard: heard.text,
    });
  }
  return scores;
}

function faults(turn: DialogueTurn, heard: Heard): string[] {
  const wrong: string[] = [];
  const commands = heard.record?.commands ?? [];
  if (turn.commands !== undefined) {
    const got = commands.map((c) => ({ command: c.command, arguments: c.arguments }));
    if (!isDeepStrictEqual(plain(got), plain(turn.commands))) {
      wrong.push(`commands ${JSON.stringify(got)} instead of ${JSON.stringify(turn.commands)}`);
    }
  }
  const changes = heard.record?.changes ?? [];
  if (turn.changes?.length === 0 && changes.length > 0)
    wrong.push(`changed ${JSON.stringify(changes)}`);
  for (const expected of turn.changes ?? []) {
    const found = changes.some(
      (c) =>
        c.entity === expected.entity &&
        c.field === expected.field &&
        isDeepStrictEqual(plain(c.after), plain(expected.after)) &&
        (expected.before === undefined ||
          isDeepStrictEqual(plain(c.before), plain(expected.before))),
    );
    if (!found)
      wrong.push(`no change ${JSON.stringify(expected)} among ${JSON.stringify(changes)}`);
  }
  if (turn.reply !== undefined && !new RegExp(turn.reply, 'iu').test(heard.text)) {
    wrong.push(`reply does not match /${turn.reply}/`);
  }
  return wrong;
}

/** Texts compared without case and surrounding punctuation. */
function plain(value: unknown): unknown {
  if (typeof value === 'string')
    return value.toLowerCase().replace(/^[\s"'“”.,!?。，！？]+|[\s"'“”.,!?。，！？]+$/gu, '');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, plain(v)]));
  }
  return value;
}
