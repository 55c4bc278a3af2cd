import { z } from 'zod';
import { Refusal } from '../../platform/refusal.ts';
import { type Reply, replyOf } from '../../reply/reply.ts';
import { type Answered, ask } from '../../support/ask.ts';
import { answersReply } from '../cards/answer-card.ts';
import { defineCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { text } from '../parameters.ts';
import { humanButton } from './ticket-create.ts';

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
    const answers = await ask(ctx, { text: question, language: ctx.locale });
    if (answers === null) throw new Refusal('no_knowledge', {});
    return {
      reply: withHuman(ctx, answersReply(answers, ctx.locale), question),
      about: [],
      ...UNSURE[surest(answers.all.map(({ answered }) => answered.kind))],
    };
  },
});

const UNSURE = {
  answer: {},
  clarify: { unsure: 'perhaps' },
  abstain: { unsure: 'nothing' },
} as const;

function surest(kinds: readonly Answered['kind'][]): Answered['kind'] {
  return (['answer', 'clarify'] as const).find((kind) => kinds.includes(kind)) ?? 'abstain';
}

/** Whoever is not helped by an answer is one tap from a person. */
function withHuman(ctx: CommandContext, { blocks }: Reply, question: string): Reply {
  const last = blocks.at(-1);
  const button = humanButton(ctx, question);
  return last?.kind === 'buttons'
    ? replyOf(...blocks.slice(0, -1), { kind: 'buttons', buttons: [...last.buttons, button] })
    : replyOf(...blocks, { kind: 'buttons', buttons: [button] });
}
