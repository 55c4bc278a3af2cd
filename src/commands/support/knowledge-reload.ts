import { z } from 'zod';
import { Refusal } from '../../platform/refusal.ts';
import { shortText } from '../../reply/format.ts';
import { type Block, type Locale, type Phrase, replyOf } from '../../reply/reply.ts';
import { type KnowledgeReport, type Problem, readKnowledge } from '../../support/knowledge.ts';
import { defineCommand } from '../command.ts';

declare module '../../platform/refusal.ts' {
  interface RefusalFacts {
    no_knowledge: Record<string, never>;
    knowledge_gone: Record<string, never>;
  }
}

export const reloadKnowledge = defineCommand({
  name: 'knowledge.reload',
  // What is in service follows the folder: there is nothing that Undo could take back.
  risk: 'read',
  roles: ['manager'],
  summary: {
    en: 'Read the knowledge base again, and tell what changed and what is wrong.',
    zh: '重新读取知识库，并报告变化和问题。',
  },
  parameters: z.object({}),
  examples: {
    en: [
      'reload the knowledge base',
      'refresh the knowledge base',
      'reread the articles',
      'update the kb',
      'reload the docs pls',
      'what is wrong with the knowledge base?',
      'check the help articles for dead links',
      'sync the knowledge base',
      'load the new articles',
    ],
    zh: [
      '重新加载知识库',
      '刷新知识库',
      '更新一下知识库',
      '重新读取文章',
      '知识库有什么问题',
      '检查知识库',
      '同步知识库',
      '把知识库重新载入',
    ],
  },
  patterns: {
    en: [
      '(reload|refresh|reread|re-read|read|update|sync|resync|rebuild|reindex|re-index|load|reimport) [again] [the|our|all|all the|new] [new|latest] (knowledge base|knowledge|kb|articles|help articles|support articles|docs|faq|help center|help centre) [again|now|please|pls|folder]',
      '(check|validate|verify|lint|test) [the|our|all] (knowledge base|knowledge|kb|articles|help articles|support articles|docs) [for] [dead links|broken links|problems|errors|mistakes|issues|stale articles] [please|pls]',
      "(what is|what's|whats|is anything|anything) wrong (with|in) [the|our] (knowledge base|knowledge|kb|articles|help articles|support articles|docs)",
      '(are there|any) [any] (problems|errors|dead links|broken links|issues|mistakes|stale articles) (in|with) [the|our] (knowledge base|knowledge|kb|articles|help articles|support articles|docs)',
    ],
    zh: [
      '[请|帮我|麻烦] (重新加载|重新载入|重载|重新读取|重读|刷新|更新|同步|重建|加载) [一下|下] [新的|最新的|所有|我们的] (知识库|知识文章|帮助文章|文章|帮助文档|知识库文章|kb) [的] [索引|内容] [<尾>]',
      '[请|帮我|麻烦] 把 (知识库|知识文章|帮助文章|文章|帮助文档|kb) (重新加载|重新载入|重载|重新读取|重读|刷新|更新|同步) [一下|下|一遍] [<尾>]',
      '[帮我|麻烦] (检查|校验|查查|看看) [一下|下] (知识库|知识文章|帮助文章|帮助文档|kb) [有没有|有什么|里] [死链|问题|错误|失效链接|过期文章] [<尾>]',
      '(知识库|知识文章|帮助文章|帮助文档|kb) [里|里面] (有什么|有没有|有哪些) (问题|错误|死链|过期文章|失效链接) [<尾>]',
    ],
  },
  run: async (ctx) => {
    const { folder } = ctx.knowledge;
    if (folder === null) throw new Refusal('no_knowledge', {});
    const report = await readKnowledge(ctx, ctx.organization, folder);
    if (report === null) throw new Refusal('knowledge_gone', {});
    return { reply: replyOf(...blocksOf(report, ctx.locale)), about: [] };
  },
});

function blocksOf(report: KnowledgeReport, locale: Locale): Block[] {
  const { articles, added, changed, removed, problems } = report;
  const zh = locale === 'zh';
  const total = zh
    ? `知识库第 ${report.version} 版：英文 ${articles.en} 篇，中文 ${articles.zh} 篇。`
    : `Knowledge base, version ${report.version}: ${articles.en} English and ${articles.zh} Chinese articles.`;
  const changes = (
    [
      [zh ? '新增' : 'Added', added],
      [zh ? '更新' : 'Changed', changed],
      [zh ? '移除' : 'Removed', removed],
    ] as const
  ).filter(([, names]) => names.length > 0);
  return [
    { kind: 'text', text: total },
    ...(changes.length > 0
      ? [
          {
            kind: 'fields' as const,
            fields: changes.map(([label, names]) => ({ label, value: listed(names, locale) })),
          },
        ]
      : [{ kind: 'note' as const, text: zh ? '没有变化。' : 'Nothing has changed.' }]),
    ...problemTable(problems, locale),
  ];
}

