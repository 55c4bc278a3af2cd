import { allStages, type Stage } from '../crm/pipelines.ts';
import { Refusal } from '../platform/refusal.ts';
import type { CommandContext } from './context.ts';

/** One stage: its key, and what people call it in either language. */
export type StageWords = { key: string; names: readonly string[] };

/** By what they were made from: the same stages give the same words, so that what was prepared from them serves again. */
const known = new Map<string, readonly StageWords[]>();
const MOST_KNOWN = 100;

/** What the stages of the organization are called, and what people anywhere call the stages that every organization starts with. */
export async function stageWordsOf(ctx: CommandContext): Promise<readonly StageWords[]> {
  const own = (await allStages(ctx)).map(({ key, nameEn, nameZh }) => ({
    key,
    names: [nameEn, nameZh],
  }));
  const made = JSON.stringify(own);
  const words = known.get(made) ?? [...own, ...DEFAULT_STAGES];
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(made, words);
  return words;
}

/**
 * The stage of a pipeline that was meant: the one of this key, else the one that shares a name with what has this key elsewhere.
 *
 * @throws Refusal `no_such_stage` with the stages that exist.
 */
export async function stageMeant(
  ctx: CommandContext,
  stages: readonly Stage[],
  key: string,
): Promise<Stage> {
  const exact = stages.find((stage) => stage.key === key);
  if (exact !== undefined) return exact;
  const words = await stageWordsOf(ctx);
  const namesOf = (wanted: string) =>
    words
      .filter((w) => w.key === wanted)
      .flatMap((w) => w.names)
      .map((name) => name.toLowerCase());
  const said = [key.toLowerCase(), ...namesOf(key)];
  const likely = stages.filter((s) =>
    [s.nameEn.toLowerCase(), s.nameZh.toLowerCase(), ...namesOf(s.key)].some((n) =>
      said.includes(n),
    ),
  );
  const [only] = likely;
  if (only === undefined || likely.length > 1)
    throw new Refusal('no_such_stage', { stage: key, stages });
  return only;
}

/** The stages an organization starts with, in order. */
export const DEFAULT_STAGES: readonly StageWords[] = [
  {
    key: 'prospecting',
    names: [
      ...['prospecting', 'prospect', 'initial contact', 'first contact', 'outreach'],
      ...[
        '初步接触',
        '初步沟通',
        '线索跟进',
        '线索阶段',
        '潜在客户阶段',
        '潜在',
        '前期接触',
        '寻找客户',
      ],
    ],
  },
  {
    key: 'qualification',
    names: [
      ...[
        'qualification',
        'qualified',
        'qualifying',
        'discovery',
        'demo',
        'needs analysis',
        'evaluation',
      ],
      ...[
        '资格确认',
        '资格审查',
        '资质确认',
        '需求确认',
        '需求分析',
        '需求调研',
        '确认需求',
        '立项',
        '演示',
      ],
    ],
  },
  {
    key: 'proposal',
    names: [
      ...[
        'proposal',
        'proposal sent',
        'sent proposal',
        'quote',
        'quoted',
        'quotation',
        'quote sent',
        'price quote',
      ],
      ...['方案', '方案报价', '提案', '报价', '已报价', '提交方案', '方案建议', '投标'],
    ],
  },
  {
    key: 'negotiation',
    names: [
      ...[
        'negotiation',
        'negotiations',
        'negotiating',
        'in talks',
        'contract negotiation',
        'contract review',
      ],
      ...[
        '谈判',
        '商务谈判',
        '谈判中',
        '商务洽谈',
        '洽谈',
        '合同谈判',
        '议价',
        '谈价格',
        '商谈',
        '谈合同',
        '合同阶段',
      ],
    ],
  },
  {
    key: 'won',
    names: [
      ...['won', 'closed won', 'closed-won', 'close won'],
      ...['赢单', '已赢单', '成交', '已成交', '已签约', '已签单', '签单', '中标'],
    ],
  },
  {
    key: 'lost',
    names: [
      ...['lost', 'closed lost', 'closed-lost', 'close lost'],
      ...['输单', '已输单', '丢单', '已丢单', '流失', '未中标', '落标'],
    ],
  },
];
