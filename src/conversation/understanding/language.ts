/** Characters that make sentences rather than names: with one of them a message is Chinese, however many names it holds. */
const GRAMMATICAL_HAN =
  /[的了把将给跟吗呢吧我你他她它们哪谁这那没不很都也还又就才再让请帮和与到是在有从被]|什么|怎么|多少|提醒|记录|查看|看看|改|删|建|推|赢|输|单|商机|客户|联系人|任务|确认|取消|发货|交付|报价|产品/u;
/** SO-3 is a word of no language, nor is an address. */
const RECORD_NUMBERS =
  /(?<![\w-])[a-z]{1,2}-\d+(?! ?[a-z])|(?:[\w.+-]+@)?(?<![\w.])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?![\w.])/gi;

/** The language of one message, by its share of Han characters: people change language from message to message. */
export function languageOf(text: string): 'en' | 'zh' {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (han === 0) return 'en';
  // A Chinese character says about as much as an English word.
  const words = text.replace(RECORD_NUMBERS, ' ').match(/[a-z][a-z'-]*/gi)?.length ?? 0;
  const share = han / (han + words);
  return share >= (GRAMMATICAL_HAN.test(text) ? 0.34 : 0.8) ? 'zh' : 'en';
}

/** The language of a message that has enough words to tell; null for "60k", "Acme Inc" or an emoji. */
export function plainLanguageOf(text: string): 'en' | 'zh' | null {
  if (/\p{Script=Han}/u.test(text)) return languageOf(text);
  return (text.match(/[a-z][a-z'-]*/gi)?.length ?? 0) >= 3 ? 'en' : null;
}
