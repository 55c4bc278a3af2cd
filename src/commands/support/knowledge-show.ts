import { z } from 'zod';
import { storeFile } from '../../crm/files.ts';
import { similarity } from '../../platform/distance.ts';
import { drawGraph } from '../../platform/graph-picture.ts';
import { Refusal } from '../../platform/refusal.ts';
import { shortText } from '../../reply/format.ts';
import { type Block, type Button, type Locale, type Reply, replyOf } from '../../reply/reply.ts';
import { audienceOf } from '../../support/ask.ts';
import {
  type Neighbourhood,
  nearestNames,
  neighbourhoodOf,
  type ShownNode,
} from '../../support/neighbourhood.ts';
import { EDGE_KINDS, NODE_KINDS } from '../cards/graph-words.ts';
import { type CommandResult, defineCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { text } from '../parameters.ts';

export const showKnowledge = defineCommand({
  name: 'knowledge.show',
  risk: 'read',
  roles: ['everyone'],
  summary: {
    en: 'Draw what the knowledge base knows to hang together with a topic.',
    zh: '画出知识库中与某个主题相关的内容。',
  },
  parameters: z.object({
    topic: text({
      label: { en: 'topic', zh: '主题' },
      question: {
        en: 'What is it to be about: a product, an error code, a plan?',
        zh: '想看哪个主题？产品、错误代码或方案都可以。这里填哪个？',
      },
      rest: true,
      max: 200,
    }),
  }),
  examples: {
    en: [
      'show me what hangs together with SSO',
      'draw the knowledge graph around E1042',
      'knowledge graph of the Care plan',
      'draw a map of everything related to the charging dock',
      'visualize the knowledge graph for label printing',
      'show the knowledge map for E2021',
      'what is connected to single sign-on in the knowledge base?',
      'graph of articles about the sorting belt',
      'show me the neighbourhood of E1017 in the graph',
    ],
    zh: [
      '画一下 E1042 的知识图谱',
      '展示单点登录的知识图谱',
      '显示和充电座有关联的知识图谱',
      '看看 SSO 的知识关系图',
      '画出标签打印的关系图',
      '知识库里和 E2021 相关联的都有什么',
      '给我画 Care 方案的知识地图',
      '生成关于分拣带的知识图谱',
    ],
  },
  patterns: {
    en: [
      '[please|pls] [<show>|draw|plot|paint|sketch|visualize|visualise|map|display|open] [me] [a|an|the|our] (knowledge graph|knowledge map|concept map|topic map|graph of articles|map of articles|graph of the knowledge base|map of the knowledge base) (around|of|for|about|on|near|from|with) {topic}',
      '[please|pls] (draw|plot|paint|sketch|visualize|visualise) [me] [a|an|the] [picture|graph|map|diagram] [of] [everything|all|what] [that is|that] (related to|connected to|connected with|linked to|around|belongs to|that belongs to|hangs together with|belongs together with) {topic}',
      '[please|pls] [<show>|tell] [me] what (hangs together with|belongs together with|is connected to|is connected with|is linked to|is related to) {topic} [in the (graph|knowledge graph|knowledge base|kb)]',
      '[please|pls] [<show>|draw] [me] [the] (neighbourhood|neighborhood|neighbours|neighbors|surroundings) of {topic} [in the (graph|knowledge graph|knowledge base|kb)]',
      'what (is|are) (connected|linked|related) (to|with) {topic} in the (graph|knowledge graph|knowledge base|kb)',
    ],
    zh: [
      '[请|帮我|麻烦|给我] (画|画一下|画出|画个|画一张|绘制|展示|展示一下|显示|显示一下|看|看看|看一下|生成|打开) [一下|出] [和|与|关于|跟|围绕] {topic} [的|相关的|有关的|有关联的|相关联的|周围的|有关|有关联|相关联] (知识图谱|知识图|知识关系图|关系图|知识地图|知识网络) [<尾>]',
      '(知识库|知识图谱|图谱) [里|里面|中] (和|与|跟) {topic} (相关联|有关联|相关|有关|相连) [的] [都] [有] [什么|哪些|内容] [<尾>]',
      '{topic} [的] (知识图谱|知识关系图|知识地图|知识网络) [<尾>]',
    ],
  },
  run: async (ctx, args) => {
    const topic = args.topic.replace(AROUND_TOPIC, '').trim() || args.topic;
    const base = await ctx.knowledge.base(ctx.tx, ctx.organization.id);
    if (base === null) throw new Refusal('no_knowledge', {});
    const reader = { audience: audienceOf(ctx), language: ctx.locale };
    const found = neighbourhoodOf(base, topic, reader);
    if (found !== null) return { reply: await pictureOf(ctx, topic, found), about: [] };
    const names = nearestNames(base, topic, reader, { similarity, limit: MOST_NAMES });
    return unknownTopic(topic, names, ctx.locale);
  },
});

/** What is said around a topic and is none of it: 充电座有关联的, "E1042 in the graph". */
const AROUND_TOPIC =
  /(?<=.)(?:有关联|相关联|相关|有关|周围)?的(?:知识)?$| in the (?:knowledge )?(?:graph|base)$/iu;

const MOST_NAMES = 5;

function unknownTopic(topic: string, names: readonly string[], locale: Locale): CommandResult {
  const zh = locale === 'zh';
  const short = shortText(topic, 60);
  const said = zh
    ? `知识库里没有叫“${short}”的主题。`
    : `The knowledge base knows nothing called “${short}”.`;
  if (names.length === 0)
    return { reply: replyOf({ kind: 'text', text: said }), about: [], unsure: 'nothing' };
  const text = `${said}${zh ? '你是指下面的哪一个？' : ' Is it one of these?'}`;
  const buttons = names.map((name) => showButton(name));
  return {
    reply: replyOf({ kind: 'text', text }, { kind: 'buttons', buttons }),
    about: [],
    unsure: 'perhaps',
  };
}

function showButton(name: string): Button {
  return {
    label: shortText(name, 70),
    action: { kind: 'run', command: 'knowledge.show', arguments: { topic: shortText(name, 200) } },
  };
}

const MOST_ROWS = 60;
const MOST_BUTTONS = 5;

async function pictureOf(ctx: CommandContext, topic: string, found: Neighbourhood): Promise<Reply> {
  const { locale } = ctx;
  const zh = locale === 'zh';
  const { nodes, edges, left } = found;
  const names = new Map(nodes.map(({ node, name }) => [node, name]));
  const roots = nodes.filter(({ hops }) => hops === 0).map(({ name }) => name);
  const about = roots.join(zh ? '、' : ', ');
  const alt = zh
    ? `“${about}”的知识图谱：${nodes.length} 个节点，${edges.length} 条关系。`
    : `Knowledge graph around ${about}: ${nodes.length} nodes, ${edges.length} relations.`;
  const content = await drawGraph({
    nodes: nodes.map((node) => ({ id: node.node, label: node.name, ...lookOf(node, locale) })),
    edges: found.drawn.map(({ from, kind, to }) => ({
      from,
      to,
      label: relationText(kind, locale),
    })),
  });
  const name = `${zh ? '知识图谱' : 'knowledge-graph'}-${shortText(topic, 40)}.png`;
  const file = await storeFile(ctx, { name, mediaType: 'image/png', content });
  const blocks: Block[] = [
    { kind: 'heading', text: zh ? `${about}：知识图谱` : `${about}: what hangs together` },
    { kind: 'image', file, alt },
    ...(edges.length === 0 ? [] : [tableOf(edges, names, locale)]),
    ...notesOf(left, edges.length, locale),
  ];
  const articles = nodes.filter(({ article, replaced }) => article !== null && !replaced);
  if (articles.length > 0)
    blocks.push({ kind: 'buttons', buttons: articles.slice(0, MOST_BUTTONS).map(askButton) });
  return replyOf(...blocks);
}

function lookOf({ kind, hops, replaced }: ShownNode, locale: Locale) {
  const known = NODE_KINDS[kind];
  const caption = known?.[locale] ?? kind;
  return {
    caption: replaced ? `${caption}${locale === 'zh' ? '（已被取代）' : ' (replaced)'}` : caption,
    colour: known?.colour ?? '#475569',
    strong: hops === 0,
    faded: replaced,
  };
}

function relationText(kind: string, locale: Locale): string {
  return EDGE_KINDS[kind]?.[locale] ?? kind.replaceAll('_', ' ');
}

function tableOf(
  edges: Neighbourhood['edges'],
  names: ReadonlyMap<string, string>,
  locale: Locale,
): Block {
  const zh = locale === 'zh';
  const labels = zh ? ['从', '关系', '到', '出处'] : ['From', 'Relation', 'To', 'Source'];
  return {
    kind: 'table',
    title: zh ? '关系' : 'Relations',
    columns: labels.map((label) => ({ label, align: 'left' })),
    rows: edges
      .slice(0, MOST_ROWS)
      .map(({ from, kind, to, provenance }) => [
        names.get(from) ?? from,
        relationText(kind, locale),
        names.get(to) ?? to,
        provenance,
      ]),
  };
}

function notesOf(left: number, edges: number, locale: Locale): Block[] {
  const zh = locale === 'zh';
  const notes = [
    ...(edges > MOST_ROWS
      ? [
          zh
            ? `另有 ${edges - MOST_ROWS} 条关系只在图中。`
            : `${edges - MOST_ROWS} more relations are in the picture only.`,
        ]
      : []),
    ...(left > 0
      ? [
          zh
            ? `另有 ${left} 个节点未画出。`
            : `${left} more are not drawn: ask about one of them for more.`,
        ]
      : []),
  ];
  return notes.map((text) => ({ kind: 'note', text }));
}

/** A title asks for its article. */
function askButton({ name }: ShownNode): Button {
  return {
    label: shortText(name, 70),
    action: { kind: 'run', command: 'support.ask', arguments: { question: name } },
  };
}
