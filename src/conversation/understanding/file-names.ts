/** What tables come as. */
const ENDING = String.raw`\.(?:csv|tsv|txt|xlsx|xlsm|xls|ods)`;
const LETTER = String.raw`[\p{L}\p{N}_(（]`;
const INSIDE = String.raw`[\p{L}\p{N}_.()（）+&#@~\\/\-]`;
/** In quotes a name may hold blanks; without, it ends at one. Chinese may follow at once. */
const FILE_NAME = new RegExp(
  [
    String.raw`["“「『](?<quoted>[^"”」』\n]{1,120}?${ENDING})["”」』]`,
    String.raw`(?<![\p{L}\p{N}])['‘](?<single>[^'’\n]{1,120}?${ENDING})['’]`,
    String.raw`(?<plain>(?:(?<![A-Za-z])[A-Za-z]:[\\/])?${LETTER}${INSIDE}{0,120}?${ENDING}(?![a-z0-9_]))`,
  ].join('|'),
  'giu',
);
/** What Chinese sentences put before a file's name without a blank; the name begins behind the last of it. */
const LEADS =
  /^.*?(?:导入|导进来?|上传|从|用|把|将|文件名?[是叫为]?|附件[是叫为]?|表格?[是叫为]|名[是叫为])(?=.)/u;

/** A text whose file names are plain words, so that none of theirs is read, and how to have the names again. */
export type WithoutFileNames = {
  text: string;
  restore: (read: string) => string;
  names: readonly string[];
};

/** "Import contacts from spring_leads.csv" is about no leads: a file's name says nothing about what is asked for. */
export function withoutFileNames(text: string): WithoutFileNames {
  const names: string[] = [];
  const standFor = (name: string) => {
    names.push(name);
    return ` f${String(names.length)}${/\.[a-z]+$/iu.exec(name)?.[0].toLowerCase() ?? ''} `;
  };
  const plain = text.replace(FILE_NAME, (found: string, ...more: unknown[]) => {
    const groups = more.at(-1) as Record<string, string | undefined>;
    const quoted = groups['quoted'] ?? groups['single'];
    if (quoted !== undefined) return standFor(quoted);
    const lead = /\p{Script=Han}/u.test(found) ? LEADS.exec(found)?.[0] : '';
    const opens = /(?:^|[,.;:，。；：])\s*$/u.test(text.slice(0, Number(more.at(-3))));
    // 提醒我周五整理线索.xlsx: where the sentence ends and the name begins is not to be seen.
    if (lead === undefined) return opens ? found : standFor(found);
    return lead + standFor(found.slice(lead.length));
  });
  return {
    text: names.length === 0 ? text : plain,
    names,
    restore: (read) =>
      read.replace(
        /(?<![\p{L}\p{N}_])f(\d{1,2})\.[a-z]{3,4}/gu,
        (stood, at: string) => names[Number(at) - 1] ?? stood,
      ),
  };
}
