import { z } from 'zod';
import { updatePipeline as update } from '../../crm/pipeline-settings.ts';
import { getPipeline } from '../../crm/pipelines.ts';
import { say } from '../../reply/reply.ts';
import { defineCommand } from '../command.ts';
import { flag, text } from '../parameters.ts';

export const updatePipeline = defineCommand({
  name: 'pipeline.update',
  risk: 'write',
  roles: ['manager'],
  summary: {
    en: 'Rename a pipeline, or make it the default one.',
    zh: '重命名销售管道，或设为默认。',
  },
  parameters: z.object({
    pipeline: text({
      label: { en: 'pipeline', zh: '销售管道' },
      question: { en: 'Which pipeline?', zh: '哪个销售管道？' },
      max: 60,
    }),
    name: text({ label: { en: 'name', zh: '名称' }, max: 60 }).optional(),
    default: flag({ label: { en: 'default', zh: '默认' } }).optional(),
  }),
  examples: {
    en: [
      'rename the Renewals pipeline to Retention',
      'make Renewals the default pipeline',
      'set the default pipeline to Partners',
      'call the Sales pipeline New business',
      'change the name of the Partner pipeline to Channel',
      'the Renewals pipeline should be the default',
      'use Partners as the default pipeline',
    ],
    zh: [
      '把续约管道改名为客户留存',
      '把续约设为默认管道',
      '默认管道改成渠道',
      '续约管道重命名为 Retention',
      '将渠道管道设为默认',
      '销售管道 Sales 改名叫新客户',
    ],
  },
  patterns: {
    en: [
      '(rename|retitle) [the|our] "?{pipeline#}"? [sales] (pipeline|funnel) (to|as|into|->|=>) "?{name}"?',
      '(rename|retitle) [the|our] [sales] (pipeline|funnel) "?{pipeline#}"? (to|as|into|->|=>) "?{name}"?',
      '(call|name) [the|our] "?{pipeline#}"? [sales] (pipeline|funnel) [now] "?{name}"?',
      '(change|set|update|make) [the] name (of|for) [the|our] "?{pipeline#}"? [sales] (pipeline|funnel) (to|as|into) "?{name}"?',
      '(change|set|update|make) [the] name (of|for) [the|our] (pipeline|funnel) "?{pipeline#}"? (to|as|into) "?{name}"?',
      '(change|set|update) [the|our] "?{pipeline#}"? [sales] (pipeline|funnel) name (to|as|into) "?{name}"?',
      '(make|set|mark|declare) [the|our] "?{pipeline#}"? [be|as|to be|is] [the|our|a|my] (default|standard|main) [sales] (pipeline|funnel) {default=true}',
      '(make|set|mark|declare) [the|our] "?{pipeline#}"? (pipeline|funnel) [be|as|to be|is] [the|our|a|my] (default|standard|main) [one|pipeline|funnel] {default=true}',
      '(set|change|switch|make|update) [the|our] (default|standard|main) [sales] (pipeline|funnel) [to|be|as|is|=|:] [the] "?{pipeline#}"? [pipeline] {default=true}',
      '(use|take) [the|our] "?{pipeline#}"? [pipeline] (as|for) [the|our] (default|standard|main) [sales] [pipeline|one] {default=true}',
      '[the|our] "?{pipeline#}"? (pipeline|funnel) (should be|is|becomes|must be|is now) [now] [the|our] (default|standard|main) [one|pipeline] {default=true}',
      '[the|our] (default|standard) [sales] pipeline (should be|is|is now|must be) [now] "?{pipeline#}"? {default=true}',
    ],
    zh: [
      '[<把>] [销售] (管道|漏斗) "?{pipeline#}"? [的] [名字|名称] (改名为|改名叫|改名成|重命名为|重命名成|更名为|改叫|命名为|名字改成|名字改为|名称改为) "?{name}"?',
      '[<把>] "?{pipeline#}"? [这个|这条] [的] [销售] (管道|漏斗|流程) [的] [名字|名称] (改名为|改名叫|改名成|重命名为|重命名成|更名为|改叫|命名为|名字改成|名字改为|名称改为) "?{name}"?',
      '[<把>] "?{pipeline#}"? [销售] (管道|漏斗|流程) [的] (名字|名称) (改成|改为|换成) "?{name}"?',
      '[<把>] "?{pipeline#}"? [这个|这条] [销售] (管道|漏斗|流程) (设为|设成|设置为|改成|改为|作为|当作|变成|定为|换成) [我们的] (默认|主) [的] [销售] [管道|漏斗|流程] {default=true}',
      '[<把>] "?{pipeline#}"? (设为|设成|设置为|改成|改为|作为|当作|变成|定为|换成) [我们的] (默认|主) [的] [销售] (管道|漏斗|流程) {default=true}',
      '[<把>] (默认|主) [的] [销售] (管道|漏斗|流程) (改成|改为|设为|设成|换成|换为|用|是|切换到|切到|定为) "?{pipeline#}"? [管道] [<了>|吧] {default=true}',
      '(用|以) "?{pipeline#}"? [管道] (作为|做|当) (默认|主) [的] [销售] [管道|漏斗] {default=true}',
    ],
  },
  run: async (ctx, { pipeline, name, default: isDefault }) => {
    const zh = ctx.locale === 'zh';
    const known = await getPipeline(ctx, pipeline);
    if (name === undefined && isDefault === undefined) {
      const what = zh
        ? `${known.name} 要改什么？例如“把 ${known.name} 管道改名为…”或“把 ${known.name} 设为默认管道”。`
        : `What shall I change on ${known.name}? Say “rename the ${known.name} pipeline to …” or “make ${known.name} the default pipeline”.`;
      return { reply: say(what), about: [] };
    }
    const now = await update(ctx, known, { name, isDefault });
    const lines = [
      name === undefined
        ? ''
        : zh
          ? `销售管道 ${known.name} 已改名为 ${now.name}。`
          : `The pipeline ${known.name} is called ${now.name} now.`,
      isDefault === true
        ? zh
          ? `${now.name} 现在是默认管道，未指明管道的新商机会登记到这里。`
          : `${now.name} is the default pipeline now: deals are logged in it when no other is named.`
        : '',
    ];
    return { reply: say(lines.filter(Boolean).join('\n')), about: [] };
  },
});
