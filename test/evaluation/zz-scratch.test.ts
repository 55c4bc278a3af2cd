import { it } from 'vitest';
import { catalogueOf } from '../../src/commands/catalogue.ts';
import { createUnderstanding } from '../../src/conversation/understanding/understand.ts';
import { readSentences, scoreOf } from './score.ts';

it('scratch', () => {
  const { understand } = createUnderstanding(catalogueOf());
  for (const f of ['sentences-pipelines.jsonl', 'sentences-development.jsonl']) {
    const s = scoreOf(readSentences(f), understand);
    console.log(f, s.sentences, s.commands, s.arguments, s.wronglyActedOn);
    for (const m of [...s.wrongCommands, ...s.wrongArguments])
      console.log(m.text, '\n   want', m.wanted, '\n   got ', m.got);
  }
}, 200000);
