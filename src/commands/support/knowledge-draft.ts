import { z } from 'zod';
import { Refusal } from '../../platform/refusal.ts';
import { draftFor } from '../../support/drafts.ts';
import { gapMeant, gapsIn } from '../../support/gaps.ts';
import { draftReply } from '../cards/gap-card.ts';
import { defineCommand } from '../command.ts';
import { period, text } from '../parameters.ts';
import { usualGapPeriod } from './knowledge-gaps.ts';

declare module '../../platform/refusal.ts' {
  interface RefusalFacts {
    no_such_gap: { said: string };
  }
}

export const draftArticle = defineCommand({
  name: 'knowledge.draft',
  // A draft changes nothing before it is approved: there is nothing that Undo could take back.
  risk: 'read',
  roles: ['manager', 'support'],
  summary: {
    en: 'Draft an article for a knowledge gap, from the reply that solved it.',
    zh: '为知识缺口起草文章，内容取自解决问题的答复。',
  },
  parameters: z.object({
    gap: text({
      label: { en: 'gap', zh: '缺口' },
      question: {
        en: 'Which gap: its number or what it is about?',
        zh: '哪一个缺口：编号或主题？',
      },
      rest: true,
    }),
    period: period({ label: { en: 'period', zh: '时间段' }, past: true, silent: true }).optional(),
  }),
  examples: {
    en: [
      'draft gap 2',
      'draft an article about leasing robots',
      'write a draft for gap 1',
      'draft a knowledge article on scanner pairing',
      'prepare a help article about data retention',
      'show me the draft for gap 3',
      'propose an article for the first gap',
      'draft a kb article for exporting invoices',
    ],
    zh: [
      '起草第 2 个',
      '起草一篇关于机器人租赁的文章',
      '给第 1 个缺口写个草稿',
      '为扫码枪配对起草知识文章',
      '看一下第 3 个缺口的草稿',
      '写一篇关于数据保留的帮助文章',
      '给缺口 2 起草文章',
      '起草一篇知识库文章：导出发票',
    ],
  },
  patterns: {
    en: [
      '[please|pls|can you|could you|<show>] [me] [the|a] (draft|write up|write|propose|prepare) [me] [a|an|the] [draft|article|draft article] [for|of|on] [the] (gap|gap number|gap no|knowledge gap) [#|no] {gap}',
      '[please|pls|can you|could you] (draft|propose|prepare|write a draft of|write) [me] [a|an|the] [new] [draft] (article|knowledge article|knowledge base article|kb article|help article|support article|help page) (about|on|for|regarding|covering|explaining|of) {gap}',
      '[<show>] [me] [the] draft [article] (for|of|on|about) [the] {gap}',
      '(draft|propose|prepare|write a draft for) [an article for] [the] {gap: (first|second|third|fourth|fifth|last|1st|2nd|3rd) gap}',
    ],
    zh: [
      '[请|帮我|麻烦] (起草|草拟|写草稿|拟一篇|拟) [一下|给] (第|缺口|缺口第|知识缺口) {gap} [个|条|项] [缺口] [的] [文章|草稿]',
      '[请|帮我|麻烦] (给|为|针对) (第|缺口|缺口第|知识缺口) {gap} [个|条|项] [缺口] (起草|写|写个|写一个|拟|拟一个|草拟) [文章|草稿|一篇文章|个草稿|一篇]',
      '[请|帮我|麻烦] (起草|草拟|写|拟) [一篇|一个|篇|个] (关于|有关|针对) {gap} [的] (文章|知识文章|帮助文章|知识库文章|帮助文档|草稿)',
      '[请|帮我|麻烦] (为|给|就) {gap} (起草|写|草拟|拟) [一篇|一个|个|篇] (文章|知识文章|帮助文章|知识库文章|草稿)',
      '[请|帮我|麻烦] (起草|草拟|拟) [一篇|一个|篇|个] (文章|知识文章|帮助文章|知识库文章) [:|,] {gap}',
      '[<看>] (第|缺口|缺口第) {gap} [个|条|项] [缺口] 的 (草稿|文章草稿)',
    ],
  },
  run: async (ctx, { gap: said, period: asked }) => {
    const gaps = await gapsIn(ctx, asked ?? usualGapPeriod(ctx));
    const gap = gapMeant(gaps, numbered(said));
    if (gap === null) throw new Refusal('no_such_gap', { said });
    return { reply: draftReply(await draftFor(ctx, gap), gap, ctx.locale), about: [] };
  },
});

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];

/** "The first gap" and 第 1 个缺口 are gap 1; what stands after a topic is no part of it. */
function numbered(said: string): string {
  const chinese = /^(\d{1,3})\s*(?:个|条|项)?(?:缺口)?$/u.exec(said.trim());
  if (chinese !== null) return chinese[1] ?? said;
  const word = /^(?:the )?(\w+) gap$/i.exec(said.trim())?.[1]?.toLowerCase() ?? '';
  const place = ORDINALS.indexOf(word) + 1 || Number(/^(\d)(?:st|nd|rd|th)$/.exec(word)?.[1] ?? 0);
  return place > 0 ? String(place) : said.replace(/的(?:帮助|知识库?)?$/u, '');
}
