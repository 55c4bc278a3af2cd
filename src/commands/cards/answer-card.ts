import { dayText, shortText } from '../../reply/format.ts';
import {
  type Block,
  type Button,
  type Locale,
  type Quoted,
  type Reply,
  replyOf,
} from '../../reply/reply.ts';
import type { Answered, Answers } from '../../support/ask.ts';
import type { Article, ArticlePassage } from '../../support/knowledge-base.ts';
import type { OwnThing } from '../../support/own-things.ts';
import type { Relation } from '../../support/relation.ts';

/** The answers to the questions of a message, in their order, each under its question where there are several. */
export function answersReply({ all, left }: Answers, locale: Locale): Reply {
  const several = all.length > 1;
  const blocks = all.flatMap(({ question, answered }, i): Block[] => [
    ...(several ? [{ kind: 'text' as const, text: `${i + 1}. ${shortened(question)}` }] : []),
    ...blocksOf(answered, question, locale),
  ]);
  return replyOf(
    ...blocks,
    ...(left > 0 ? [{ kind: 'note' as const, text: leftText(left, locale) }] : []),
  );
}

function leftText(left: number, locale: Locale): string {
  if (locale === 'zh') return `一次最多回答三个问题，还有 ${left} 个请再问一次。`;
  return `I answer three questions at a time. Please ask the other ${left === 1 ? 'one' : left} again.`;
}

const LONGEST_QUESTION = 160;

function shortened(question: string): string {
  const line = question.replace(/\s+/g, ' ');
  return line.length > LONGEST_QUESTION ? `${line.slice(0, LONGEST_QUESTION)} …` : line;
}

function blocksOf(answered: Answered, question: string, locale: Locale): Block[] {
  const zh = locale === 'zh';
  switch (answered.kind) {
    case 'answer':
      return answerBlocks(answered, question, locale);
    case 'clarify':
      return [
        {
          kind: 'text',
          text: zh
            ? '这个问题我没有十足把握。你问的是下面哪一个？'
            : 'I am not sure what is meant. Is it one of these?',
        },
        { kind: 'buttons', buttons: answered.topics.map(topicButton) },
      ];
    case 'abstain':
      return [
        {
          kind: 'text',
          text: zh
            ? '知识库里没有找到答案，我不想乱猜。请换个说法，或转人工。'
            : 'I do not find the answer in the knowledge base, and I would rather not guess. Put it in other words, or talk to one of our people.',
        },
      ];
    default:
      return answered satisfies never;
  }
}

/** A passage is quoted as it stands, up to here. */
const LONGEST_QUOTE = 1800;

function answerBlocks(
  { passage, sentence, relation, own, first, also }: Extract<Answered, { kind: 'answer' }>,
  question: string,
  locale: Locale,
): Block[] {
  const zh = locale === 'zh';
  const foreign = passage.article.language !== locale;
  const blocks: Block[] = [
    ...(relation === null ? [] : relationBlocks(relation, locale)),
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
    {
      kind: 'text',
      text: marked(passage.text, sentence),
      quoted: quotedOf(question, [passage, ...also], locale),
    },
    { kind: 'note', text: sourceOf(passage, locale) },
    ...(own.length > 0 ? [{ kind: 'note' as const, text: ownText(own, locale) }] : []),
  ];
  if (also.length > 0) blocks.push({ kind: 'buttons', buttons: also.map(topicButton) });
  return blocks;
}

const STEPS: Readonly<Record<string, Record<Locale, (from: string, to: string) => string>>> = {
  about: { en: (a, b) => `“${a}” is about ${b}`, zh: (a, b) => `《${a}》讲的是${b}` },
  part_of: { en: (a, b) => `${a} is a part of ${b}`, zh: (a, b) => `${a} 属于 ${b}` },
  requires: { en: (a, b) => `${a} requires ${b}`, zh: (a, b) => `${a} 需要先有 ${b}` },
  supersedes: { en: (a, b) => `“${a}” replaces “${b}”`, zh: (a, b) => `《${a}》取代《${b}》` },
  links_to: { en: (a, b) => `“${a}” refers to “${b}”`, zh: (a, b) => `《${a}》提到《${b}》` },
};

function relationBlocks({ ends: [one, other], steps }: Relation, locale: Locale): Block[] {
  const zh = locale === 'zh';
  const lines = steps.map(({ from, kind, to, source }) => {
    const said = STEPS[kind]?.[locale](from, to) ?? `${from} – ${to}`;
    return `• ${said} (${source})`;
  });
  return [
    { kind: 'heading', text: zh ? `${one} 与 ${other} 的关系` : `${one} and ${other}` },
    { kind: 'text', text: lines.join('\n') },
  ];
}

const MOST_OWN = 3;

/** "Your plan: Care Pro (SO-12)": a fact of the asker's account, with the order that says so. */
function ownText(own: readonly OwnThing[], locale: Locale): string {
  const zh = locale === 'zh';
  return own
    .toSorted((a, b) => Number(b.plan) - Number(a.plan))
    .slice(0, MOST_OWN)
    .map(({ plan, name, order }) => {
      const label = plan ? (zh ? '你的服务计划' : 'Your plan') : zh ? '你的产品' : 'Your product';
      return zh ? `${label}：${name}（${order}）` : `${label}: ${name} (${order})`;
    })
    .join(zh ? '；' : '; ');
}

/** What a short answer may be made of: all of it was found for this reader. */
function quotedOf(question: string, passages: readonly ArticlePassage[], locale: Locale): Quoted {
  return {
    question: shortText(question, 1000),
    language: locale,
    passages: passages.map((passage) => ({
      title: [passage.article.title, ...passage.headings].join(' › '),
      text: shortText(passage.text, LONGEST_QUOTE),
      source: sourceOf(passage, locale),
    })),
  };
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
