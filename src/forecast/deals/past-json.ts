import { LONGEST_VISIT, nothingPast, type Past, RATED } from './past.ts';

export type PastJson = ReturnType<typeof pastToJson>;

/** The past as JSON: maps as lists of pairs, lengths of visits that never occurred left out. */
export function pastToJson({ all, by, stages, values }: Past) {
  return {
    all,
    by: RATED.map((rated) => Array.from(by[rated], ([id, tally]) => ({ id, ...tally }))),
    stages: Array.from(stages, ([id, { days, ...stage }]) => ({
      id,
      ...stage,
      days: [...days.entries()].filter(([, count]) => count > 0),
    })),
    values: Array.from(values, ([key, value]) => ({ key, ...value })),
  };
}

export function pastFromJson(json: PastJson): Past {
  const past = nothingPast();
  Object.assign(past.all, json.all);
  RATED.forEach((rated, i) => {
    for (const { id, ...tally } of json.by[i] ?? []) past.by[rated].set(id, tally);
  });
  for (const { id, days, ...tally } of json.stages) {
    const stage = { ...tally, days: new Uint32Array(LONGEST_VISIT + 1) };
    for (const [day, count] of days) stage.days[day] = count;
    past.stages.set(id, stage);
  }
  for (const { key, ...value } of json.values) past.values.set(key, value);
  return past;
}
