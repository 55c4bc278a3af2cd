import { z } from 'zod';
import { Refusal } from '../../platform/refusal.ts';
import { dayText, shortText } from '../../reply/format.ts';
import {
  type Block,
  type Button,
  type Locale,
  type Reply,
  replyOf,
  say,
} from '../../reply/reply.ts';
import { type Answered, ask } from '../../support/ask.ts';
import type { Article, ArticlePassage } from '../../support/knowledge-base.ts';
import { answerButtons, humanButtons } from '../cards/answer-buttons.ts';
import { defineCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { text } from '../parameters.ts';

export const askSupport = defineCommand({
  name: 'support.ask',
  risk: 'read',
  roles: ['everyone'],
  summary: {
    en: 'Answer a question from the knowledge base, with its source.',
    zh: '用知识库回答问题，并注明出处。',
  },
  parameters: z.object({
    question: text({
      label: { en: 'question', zh: '问题' },
      question: { en: 'What would you like to know?', zh: '想了解什么？' },
      rest: true,
    }),
  }),
  examples: {
    en: [
      'ask the knowledge base: how do I replace the battery',
      'search the docs for refund window',
      'what does the manual say about wifi',
      'check the kb for sso certificate',
      'support question: the robot does not charge',
      'how do I reset my password?',
      'ask support: can customers pay by wire transfer?',
      'look in the help articles for label printing',
    ],
    zh: [
      '在知识库里查怎么更换电池',
      '问一下知识库：退款期限',
      '知识库里怎么说单点登录证书',
      '查一下帮助文档 标签打印',
      '客服问题：机器人充不上电',
      '怎么重置密码？',
      '问下客服：接口有没有调用次数限制？',
      '在文档里搜索防火墙端口',
    ],
  },
  patterns: {
    en: [
      '(ask|query|consult) [the|our] (knowledge base|kb|knowledgebase|docs|documentation|manual|help center|help centre|support articles|help articles) [:|about|,] {question}',
      '(search|check|look in|look up in|look through|see) [the|our] (knowledge base|kb|knowledgebase|docs|documentation|manual|help center|help centre|support articles|help articles) (for|about|on|:|if|whether|how) {question}',
      '(what does|what do|does) [the|our] (knowledge base|kb|docs|documentation|manual|help center|support articles|help articles) say [anything|something] (about|on|regarding) {question}',
      '(support question|question for support|product question|technical question) [:|-|,] {question}',
      '[please|pls] (ask|check with|question for|question to) [the|our] (support|support team|help desk|helpdesk|customer service|tech support) [:|-|,|if|whether|about] {question}',
      '[please|pls] (ask|check with|question for|question to) [the|our] (support|support team|help desk|helpdesk|customer service|tech support) [:|-|,|if|whether|about] {question}',
    ],
    zh: [
      '[请|帮我|麻烦] (在|从|去|到) (知识库|文档|帮助文档|帮助中心|手册|说明书) [里|里面|中] (查|查一下|查查|查找|搜|搜索|搜一下|找|找一下|问|看看) [:|,] {question}',
      '[请|帮我|麻烦] (问|问一下|问问|查|查一下|查查|搜|搜索|搜一下|翻翻|翻一下) (知识库|文档|帮助文档|帮助中心|手册|说明书) [里|里面|中] [:|,|关于] {question}',
      '(知识库|文档|帮助文档|帮助中心|手册|说明书) [里|里面|中] [是] (怎么说|怎么写|怎么讲|有没有说|有没有写) [的] [:|,|关于] {question}',
      '(客服问题|技术问题|产品问题|售后问题) [:|,] {question}',
      '[请|帮我|麻烦] (问|问下|问一下|问问|咨询|咨询下|咨询一下|请教) [一下|下] (客服|售后|技术支持|支持团队|人工客服) [:|,] {question}',
    ],
  },
  run: async (ctx, { question }) => {
    const language = ctx.locale;
    const asked = await ask(ctx, { text: question, language });
    if (asked === null) throw new Refusal('no_knowledge', {});
    const { answered } = asked;
    return {
      reply: replyOf(...replyTo(answered, ctx.locale).blocks, ...afterwards(ctx, question, asked)),
      about: [],
      ...UNSURE[answered.kind],
    };
  },
});

/** What the person may say to an answer; where there is none, people may have one. */
function afterwards(
  ctx: CommandContext,
  question: string,
  { id, answered }: { id: string; answered: Answered },
): Block[] {
  if (answered.kind === 'answer') {
    const steps =
      answered.passage.steps.length > 0 || answered.passage.article.kind === 'procedure';
    return [answerButtons(ctx, { id, question, steps })];
  }
  const buttons = humanButtons(ctx, question);
  return buttons.length === 0 ? [] : [{ kind: 'buttons', buttons }];
}

const UNSURE = {
  answer: {},
  clarify: { unsure: 'perhaps' },
  abstain: { unsure: 'nothing' },
} as const;

function replyTo(answered: Answered, locale: Locale): Reply {
  const zh = locale === 'zh';
  switch (answered.kind) {
    case 'answer':
      return answerReply(answered, locale);
    case 'clarify':
      return replyOf(
        {
          kind: 'text',
          text: zh
            ? '这个问题我没有十足把握。你问的是下面哪一个？'
            : 'I am not sure what is meant. Is it one of these?',
        },
        { kind: 'buttons', buttons: answered.topics.map(topicButton) },
      );
    case 'abstain':
      return say(
        zh
          ? '知识库里没有找到答案，我不想乱猜。请换个说法，或转人工。'
          : 'I do not find the answer in the knowledge base, and I would rather not guess. Put it in other words, or talk to one of our people.',
      );
    default:
      return answered satisfies never;
  }
}

/** A passage is quoted as it stands, up to here. */
const LONGEST_QUOTE = 1800;

function answerReply(
  { passage, sentence, first, also }: Extract<Answered, { kind: 'answer' }>,
  locale: Locale,
): Reply {
  const zh = locale === 'zh';
  const foreign = passage.article.language !== locale;
  const blocks: Block[] = [
    { kind: 'heading', text: passage.headings.at(-1) ?? passage.article.title },
    ...(foreign
      ? [
          {
            kind: 'note' as const,
            text: zh ? '这篇文章目前只有英文。' : 'There is this article in Chinese only.',
          },
        ]
      : []),
    ...(first.length > 0
      ? [{ kind: 'note' as const, text: `${zh ? '请先完成：' : 'First: '}${titles(first, zh)}` }]
      : []),
    { kind: 'text', text: marked(passage.text, sentence) },
    { kind: 'note', text: sourceOf(passage, locale) },
  ];
  if (also.length > 0) blocks.push({ kind: 'buttons', buttons: also.map(topicButton) });
  return replyOf(...blocks);
}

/** The sentence that fits best stands out; what surrounds it is there to check it by. */
function marked(text: string, sentence: string | null): string {
  const quote = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)} …` : text;
  return sentence === null || !quote.includes(sentence)
    ? quote
    : quote.replace(sentence, () => `➤ ${sentence}`);
}

function sourceOf({ article, headings }: ArticlePassage, locale: Locale): string {
  const zh = locale === 'zh';
  const place = [article.title, ...headings].join(' › ');
  const day =
    article.updated === null
      ? ''
      : zh
        ? `，更新于${dayText(article.updated, 'zh')}`
        : `, updated ${dayText(article.updated, 'en')}`;
  return `${zh ? '出处：' : 'Source: '}${place} (${article.path})${versionsText(article, zh)}${day}`;
}

function versionsText({ versions }: Article, zh: boolean): string {
  if (versions.length === 0) return '';
  return zh ? `，适用于 ${versions.join('、')} 版` : `, for ${versions.join(', ')}`;
}

function titles(articles: readonly Article[], zh: boolean): string {
  return articles.map(({ title }) => (zh ? `《${title}》` : title)).join(zh ? '、' : '; ');
}

/** A title asks for its article: what fits a question better than its own title is not in the base. */
function topicButton({ article }: ArticlePassage): Button {
  return {
    label: shortText(article.title, 70),
    action: { kind: 'run', command: 'support.ask', arguments: { question: article.title } },
  };
}
