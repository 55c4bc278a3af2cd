import type { Locale, Phrase } from '../../reply/reply.ts';

/** The few words that only Slack's surfaces need; everything else is said by the assistant. */
export const WORKING: Phrase = { en: 'is working on it…', zh: '正在处理…' };
export const PROMPTS_TITLE: Phrase = { en: 'Try one of these', zh: '试试这些' };
export const NO_FORM: Phrase = {
  en: 'This form is not open to you.',
  zh: '您没有权限使用此表单。',
};
export const FORM_NOT_OPENED: Phrase = {
  en: 'Slack did not open the form in time. Please try again.',
  zh: 'Slack 未能及时打开表单，请重试。',
};

export const EMPTY_HOME: Phrase = {
  en: 'Nothing waits for you here. Write to me under Messages.',
  zh: '这里暂时没有内容。请在“消息”中给我留言。',
};

/** The nearest language of ours to a BCP 47 tag. */
export function localeOf(tag: string | null): Locale {
  return tag?.toLowerCase().startsWith('zh') === true ? 'zh' : 'en';
}
