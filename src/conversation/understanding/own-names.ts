import type { Catalogue } from '../../commands/catalogue.ts';
import type { Command } from '../../commands/command.ts';
import { isOwnParameter } from '../../commands/own-parameters.ts';
import type { Slot } from '../../commands/parameters.ts';
import { isWithin } from './slots/edit-distance.ts';

/** A kind of record with the commands that take its own fields. */
export type OwnCommands = Partial<Record<'new' | 'change' | 'filter', Command>>;

/** A field by one of its names: where several kinds of records have one, all of them. */
export type OwnName = { fields: readonly { entity: string; parameter: string; slot: Slot }[] };

export type Named = { start: number; end: number; name: OwnName };

/** What an organization calls its own fields, and how to find that in what is said. */
export type OwnNames = {
  in: (text: string) => readonly Named[];
  commandsOf: (entity: string) => OwnCommands;
};

const learnt = new WeakMap<Catalogue, OwnNames | null>();

/** The names of a catalogue's own fields; null when it has none. */
export function ownNamesOf(catalogue: Catalogue): OwnNames | null {
  const known = learnt.get(catalogue);
  if (known !== undefined) return known;
  const fresh = learn(catalogue);
  learnt.set(catalogue, fresh);
  return fresh;
}

function learn(catalogue: Catalogue): OwnNames | null {
  const names = new Map<string, { entity: string; parameter: string; slot: Slot }[]>();
  const commands = new Map<string, OwnCommands>();
  for (const command of catalogue.all) {
    const { ownFields } = command;
    const own = command.inputs.filter((p) => isOwnParameter(p.name));
    if (ownFields === undefined || own.length === 0) continue;
    const { entity, as } = ownFields;
    if (as === 'asked') continue;
    commands.set(entity, { ...commands.get(entity), [as]: command });
    for (const { name: parameter, label, cues, slot } of own) {
      // Bounds of a list are no names of their own. How a value is read follows from what the record holds.
      if (parameter.split('.').length > 2 || (as === 'filter' && commands.get(entity)?.change))
        continue;
      for (const said of [label.en, label.zh, ...(cues?.en ?? []), ...(cues?.zh ?? [])]) {
        const plain = said.toLowerCase();
        const fields = names.get(plain) ?? [];
        if (!fields.some((f) => f.entity === entity)) fields.push({ entity, parameter, slot });
        names.set(plain, fields);
      }
    }
  }
  if (names.size === 0) return null;
  const all = [...names.keys()].sort((a, b) => b.length - a.length);
  const regex = new RegExp(all.map(patternOf).join('|'), 'giu');
  const nameOf = (said: string): OwnName => ({
    fields: names.get(plainOf(said)) ?? names.get(plainOf(said).replace(/s$/, '')) ?? [],
  });
  return {
    in: (text) => {
      const exact = [...text.matchAll(regex)].map((m) => ({
        start: m.index,
        end: m.index + m[0].length,
        name: nameOf(m[0]),
      }));
      return exact.length > 0 ? exact : misspelt(text, all, nameOf);
    },
    commandsOf: (entity) => commands.get(entity) ?? {},
  };
}

function plainOf(said: string): string {
  return said.toLowerCase().replace(/[\s_-]+/g, ' ');
}

/** A name is what somebody typed: nothing in it means anything to an expression. Blanks may be any, or a hyphen. */
function patternOf(name: string): string {
  const plain = name
    .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    .replace(/-/g, '\\x2d')
    .replace(/\s+/g, '[\\s_-]+');
  const opens = /^[a-z0-9]/i.test(name) ? '(?<![a-z0-9])' : '';
  const closes = /[a-z0-9]$/i.test(name) ? 's?(?![a-z0-9])' : '';
  return `${opens}${plain}${closes}`;
}

/** A Latin name of some length with a slip of the fingers in it. */
function misspelt(
  text: string,
  names: readonly string[],
  nameOf: (said: string) => OwnName,
): readonly Named[] {
  const words = [...text.matchAll(/[a-z][a-z0-9]*/gi)];
  for (const name of names) {
    const count = name.split(' ').length;
    if (name.length < 6 || !/^[a-z0-9 ]+$/.test(name)) continue;
    for (let at = 0; at + count <= words.length; at += 1) {
      const [first, last] = [words[at], words[at + count - 1]];
      if (first === undefined || last === undefined) continue;
      const end = last.index + last[0].length;
      const said = plainOf(text.slice(first.index, end));
      if (isWithin(name.length > 10 ? 2 : 1, said, name))
        return [{ start: first.index, end, name: nameOf(name) }];
    }
  }
  return [];
}
