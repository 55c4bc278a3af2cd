import { type Stage, stageName } from '../../crm/pipelines.ts';
import type { Locale } from '../../reply/reply.ts';
import type { Ask } from '../command.ts';

const counted = (deals: number): string => `${deals} open ${deals === 1 ? 'deal' : 'deals'}`;

/** Where the open deals of what is removed shall go. */
export function stageToAsk(
  locale: Locale,
  deals: number,
  name: string,
  stages: readonly Stage[],
): Ask {
  return {
    parameter: 'to',
    why:
      locale === 'zh'
        ? `${name} 里还有 ${deals} 个进行中的商机。`
        : `${counted(deals)} ${deals === 1 ? 'is' : 'are'} still in ${name}.`,
    question: locale === 'zh' ? '移到哪个阶段？' : 'Which stage shall they go to?',
    choices: stages.map((stage) => ({ label: stageName(stage, locale), value: stage.key })),
  };
}

/** What a removal would do to the deals, behind the question itself. */
export function willGoTo(locale: Locale, deals: number, to: Stage | null): string {
  const kept =
    locale === 'zh'
      ? '已结束的商机保留历史。可以撤销。'
      : ' Closed deals keep their history. You can undo it.';
  if (deals === 0 || to === null) return kept;
  const moves =
    locale === 'zh'
      ? `${deals} 个进行中的商机移到“${stageName(to, locale)}”。`
      : ` ${counted(deals)} ${deals === 1 ? 'goes' : 'go'} to ${stageName(to, locale)}.`;
  return `${moves}${kept}`;
}

/** What a removal did to the deals. */
export function wentTo(locale: Locale, deals: number, to: Stage | null): string {
  if (deals === 0 || to === null) return '';
  return locale === 'zh'
    ? `${deals} 个商机移到“${stageName(to, locale)}”。`
    : ` ${counted(deals)} went to ${stageName(to, locale)}.`;
}
