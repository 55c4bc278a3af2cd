import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { playDialogue, readDialogues, type TurnScore } from './dialogues.ts';

it('gets at least 95 % of the turns of the development dialogues right', async () => {
  const scores: TurnScore[] = [];
  for (const dialogue of readDialogues('dialogues-development.jsonl')) scores.push(...(await playDialogue(dialogue)));
  const wrong = scores.filter((s) => s.wrong.length > 0);
  const report = process.env.PARLEY_EVALUATION_REPORT;
  if (report !== undefined) {
    writeFileSync(report, wrong.map((s) => `${s.dialogue}\n  > ${s.says}\n  < ${s.heard.replace(/\n/g, '\n    ')}\n  ! ${s.wrong.join('\n  ! ')}\n`).join('\n'));
  }
  expect((scores.length - wrong.length) / scores.length).toBeGreaterThanOrEqual(0.95);
}, 120_000);
