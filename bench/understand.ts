import { performance } from 'node:perf_hooks';
import { catalogueOf } from '../src/commands/catalogue.ts';
import { createUnderstanding } from '../src/conversation/understanding/understand.ts';
import { EVALUATION_CLUES, readSentences, scoreOf } from '../test/evaluation/score.ts';

/** Understanding without a model: time per sentence, time until ready, and what comes out on the held-out sentences. */

const ROUNDS = 3;

const begun = performance.now();
const { understand } = createUnderstanding(catalogueOf());
understand('move Acme to negotiation', EVALUATION_CLUES);
const ready = performance.now() - begun;

const sentences = readSentences('sentences-held-out.jsonl');
for (const { text } of sentences) understand(text, EVALUATION_CLUES);
const times = Array.from({ length: ROUNDS }, () => sentences)
  .flat()
  .map(({ text }) => {
    const start = performance.now();
    understand(text, { ...EVALUATION_CLUES });
    return performance.now() - start;
  })
  .sort((a, b) => a - b);
const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(2);
const score = scoreOf(sentences, understand);
const print = (line: string) => process.stdout.write(`${line}\n`);

print(`${sentences.length} sentences never trained on, ${ROUNDS} rounds`);
print(
  `per sentence: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms; ready in ${ready.toFixed(0)} ms`,
);
print(`commands right ${percent(score.commands)}, with all arguments ${percent(score.arguments)}`);
print(`out of scope and acted on ${percent(score.wronglyActedOn)}`);
print(
  `RESULT p95_ms=${at(0.95)} ready_ms=${ready.toFixed(0)} accuracy_own=${score.arguments.toFixed(3)}`,
);

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
