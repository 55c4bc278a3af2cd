import { z } from 'zod';
import { cancelExports } from '../../crm/export-work.ts';
import { say } from '../../reply/reply.ts';
import { STOPPED } from '../cards/export-card.ts';
import { defineCommand } from '../command.ts';

export const stopExport = defineCommand({
  name: 'export.cancel',
  risk: 'write',
  roles: ['manager'],
  summary: { en: 'Stop an export that is running.', zh: '停止正在进行的导出。' },
  parameters: z.object({}),
  examples: {
    en: [
      'stop the export',
      'cancel the export',
      'abort the download',
      'halt that export',
      'end the export',
      'stop exporting',
    ],
    zh: ['停止导出', '取消导出', '中止导出', '导出停一下', '先停止导出', '把导出停了'],
  },
  patterns: {
    en: [
      '[<please>] (stop|cancel|abort|halt|kill|end|interrupt) (the|my|that|this|our) (export|download|data export|exporting|running export)',
      '[<please>] (stop|quit|cease) (exporting|downloading) [it|them|the file|please|now|the rest]',
      "[<please>] (don't|do not) (export|download) (any more|anymore|the rest|it any more)",
    ],
    zh: [
      '[<帮忙>] [先] (停止|取消|中止|终止|暂停|停掉|停下|停) [这次|当前|正在进行的] [的] (导出|下载)',
      '[把] (导出|下载) [先] (停一下|停了|停掉|停下来|取消|取消掉|中止|终止|停止)',
      '(别|不要|停止|不) [再] (导出了)',
    ],
  },
  run: async (ctx) => {
    const count = await cancelExports(ctx, ctx.conversation.id);
    const several = ctx.locale === 'zh' ? `已停止 ${count} 个导出。` : `Stopped ${count} exports.`;
    return { reply: say(count === 1 ? STOPPED[ctx.locale] : several), about: [] };
  },
});
