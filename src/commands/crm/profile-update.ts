import { z } from 'zod';
import { updateProfile as update } from '../../crm/members.ts';
import { say } from '../../reply/reply.ts';
import { profileReply } from '../cards/profile-card.ts';
import { defineCommand } from '../command.ts';
import { language, timeZone } from '../parameters.ts';

export const updateProfile = defineCommand({
  name: 'profile.update',
  risk: 'write',
  roles: ['everyone'],
  summary: { en: 'Change your language or time zone.', zh: '修改语言或时区。' },
  parameters: z.object({
    language: language({ label: { en: 'language', zh: '语言' } }).optional(),
    timeZone: timeZone({
      label: { en: 'time zone', zh: '时区' },
      cues: { en: ['time zone', 'timezone', 'tz'], zh: ['时区'] },
    }).optional(),
  }),
  examples: {
    en: [
      'speak Chinese',
      'my time zone is New York',
      'set my timezone to Berlin',
      'switch to Chinese',
      "I'm in New York now, change my timezone",
      'speak English please',
      'change my time zone to America/Los_Angeles',
      'use Tokyo time',
      'language: zh',
      'set language to English and timezone to London',
      'my tz is Asia/Singapore',
      'please reply to me in Chinese from now on',
      'I moved to Sydney, update my timezone',
      'talk to me in English',
      'change my language',
      'answer in Chinese',
    ],
    zh: [
      '请说英文',
      '把我的时区改成上海',
      '时区改成上海',
      '切换到英文',
      '用中文回复我',
      '把我的时区设为 America/New_York',
      '语言设成英语',
      '我在东京，改下时区',
      '请把我的语言改为中文，时区改为北京时间',
      'timezone 改到柏林',
      '以后跟我说英文',
      '改成中文',
      '我搬到纽约了，时区换一下',
    ],
  },
  patterns: {
    en: [
      '(speak|talk|reply|answer|respond|write|use|switch|change|go|chat|communicate|message) [to|with] [me] [back] [to|in|into|using] [only] {language} [language|from now on|with me|mode|instead|going forward|to me|only]',
      '(set|change|switch|update|put|make) [the|my|our] [bot] (language|lang|preferred language|interface|locale) [to|as|=|:|into] {language} [and] [my] [time zone|timezone|tz] [to]',
      '(set|change|switch|update|put|make) [the|my|our] (language|lang|preferred language|locale) [preference]',
      '(set|change|switch|update|put|make) [the|my|our] (time zone|timezone|tz|time-zone|clock|timezone setting|time) [setting] [to|as|=|:] {timeZone} [time|time zone|timezone] [and] [language] [to]',
      '(set|change|switch|update|put|make) [the|my|our] (time zone|timezone|tz|time-zone)',
      '[my] (time zone|timezone|tz|time-zone) [is|:|=|should be|to|is now] [now] {timeZone} [now]',
      '[my] (language|lang) [is|:|=|should be|to|preference is] {language}',
      "(i'm|i am|im|i|i've|i have|we) [now] [just|currently] (in|moved to|based in|live in|relocated to|working from|moved|living in|travelling to|traveling to|in the|on|work from|working in) {timeZone} [now|time|these days] [,] [so] [please] [change|update|set|fix|adjust] [my|the] [time zone|timezone|tz|clock] [please]",
      'use {timeZone} [time|time zone|timezone|as my timezone]',
      "(i prefer|i'd prefer|i would prefer|i want) {language} [please]",
      '{language} please',
      '[in] {language} (please|pls)',
    ],
    zh: [
      '[<把>] [我的|我|系统|机器人] (时区|timezone|time zone) [<改>|改下|改一下|换一下|换下|切换到|切到|切成|切换成|调一下|更新下] [为|到|成|是] {timeZone}',
      '[<把>] [我的|我|系统|机器人|界面|回复] (语言|language) [<改>|改下|切换到|切到|切成|切换成|切换为|换] [为|到|成|是] {language} [时区] [改为|改成|为]',
      '[以后|今后|之后|从现在起|接下来] [都] [请] (用|说|讲|切换到|切换成|切换为|切到|切成|换成|换到|改用|使用|改成|改为|换|讲讲) [回] {language} [回复我|回答我|和我说|跟我说|交流|吧|回复|沟通|模式|说话|跟我聊|对话|和我交流]',
      '[以后|今后|从现在起] (跟|和) 我 [说|讲|用|聊] {language} [说|讲|交流|沟通]',
      '我 [现在] (在|搬到|搬到了|去了|到了|到|人在|出差到|出差在|常驻) {timeZone} [了] [,] [请|帮我|麻烦] [改下|改一下|换一下|换下|更新一下|更新|调整|调一下|调整一下|把] [我的] (时区) [换一下|改一下|改下|换下|更新一下|调一下|改|换]',
      '用 {timeZone} [时间|时区]',
      '[我] [现在|刚|已经] (搬到|搬到了|搬来|到|到了|在|人在|来|出差到) {*} [<了>] , [请|帮我|麻烦] [把] [我的] [时区] [帮我|也|请] (<改>|切到|切换到|换到) {timeZone} [时间|时区]',
      '[<把>] [我的|我] 时区 [帮我|麻烦|请] (<改>|切到|切换到|切成|切换成) {timeZone} [时间|时区]',
      '[<把>] [我的] (时区|语言) (改一下|换一下|改下|换下|改改)',
    ],
  },
  followUps: {
    en: [],
    zh: [
      '[我] [现在|刚|已经|这周|最近] (到|在|来|去|搬到|飞到|来到) {timeZone} [出差|旅游|工作] [了] [,] [请|帮我|麻烦] [<把>] 时区 (改一下|改下|调一下|换一下|改了|更新一下|调整一下)',
    ],
  },
  run: async (ctx, { language, timeZone: zone }) => {
    if (language === undefined && zone === undefined) {
      const what =
        ctx.locale === 'zh'
          ? '要改语言还是时区？例如“请说英文”或“时区改成上海”。'
          : 'What shall I change: your language or your time zone? Try “speak Chinese” or “my time zone is New York”.';
      return { reply: say(what), about: [] };
    }
    const profile = await update(ctx, ctx.identity.id, { locale: language, timeZone: zone });
    return { reply: profileReply({ locale: profile.locale }, profile), about: [] };
  },
});
