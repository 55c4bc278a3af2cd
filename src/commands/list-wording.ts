/** How a list is asked for once more after it was shown: what is left of it, or the same of another time. */
export function listVariations(period?: string): Record<'en' | 'zh', readonly string[]> {
  return {
    en: [...LEFT.en, ...(period === undefined ? [] : [`${AND} {${period}} [then|instead|?]`])],
    zh: [...LEFT.zh, ...(period === undefined ? [] : [`[那|那么|还有] {${period}} [的] 呢`])],
  };
}

const AND = '(and|and for|and in|what about|how about|and what about|and how about)';
const LEFT = {
  en: [
    '[and|so|ok|now] (which|which ones|which of them|which of those|which of these|what|which deals|which tasks) (are|is|remain) [still] (open|left|remaining|outstanding|active|pending|to do|not done|undone|not closed) [now|then|?]',
    "[and|so|ok|now] (what's|whats|what is|what else is|anything|anything else|who's|who is) [still] (left|open|remaining|outstanding) [now|then|?]",
    '[and|so|ok|now] (what|which ones|which) remain[s] [open|now|?]',
  ],
  zh: [
    '[那|那么|现在|我] (还剩|还剩下|剩下|还有) (哪些|哪几个|什么|啥|几个|多少) [没关|没做|没完成|没丢|没签|没处理|没结束|开着|进行中|没成交|没弄完] [的] [了|呢|啊]',
    '[那|那么|现在] (哪些|哪几个|还有哪些) [还|是|还是|还在] (没关|没做|没完成|没丢|没签|没处理|没结束|开着|进行中|没成交|没弄完) [的|呢|啊]',
    '[那|那么] (还有吗|还有没有|还剩吗)',
  ],
};
