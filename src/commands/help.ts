import { z } from 'zod';
import { type Block, type Button, type Locale, replyOf } from '../reply/reply.ts';
import { type Command, defineCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { text } from './parameters.ts';
import { mayUse } from './permission.ts';

export const showHelp = defineCommand({
  name: 'help',
  risk: 'read',
  roles: ['everyone'],
  summary: { en: 'What you can ask for.', zh: '我能做什么。' },
  parameters: z.object({
    topic: text({ label: { en: 'topic', zh: '主题' } }).optional(),
  }),
  examples: {
    en: [
      'help',
      'what can you do?',
      'help with deals',
      'how do I log a deal',
      'commands?',
      'how does this work',
      "I'm new here, how do I use this",
      'help tasks',
      'what can I say to you',
      'help me with contacts',
      'list of commands pls',
      'how do I add a contact?',
      '?',
      'how can I change the close date of a deal',
      'show help',
      'what are my options',
      'what do you do',
    ],
    zh: [
      '帮助',
      '你能做什么',
      '这个怎么用',
      '有哪些命令',
      '怎么记一个单子',
      '任务怎么用',
      'help 一下',
      '我是新来的，不知道怎么操作',
      '商机相关的帮助',
      '如何添加联系人',
      '你会什么',
      '使用说明',
      '有什么功能',
      '如何删除任务',
      '咋改单子金额',
      '教我怎么录客户',
      '你都会干啥',
    ],
  },
  patterns: {
    en: [
      '[can you|could you] help me [to] {topic: (log|create|add|move|update|change|find|delete|set|make|use|understand) ...}',
      'help [me] [please|pls]',
      '?',
      '?!',
      '(i need|need|i want|get|show|show me|more) [some|the] help',
      'help [me] (with|on|for|about|regarding|understand) [the] {topic}',
      'help {topic}',
      '(i need|need|i want|show|show me) [some] help (with|on|about) {topic}',
      '(can i|could i|is it possible to|am i able to|are we able to|is there a way to|can we) {topic: (delete|remove|undo|export|import|merge|edit|change|restore|rename) (a|an|my|old|several|multiple|any|things|changes|deals|contacts|accounts|tasks) ...} [here|with you|in here]',
      '[<show>] [me] [the|your] help [page|section|text] (with|on|about|for|regarding) {topic}',
      '(how do you|how does one|how do people|how do we) {topic: (log|create|add|move|update|change|find|delete|remove|set|make|use|mark|close|win|lose|assign|show|list|search|undo|record|rename|complete|edit|enter|see|switch|track) ...}',
      "[i'm lost|im lost|i am lost|lost|i'm stuck|confused] [,|.|-] (what|which) (commands|things|features|options|functions|actions) (are|can|do|exist) [there|you|i|we] [have|understand|use|know|ask|say|do|available]",
      "(how do i|how can i|how to|how would i|how should i|how could i|what's the command to|what is the command to|what's the way to|what do i type to|how i can|how can we|show me how to|teach me how to|teach me to|explain how to) {topic}",
      '(what|wat|what all|what else|what things) (can|could|do|are) (you|i|this|it|this bot|u) [able to] (do|say|ask|do for me|type|do here|say to you|ask you|help with|do with this|tell you|help me with|say here|know)',
      '(how does|how do) (this|it|this thing|this bot|you|i use this|i use you|this work|parley) [work|work here|use this]',
      "(i'm|i am|im) new [here|to this|at this] [,] [how do i use this|how does this work|what can you do|what do i do|where do i start|help|how do i start|...]",
      '[<list>|all|available|full|the|your] [of] [all] [the] [available] (commands|command list|features|options|functions|list of commands|possible commands|command) [are there|do you have|are available|do you support|please|can i use]',
      '(what|which) (commands|features|options|functions) [are|do] [there|you have|available|you support|i have|can i use]',
      'what are (my|the|your) (options|commands|features|capabilities)',
      '(where do i start|how do i start|how do i use this|how do i use you|how to use this|get started|getting started|what do i do|what now|manual|instructions|how to use)',
    ],
    zh: [
      '(帮助|help|帮帮我|求助|使用帮助|使用说明|说明书|操作指南|使用指南|教程|新手指南|帮助文档|使用手册|帮助信息|帮助菜单|菜单|怎么用|如何使用|怎么使用) [一下|我]',
      '(你|您|这个机器人|机器人|这个|系统|parley|助手|这个助手|你们) [都|到底|还] (能|会|可以|能够|都会|都能) [帮我|帮我们|为我|给我] [都] (做什么|干些什么|做点什么|做些啥|干点啥|哪些事|哪些功能|干什么|干嘛|做啥|做些什么|什么|干啥|做哪些事|帮我做什么)',
      '[你|这个|系统] [都|能] (有哪些|有什么|有啥|支持哪些|支持什么|哪些) (命令|功能|指令|用法|能力)',
      '(命令|指令|功能) (列表|有哪些|大全|清单)',
      '(这个|你|这|系统|机器人|parley|这个机器人|这个系统|这个工具|这个助手|这玩意|这玩意儿|这东西|这个东西|这个bot|bot|助手) [到底|该] (怎么用|如何使用|怎么使用|怎么操作|咋用|怎么玩|如何用)',
      '[请问] (怎么|如何|怎样|咋|怎么才能|要怎么|该怎么) [才能|可以|去] {topic} [呢|啊|呀]',
      '{topic} (怎么建|怎么加|怎么写|怎么改|怎么查|怎么删|怎么录|怎么用|怎么操作|怎么弄|如何操作|怎么做|如何使用|怎么使用|怎么搞)',
      '[我] 想知道 (怎么|如何) {topic}',
      '[<看>] [关于|有关|跟|和] {topic} [相关|有关] [的] (帮助|使用说明|说明|用法|教程|命令|指令)',
      '(我是新来的|我是新人|新手|我刚来|我第一次用) [,] [不知道|不会] [怎么|如何] [操作|用|使用|开始|弄] [...]',
      '(帮助|help) {topic}',
      '[<看>] [关于|有关] {topic} 的帮助',
      '(怎么|如何|怎样|咋|怎么才能) [才能|可以] {topic} [呢|啊|呀|来着]',
      '[我] (不会|不知道怎么|不懂怎么|教我|教我怎么|教一下怎么|教教我怎么|告诉我怎么) {topic}',
    ],
  },
  run: async (ctx, { topic }) => ({ reply: helpReply(ctx, topic), about: [] }),
});

const AREAS = {
  deals: { en: 'Deals', zh: '商机' },
  people: { en: 'Accounts and contacts', zh: '客户与联系人' },
  leads: { en: 'Leads', zh: '线索' },
  sales: { en: 'Products, quotes and orders', zh: '产品、报价与订单' },
  work: { en: 'Activities and tasks', zh: '活动与任务' },
  reports: { en: 'Reports', zh: '报表' },
  forecast: { en: 'Forecasts and quotas', zh: '预测与指标' },
  finding: { en: 'Finding and changing back', zh: '查找与撤销' },
  duplicates: { en: 'Duplicates and merging', zh: '查重与合并' },
  support: { en: 'Support', zh: '客户支持' },
  data: { en: 'Import and export', zh: '导入与导出' },
  pipelines: { en: 'Pipelines and exchange rates', zh: '销售管道与汇率' },
  fields: { en: 'Fields of your own', zh: '自定义字段' },
  you: { en: 'You and your team', zh: '个人与团队' },
} as const;
type Area = keyof typeof AREAS;

const AREA_OF_NOUN: Readonly<Record<string, Area>> = {
  deal: 'deals',
  account: 'people',
  contact: 'people',
  lead: 'leads',
  ticket: 'support',
  sla: 'support',
  hours: 'support',
  knowledge: 'support',
  feedback: 'support',
  procedure: 'support',
  support: 'support',
  product: 'sales',
  pricebook: 'sales',
  quote: 'sales',
  order: 'sales',
  activity: 'work',
  task: 'work',
  report: 'reports',
  forecast: 'forecast',
  quota: 'forecast',
  record: 'finding',
  change: 'finding',
  duplicates: 'duplicates',
  data: 'data',
  import: 'data',
  pipeline: 'pipelines',
  stage: 'pipelines',
  rate: 'pipelines',
  field: 'fields',
};

function areaOf({ name }: Pick<Command, 'name'>): Area {
  const [noun = '', verb] = name.split('.');
  if (verb === 'merge' || verb === 'unmerge') return 'duplicates';
  if (name === 'pipeline.show' || name === 'stage.history') return 'deals';
  return AREA_OF_NOUN[noun] ?? 'you';
}

/** So many examples stand for an area where all areas are told of. */
const EXAMPLES_OF_AREA = 4;
const EXAMPLES_OF_COMMAND = 4;

/** What this person can ask for: a few examples of each area, or one topic with all its commands. */
function helpReply(ctx: CommandContext, topic: string | undefined) {
  const { locale } = ctx;
  const zh = locale === 'zh';
  const usable = ctx.catalogue.all.filter((command) => mayUse(ctx.actor, command));
  const found = topic === undefined ? [] : about(usable, topic);
  const areas = (Object.keys(AREAS) as Area[]).filter((area) =>
    usable.some((command) => areaOf(command) === area),
  );
  // Who may do little is told all of it at once.
  const few = usable.length <= FEW;
  const commands = found.length === 0 && few ? usable : found;
  const heading = { kind: 'heading' as const, text: zh ? '我能做什么' : 'What I can do' };
  if (commands.length > 0)
    return replyOf(
      heading,
      ...inFull(commands, locale, found.length === 0 ? 1 : undefined),
      ...firstSteps(ctx, usable),
    );
  const lead = zh ? '直接用一句话告诉我，例如：' : 'Just say it in a sentence, for example:';
  const lines = areas.map((area) => {
    const said = usable
      .filter((command) => areaOf(command) === area)
      .slice(0, EXAMPLES_OF_AREA)
      .map((command) => `“${command.examples[locale][0] ?? ''}”`);
    return `• ${AREAS[area][locale]}${zh ? '：' : ': '}${said.join(zh ? '、' : ', ')}`;
  });
  return replyOf(
    heading,
    { kind: 'text', text: [lead, ...lines].join('\n') },
    {
      kind: 'menu',
      prompt: zh ? '了解更多…' : 'More about…',
      options: areas.map((area) => ({
        label: AREAS[area][locale],
        action: { kind: 'run', command: 'help', arguments: { topic: AREAS[area][locale] } },
      })),
    },
    ...firstSteps(ctx, usable),
  );
}

const FEW = 16;
/** More commands than this get fewer examples each. */
const MOST_AT_LENGTH = 16;

/** Every command with its summary and examples to copy, by area. */
function inFull(
  commands: readonly Command[],
  locale: Locale,
  examples = commands.length > MOST_AT_LENGTH ? 2 : EXAMPLES_OF_COMMAND,
): Block[] {
  const areas = [...new Set(commands.map(areaOf))];
  return areas.map((area) => ({
    kind: 'text',
    text: [
      AREAS[area][locale],
      ...commands
        .filter((command) => areaOf(command) === area)
        .map((command) => {
          const said = command.examples[locale].slice(0, examples).map((example) => `“${example}”`);
          return `• ${command.summary[locale]} ${said.join(locale === 'zh' ? '、' : ', ')}`;
        }),
    ].join('\n'),
  }));
}

/** The commands of the area that is called so, else those that speak of the topic. */
function about(usable: readonly Command[], topic: string): Command[] {
  const plain = topic.toLowerCase().trim();
  const area = (Object.keys(AREAS) as Area[]).find((key) =>
    Object.values(AREAS[key]).some((name) => name.toLowerCase() === plain),
  );
  return usable.filter((command) =>
    area === undefined ? matches(command, topic) : areaOf(command) === area,
  );
}

function matches(command: Command, topic: string): boolean {
  const words = topic
    .toLowerCase()
    .split(/\s+/)
    .flatMap(wordsOf)
    .filter((word) => word.length > 1);
  const about = [
    command.name,
    command.summary.en,
    command.summary.zh,
    ...command.examples.en,
    ...command.examples.zh,
  ]
    .join(' ')
    .toLowerCase();
  return words.length > 0 && words.every((word) => about.includes(word.replace(/s$/, '')));
}

/** Chinese words have no blanks between them: 删除客户 is 删除 and 客户. */
function wordsOf(said: string): readonly string[] {
  if (!/^\p{Script=Han}{3,}$/u.test(said)) return [said];
  const even = said.length % 2 === 0 ? said : said.slice(1);
  return even.match(/../gu) ?? [];
}

/** Buttons that do the first things. */
function firstSteps(ctx: CommandContext, usable: readonly Command[]): Block[] {
  const zh = ctx.locale === 'zh';
  const steps: readonly { command: string; button: Button }[] = [
    {
      command: 'deal.log',
      button: {
        label: zh ? '登记商机' : 'Log a deal',
        action: { kind: 'open-form', command: 'deal.log', arguments: {} },
      },
    },
    {
      command: 'pipeline.show',
      button: {
        label: zh ? '我的管道' : 'My pipeline',
        action: { kind: 'run', command: 'pipeline.show', arguments: { owner: 'me' } },
      },
    },
    {
      command: 'task.list',
      button: {
        label: zh ? '我的任务' : 'My tasks',
        action: { kind: 'run', command: 'task.list', arguments: { assignee: 'me' } },
      },
    },
  ];
  const buttons = steps
    .filter((step) => usable.some((c) => c.name === step.command))
    .map((step) => step.button);
  return buttons.length === 0 ? [] : [{ kind: 'buttons', buttons }];
}