const MOST_NAMED = 8;
const MOST_ROWS = 50;

function listed(names: readonly string[], locale: Locale): string {
  const more = names.length - MOST_NAMED;
  const shown = names.slice(0, MOST_NAMED).join(', ');
  if (more <= 0) return shown;
  return locale === 'zh' ? `${shown} 等 ${names.length} 篇` : `${shown} and ${more} more`;
}

function problemTable(problems: readonly Problem[], locale: Locale): Block[] {
  const zh = locale === 'zh';
  if (problems.length === 0)
    return [{ kind: 'note', text: zh ? '没有发现问题。' : 'No problems found.' }];
  const left = problems.length - MOST_ROWS;
  return [
    {
      kind: 'table',
      title: zh
        ? `${problems.length} 个问题`
        : `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`,
      columns: [
        { label: zh ? '文件' : 'File', align: 'left' },
        { label: zh ? '问题' : 'Problem', align: 'left' },
      ],
      rows: problems.slice(0, MOST_ROWS).map((problem) => [problem.path, textOf(problem, locale)]),
    },
    ...(left > 0
      ? [{ kind: 'note' as const, text: zh ? `另有 ${left} 个。` : `And ${left} more.` }]
      : []),
  ];
}

const SIMPLE: Readonly<
  Record<
    | 'no-front-matter'
    | 'empty'
    | 'too-large'
    | 'not-read'
    | 'encrypted'
    | 'broken'
    | 'too-slow'
    | 'untranslated',
    Phrase
  >
> = {
  'no-front-matter': {
    en: 'has no front matter: it begins with ---, title: …, ---',
    zh: '缺少文件头：应以 ---、title: …、--- 开始',
  },
  empty: { en: 'has no text', zh: '没有正文' },
  'too-large': {
    en: 'is larger than 1 MB (a PDF: 20 MB) and was left out',
    zh: '超过 1 MB（PDF 为 20 MB），未读取',
  },
  encrypted: { en: 'is protected by a password and was left out', zh: '有密码保护，未读取' },
  broken: { en: 'is no PDF that can be read', zh: '不是可读取的 PDF' },
  'too-slow': {
    en: 'was left for the next time: reload the knowledge base again',
    zh: '留待下次读取：请再次刷新知识库',
  },
  'not-read': { en: 'could not be read', zh: '无法读取' },
  untranslated: { en: 'is there in one language only', zh: '只有一种语言' },
};

function textOf(problem: Problem, locale: Locale): string {
  const zh = locale === 'zh';
  switch (problem.kind) {
    case 'no-front-matter':
    case 'empty':
    case 'too-large':
    case 'not-read':
    case 'encrypted':
    case 'broken':
    case 'too-slow':
    case 'untranslated':
      return SIMPLE[problem.kind][locale];
    case 'bad-front-matter':
      return zh ? `文件头有误：${problem.detail}` : `bad front matter: ${problem.detail}`;
    case 'bad-graph':
      return zh ? `图谱文件有误：${problem.detail}` : `bad graph file: ${problem.detail}`;
    case 'dead-link':
      return zh ? `指向不存在的“${problem.to}”` : `points to “${problem.to}”, which is not there`;
    case 'twice':
      return zh ? `与 ${problem.other} 重名` : `has the name of ${problem.other}`;
    case 'circle':
      return zh
        ? `与“${problem.to}”互相取代，两篇都保留`
        : `replaces “${problem.to}” in a circle: both stay`;
    case 'same-title':
      return zh ? `与 ${problem.other} 标题相同` : `has the title of ${problem.other}`;
    case 'alike':
      return zh ? `与 ${problem.other} 内容几乎相同` : `says nearly the same as ${problem.other}`;
    case 'contradicts': {
      const [said, other] = problem.said.map((sentence) => shortText(sentence, 200));
      return zh
        ? `与 ${problem.other} 矛盾：“${said}”／“${other}”`
        : `contradicts ${problem.other}: “${said}” / “${other}”`;
    }
    case 'stale':
      return zh ? `自 ${problem.updated} 起未更新` : `was last looked at on ${problem.updated}`;
    default:
      return problem satisfies never;
  }
}
