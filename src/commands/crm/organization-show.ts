import { z } from 'zod';
import { settingsOf } from '../../crm/settings.ts';
import { replyOf } from '../../reply/reply.ts';
import { settingsFields } from '../cards/settings-card.ts';
import { defineCommand } from '../command.ts';

export const showOrganization = defineCommand({
  name: 'organization.show',
  risk: 'read',
  roles: ['rep'],
  summary: { en: "Show the company's settings.", zh: '查看公司设置。' },
  parameters: z.object({}),
  examples: {
    en: [
      'company settings',
      'show organization settings',
      'what is our base currency?',
      'when does our fiscal year start',
      "show the company's settings",
      'which currency do we use',
      'what does a rep see',
      'org settings pls',
    ],
    zh: [
      '公司设置',
      '查看公司的设置',
      '我们的本位币是什么',
      '财年从几月开始',
      '看一下组织设置',
      '销售能看到哪些记录',
      '公司配置是什么',
    ],
  },
  patterns: {
    en: [
      '[<show>] [the|our] (company|organization|organisation|org|workspace|team) (settings|configuration|config|preferences|setup) [please|pls]',
      "[<show>] [the|our] (company|organization|organisation|org) ('s|s) (settings|configuration|config|preferences|setup)",
      "(what|what's|whats|what is|which|when does|when did|when is|tell me) [is|does] [our|the|the company's] (base currency|currency|main currency|default currency|fiscal year|financial year|company time zone) [do we use|are we using|start|starts|begin|is it|of the company]",
      '(what|whose records|which records) (does|do|can|may) [a|our|the] (rep|reps) see',
    ],
    zh: [
      '[<看>] [我们] (公司|组织|企业|系统) [的] (设置|配置|参数|偏好) [是什么|有哪些|<给看>]',
      '[<看>] [我们|公司] [的] (本位币|默认币种|默认货币|基准货币|主币种) [是|用的是] [什么|哪个|多少]',
      '[我们|公司] [的] (财年|会计年度|财政年度) [是] [从] (几月|什么时候|哪个月) [开始]',
      '销售 [人员] (能看到|可以看到|能看|可见|看得到) (哪些|什么|谁的) [记录|数据]',
    ],
  },
  run: async (ctx) => ({
    reply: replyOf(
      { kind: 'heading', text: ctx.organization.name },
      settingsFields(await settingsOf(ctx), ctx.locale),
    ),
    about: [],
  }),
});
