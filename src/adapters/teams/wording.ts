import type { Locale, Phrase } from '../../reply/reply.ts';

/** The few phrases that only Teams needs. */
export const WORDING = {
  choose: { en: 'Choose', zh: '选择' },
  chooseFirst: { en: 'Choose something first.', zh: '请先选择一项。' },
  download: { en: 'Download', zh: '下载' },
  noAddress: {
    en: 'It cannot be fetched here: ask your administrator to set PUBLIC_URL.',
    zh: '无法在此下载：请管理员设置 PUBLIC_URL。',
  },
  done: { en: 'Done.', zh: '完成。' },
  working: { en: 'Working on it …', zh: '正在处理……' },
  failed: {
    en: 'That did not work. Please try again in a moment.',
    zh: '操作未成功，请稍后再试。',
  },
  notAvailable: { en: 'That is not available to you.', zh: '您无法使用此功能。' },
  notUnderstood: { en: 'This card is no longer valid.', zh: '此卡片已失效。' },
  cut: {
    en: 'The rest did not fit. Ask for less at once to see it.',
    zh: '其余内容未能显示，请缩小范围后再查看。',
  },
} satisfies Record<string, Phrase>;

export const NEEDED: Readonly<Record<Locale, (label: string) => string>> = {
  en: (label) => `${label} is needed.`,
  zh: (label) => `请填写${label}。`,
};

export const ROWS_LEFT_OUT: Readonly<Record<Locale, (count: number) => string>> = {
  en: (count) => `${count} more did not fit. Ask for less at once to see them.`,
  zh: (count) => `还有 ${count} 条未能显示，请缩小范围后再查看。`,
};

/** The language a text is in: Chinese from a third of its letters on, so that a name in a sentence does not decide. */
export function languageOf(text: string): Locale {
  const sample = text.slice(0, 2000);
  const chinese = sample.match(/\p{Script=Han}/gu)?.length ?? 0;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  // A Chinese character says as much as about three Latin letters.
  return chinese * 3 > letters ? 'zh' : 'en';
}

/** Our language for what Teams says (`zh-CN`, `en-GB`). */
export function spokenIn(locale: string | null): Locale {
  return locale?.toLowerCase().startsWith('zh') === true ? 'zh' : 'en';
}
