import { z } from 'zod';
import { Refusal } from '../../platform/refusal.ts';
import { say } from '../../reply/reply.ts';
import { setDesk } from '../../support/sla.ts';
import { defineCommand } from '../command.ts';
import { flag } from '../parameters.ts';

declare module '../../platform/refusal.ts' {
  interface RefusalFacts {
    no_channel: Record<string, never>;
  }
}

export const bindDesk = defineCommand({
  name: 'support.desk',
  risk: 'write',
  roles: ['manager'],
  summary: {
    en: 'Make this channel the support desk: tickets are shown and answered here.',
    zh: '把这个频道设为客服台：工单在这里显示和回复。',
  },
  parameters: z.object({
    off: flag({ label: { en: 'no desk any more', zh: '不再是客服台' }, silent: true }).optional(),
  }),
  examples: {
    en: [
      'use this channel as the support desk',
      'make this channel the support desk',
      'send tickets here',
      'this is the support channel',
      'bind the support desk to this channel',
      'post new tickets in this channel',
      'stop using this channel as the support desk',
      'remove the support desk from this channel',
      'show tickets in this channel from now on',
    ],
    zh: [
      '把这个频道设为客服台',
      '这个频道作为客服台',
      '工单发到这里',
      '这里就是客服频道',
      '把客服台绑定到这个频道',
      '新工单发到这个频道',
      '这个频道不再作为客服台',
      '取消这里的客服台',
      '以后工单都显示在这个频道',
    ],
  },
  patterns: {
    en: [
      '(use|make|set|take|turn) this [channel|conversation|place] [as|into|to be|to] [the|our|a] (support desk|help desk|helpdesk|support channel|service desk)',
      '(this|this channel) (is|shall be|should be|becomes) [now] [the|our] (support desk|help desk|helpdesk|support channel|service desk)',
      '(bind|connect|link|move|put) [the|our] (support desk|help desk|helpdesk) (to|in|into|with) (this channel|here|this conversation)',
      '(send|post|show|put|deliver) [all|the|our|new] [new|support] tickets (here|in this channel|to this channel|into this channel) [from now on|please]',
      "(stop using|don't use|do not use|no longer use|stop) this [channel] [as] [the|our] (support desk|help desk|helpdesk|support channel) {off=true}",
      '(remove|unbind|disconnect|unlink|take) [the|our] (support desk|help desk|helpdesk) [from|off|out of] [here|this channel] {off=true}',
    ],
    zh: [
      '[<把>|让|用] (这个频道|本频道|这里|该频道|当前频道|此频道) (设为|设成|设置为|作为|作|当作|用作|就是|是) [我们的] (客服台|客服频道|支持频道|工单频道|服务台)',
      '[<把>] (客服台|客服频道|服务台) (绑定到|设在|放在|放到|移到) (这个频道|本频道|这里|该频道|此频道)',
      '[以后] [所有|新|新的] [的] 工单 [都] (发到|发在|显示在|推送到|放到|放在) (这里|这个频道|本频道|此频道)',
      '(这个频道|本频道|这里|该频道) (不再|不再是|不要|别) [作为|是|当|用作] (客服台|客服频道|服务台) [了] {off=true}',
      '(取消|解除|去掉|移除|停用) (这里|这个频道|本频道) [的|作为] (客服台|客服频道|服务台) {off=true}',
    ],
  },
  run: async (ctx, { off }) => {
    const { channel } = ctx;
    const zh = ctx.locale === 'zh';
    if (off === true) {
      await setDesk(ctx, null);
      return {
        reply: say(
          zh
            ? '客服台已取消。新工单会私信给处理人。'
            : 'There is no support desk any more. New tickets go to their agents directly.',
        ),
        about: [],
      };
    }
    if (channel === null) throw new Refusal('no_channel', {});
    const { provider, conversationKey, replyTo } = channel;
    await setDesk(ctx, { provider, conversationKey, replyTo });
    return {
      reply: say(
        zh
          ? '这个频道现在是客服台：新工单显示在这里，在工单的话题里回复，客户就能看到。'
          : 'This channel is the support desk now: new tickets are shown here, and what is written in a ticket’s thread goes to the customer.',
      ),
      about: [],
    };
  },
});
