import { z } from 'zod';
import { Refusal } from '../../platform/refusal.ts';
import { replyOf, say } from '../../reply/reply.ts';
import {
  draftMeant,
  type Edited,
  type Proposed,
  proposedFile,
  writeArticle,
} from '../../support/drafts.ts';
import { defineCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { choice, text } from '../parameters.ts';

const READERS = {
  customer: { en: 'customers too', zh: '客户也可见' },
  member: { en: 'everybody in the organization', zh: '组织内所有人' },
  support: { en: 'support and managers', zh: '客服和经理' },
} as const;

export const approveDraft = defineCommand({
  name: 'knowledge.approve',
  risk: 'outbound',
  roles: ['manager', 'support'],
  summary: {
    en: 'Put a draft article into the knowledge base.',
    zh: '把文章草稿写入知识库。',
  },
  parameters: z.object({
    title: text({ label: { en: 'title', zh: '标题' }, silent: true, max: 200 }).optional(),
    body: text({
      label: { en: 'text (Markdown)', zh: '正文（Markdown）' },
      silent: true,
      max: 3000,
    }).optional(),
    audience: choice(READERS, { label: { en: 'readers', zh: '读者' }, silent: true }).optional(),
    /** Buttons and forms name it. */
    draft: text({
      label: { en: 'draft', zh: '草稿' },
      silent: true,
      hidden: true,
      max: 60,
    }).optional(),
  }),
  examples: {
    en: [
      'approve the draft',
      'approve the draft article',
      'publish the draft',
      'publish that article for customers',
      'put the draft into the knowledge base',
      'accept the draft article',
      'add the draft to the knowledge base',
      'approve the draft for customers',
    ],
    zh: [
      '批准草稿',
      '批准这篇文章',
      '发布草稿',
      '把草稿写入知识库',
      '采纳这篇草稿',
      '把这篇文章发布到知识库',
      '批准草稿，客户可见',
      '通过这个文章草稿',
    ],
  },
  patterns: {
    en: [
      '[please|pls|ok|yes] (approve|publish|accept|release|sign off on|ok) [the|that|this|my] (draft|draft article|article draft|drafted article|proposed article|knowledge article) [into|in|to] [the] [knowledge base|kb] [(for) [our|all] (customers {audience=customer}|everybody {audience=member}|the team {audience=member}|support {audience=support}|support only {audience=support})] [please|pls]',
      '[please|pls|ok|yes] (approve|publish) (that|this) article [into|in|to] [the] [knowledge base|kb] [(for) [our|all] (customers {audience=customer}|everybody {audience=member}|the team {audience=member}|support {audience=support})] [please|pls]',
      '[please|pls|ok|yes] (put|add|move|save|write) [the|that|this|my] (draft|draft article|article draft|drafted article) (into|in|to) [the] (knowledge base|kb|docs|help center) [(for) [our|all] (customers {audience=customer}|everybody {audience=member}|support {audience=support})] [please|pls]',
    ],
    zh: [
      '[请|好的|可以] (批准|发布|采纳|通过|同意) [这篇|这个|该|上面的|刚才的|文章] (草稿|文章草稿|知识文章|文章的草稿|草稿文章) [到知识库|吧] [, (客户可见 {audience=customer}|对客户可见 {audience=customer}|对客户公开 {audience=customer}|仅客服可见 {audience=support}|内部可见 {audience=member})]',
      '[请|好的|可以] (批准|发布|采纳|通过) (这篇|这个|该|上面的|刚才的) (文章) [到知识库|吧] [, (客户可见 {audience=customer}|对客户可见 {audience=customer}|对客户公开 {audience=customer}|仅客服可见 {audience=support}|内部可见 {audience=member})]',
      '[请|好的|可以] 把 [这篇|这个|该|上面的|刚才的] (草稿|文章草稿|文章) (写入|放进|放到|发布到|加到|加进|存到|写到) (知识库|帮助文档|帮助中心) [里|中|吧] [, (客户可见 {audience=customer}|对客户公开 {audience=customer}|仅客服可见 {audience=support}|内部可见 {audience=member})]',
    ],
  },
  preview: async (ctx, args) => {
    const { proposed } = await proposedBy(ctx, args);
    return replyOf(...previewBlocks(proposed, ctx.locale === 'zh'));
  },
  run: async (ctx, args) => {
    const { draft, proposed, folder } = await proposedBy(ctx, args);
    const { path, report } = await writeArticle(ctx, folder, draft, proposed);
    ctx.log.info('knowledge.article_written', { draft: draft.id, version: report.version });
    const text =
      ctx.locale === 'zh'
        ? `《${proposed.title}》已写入知识库（${path}），第 ${report.version} 版，立即生效。要撤回就删除这个文件。`
        : `“${proposed.title}” is in the knowledge base (${path}), version ${report.version}, and answers from now on. To take it back, delete that file.`;
    return { reply: say(text), about: [] };
  },
});

type Said = Edited & { draft?: string | undefined };

async function proposedBy(ctx: CommandContext, { draft: id, ...edited }: Said) {
  const { folder } = ctx.knowledge;
  if (folder === null) throw new Refusal('no_knowledge', {});
  if (id !== undefined && !z.uuid().safeParse(id).success) throw new Refusal('no_draft', {});
  const draft = await draftMeant(ctx, id ?? null);
  return { draft, folder, proposed: await proposedFile(ctx, draft, edited) };
}

function previewBlocks({ path, text, audience }: Proposed, zh: boolean) {
  const readers = READERS[audience][zh ? 'zh' : 'en'];
  return [
    {
      kind: 'text' as const,
      text: zh
        ? `将写入 ${path}，读者：${readers}：`
        : `This goes into ${path}, readers: ${readers}:`,
    },
    { kind: 'text' as const, text },
    ...(audience === 'customer'
      ? []
      : [
          {
            kind: 'note' as const,
            text: zh
              ? '要让客户也能看到，请说“批准草稿，客户可见”。'
              : 'For customers to read it, say “approve the draft for customers”.',
          },
        ]),
  ];
}
