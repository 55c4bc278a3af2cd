import { readdirSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { playDialogue, readDialogues, type TurnScore } from './dialogues.ts';

it.each(
  readdirSync(import.meta.dirname).filter((file) => /^dialogues-(?!held-out).*\.jsonl$/.test(file)),
)(
  'gets at least 95 % of the turns of %s right',
  async (file) => {
    const scores: TurnScore[] = [];
    for (const dialogue of readDialogues(file)) scores.push(...(await playDialogue(dialogue)));
    const wrong = scores.filter((s) => s.wrong.length > 0);
    const folder = process.env['PARLEY_EVALUATION_REPORTS'];
    if (folder !== undefined)
      writeFileSync(`${folder}/${file}.txt`, wrong.map(reportOf).join('\n'));
    expect((scores.length - wrong.length) / scores.length).toBeGreaterThanOrEqual(0.95);
  },
  300_000,
);

function reportOf(score: TurnScore): string {
  const heard = score.heard.replace(/\n/g, '\n    ');
  return `${score.dialogue}\n  > ${score.says}\n  < ${heard}\n  ! ${score.wrong.join('\n  ! ')}\n`;
}

it('counts the turns of dialogues that nothing is tuned on', async () => {
  const scores: TurnScore[] = [];
  for (const dialogue of readDialogues('dialogues-held-out.jsonl'))
    scores.push(...(await playDialogue(dialogue)));
  const right = scores.filter((s) => s.wrong.length === 0).length;
  expect(right / scores.length).toBeGreaterThanOrEqual(0.75);
}, 300_000);
