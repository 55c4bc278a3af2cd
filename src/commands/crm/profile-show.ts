import { z } from 'zod';
import { profileReply } from '../cards/profile-card.ts';
import { defineCommand } from '../command.ts';

export const showProfile = defineCommand({
  name: 'profile.show',
  risk: 'read',
  roles: ['everyone'],
  summary: { en: 'Show your profile.', zh: '查看个人设置。' },
  parameters: z.object({}),
  examples: {
    en: [
      'my profile',
      'who am I?',
      'my settings',
      'show my profile',
      'what timezone am I in',
      'which language are you using for me',
      "what's my profile",
      'profile',
      'what are my preferences',
      'am I set to English or Chinese',
      'show settings pls',
      'what time zone do you have for me?',
      'could you tell me what my current settings are?',
      "what's my role",
    ],
    zh: [
      '我的设置',
      '我是谁',
      '我的时区是什么',
      '看看我的个人资料',
      '我现在用的什么语言',
      '查看我的配置',
      '显示我的偏好设置',
      '我的 profile',
      '请问我当前设置的是哪个时区',
      '我的角色是什么',
      '个人设置',
      '我的账号信息',
      '我的时区设的是什么',
    ],
  },
  patterns: {
    en: [
      '[<show>] [what] [the] [my] [current|own|user|account|personal] (profile|profile settings|settings|preferences|setting|prefs|user profile|account settings|config|configuration) [are|look like|please]',
      "(what's|whats|what is|what are) my [current] (profile|settings|preferences|time zone|timezone|tz|language|role|setting|locale|name) [set to|now|again]",
      'who am i [again]',
      '(what|which) (time zone|timezone|tz|language|lang|locale) (am i|do i have|(do|did) (you|u) have me|are you using|do you have|is set|is mine|is my account|do you use|am i using) [with me|in|set|set to|on|for me|using|saved]',
      'am i (set to|on|in|using) [english|chinese|the] [or] [english|chinese] [mode|right|time|time zone|timezone]',
      'is my (language|time zone|timezone) [set to] ...',
      '(what|which) role do i have',
    ],
    zh: [
      '[<看>] [一下] [我的|我|我自己的] [当前|现在|目前] [的] (设置|个人设置|个人资料|配置|偏好设置|偏好|profile|资料|账号信息|账号设置|账户信息|个人信息|用户信息|档案) [是什么|怎么样]',
      '我 [现在|当前|目前] [设置的|用的|是] [的] [是] (什么语言|哪个时区|什么时区|哪种语言|什么角色|哪个语言)',
      '我的 (时区|语言|角色|权限|名字|账号) [是] [什么|哪个|多少|啥]',
      '我是谁',
      '我 [现在|当前] [在|设的|设置的] [是] [哪个|什么] 时区',
      '我 [的] (时区|语言) [现在|目前|当前] [是] [设的|设置的|设成|设置成|用的|设|设在|设置在] [的] [是] (哪里|哪儿|什么|哪个|啥|什么地方|多少)',
      '(我现在|我) [的] [是] (什么权限|什么身份|哪个角色|啥角色|有什么权限|有哪些权限|哪些权限)',
    ],
  },
  run: async (ctx) => ({
    reply: profileReply(ctx, {
      name: ctx.actor.name,
      role: ctx.actor.kind === 'member' ? ctx.actor.role : 'customer',
      locale: ctx.actor.locale,
      timeZone: ctx.actor.timeZone,
    }),
    about: [],
  }),
});
