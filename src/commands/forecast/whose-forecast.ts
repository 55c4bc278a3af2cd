import type { ForecastScope } from '../../forecast/forecast-scope.ts';
import type { Locale } from '../../reply/reply.ts';

/** Whose forecast it is, in words; null where it is everybody's. */
export function whoseText(
  { whose }: ForecastScope,
  locale: Locale,
  pipeline: { name: string } | null = null,
): string | null {
  const zh = locale === 'zh';
  const who =
    whose.kind === 'whole'
      ? null
      : whose.kind !== 'people'
        ? whose.name
        : zh
          ? '你的团队'
          : 'your people';
  const parts = [who, pipeline?.name ?? null].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(zh ? '，' : ', ');
}
