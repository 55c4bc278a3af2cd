import { createRequire } from 'node:module';
import { z } from 'zod';

// natural has no exports map and its root loads database drivers: take the one file (a CommonJS module).
const { words } = z
  .object({ words: z.array(z.string()) })
  .parse(createRequire(import.meta.url)('natural/lib/natural/util/stopwords.js'));

/** Function words and ways of asking: in Chinese they are rare in articles, so that they would weigh most in a question. */
const CHINESE =
  '的 了 和 是 在 我 你 您 他 她 它 我们 你们 他们 它们 这 那 这个 那个 这些 那些 哪 哪个 哪些 哪里 什么 怎么 怎样 怎么样 怎么办 如何 为什么 为何 吗 呢 吧 啊 呀 嘛 请 请问 能 能否 能不能 可以 会 要 想 就 都 也 还 又 很 有 没有 把 被 给 对 对于 关于 与 及 或 或者 以及 之 其 并 而 但 但是 如果 因为 所以 时 时候 个 一个 一下 上 下 中 里 到 从 向 于 以 为 由 等 是否 是不是 有没有 该 应该 需要 谁 多少 几';

/** A digit alone is a step or a version, no noise. */
export const STOP_WORDS: ReadonlySet<string> = new Set([
  ...words.filter((word) => !/\d/.test(word)),
  ...CHINESE.split(' '),
]);
