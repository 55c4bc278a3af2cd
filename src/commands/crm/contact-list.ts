import { z } from 'zod';
import { listContacts as list } from '../../crm/contacts.ts';
import { replyOf, say } from '../../reply/reply.ts';
import { contactTable } from '../cards/contact-card.ts';
import { moreNote } from '../cards/deal-card.ts';
import { defineCommand } from '../command.ts';
import { person, record } from '../parameters.ts';

const ROWS = 25;

export const listContacts = defineCommand({
  name: 'contact.list',
  risk: 'read',
  roles: ['rep', 'support'],
  ownFields: { entity: 'contact', as: 'filter' },
  summary: { en: 'List contacts.', zh: '列出联系人。' },
  parameters: z.object({
    account: record(['account', 'member'], { label: { en: 'account', zh: '客户' } }).optional(),
    owner: person({ label: { en: 'owner', zh: '负责人' } }).optional(),
  }),
  examples: {
    en: [
      'contacts at Globex',
      'list my contacts',
      'my contacts',
      'show all contacts',
      'list the contacts of Acme',
      'which contacts do we have at Initech?',
      "Hooli's contacts",
      "list Dana's contacts",
      'contacts owned by <@U042>',
      'how many contacts do we have',
      'show me everyone we know at Stripe',
      'contact list',
      'all contacts for Blue Harbor Logistics please',
      'who are our contacts at Gekko',
      'who do we know at Globex',
    ],
    zh: [
      '华为的联系人有哪些',
      '列出我的联系人',
      '我的联系人',
      '所有联系人',
      '海尔有哪些联系人',
      '列出小米的所有联系人',
      '看看腾讯的联系人',
      '我们有多少联系人',
      '联系人列表',
      '顺丰有几个联系人',
      'Globex 的联系人',
      '有哪些联系人',
    ],
  },
  patterns: {
    en: [
      '[<list>] [me] [all|the|of|our|all of] [the|our|my {owner=me}] [own] (<contacts>) [please|pls]',
      '[<list>] [me] [all|any] [of] [the|our|my {owner=me}] <contacts> [we have|that we have|i have] (at|of|for|with|in|from) [<the>] {account} [<account>] [please|pls]',
      "[<list>] [me] [all] [of] {account} ('s|s') <contacts> [please|pls]",
      '<list> [me] [all] [the] {account} contacts [please|pls]',
      '[<list>] [all] [the] <contacts> (owned by|assigned to|belonging to) {owner}',
      '(which|what|how many) <contacts> (do i|have i|i) {owner=me} [have|got|own]',
      '(which|what|how many) <contacts> (do we|have we|are there) [have|got|in total]',
      '(which|what|how many) <contacts> (do we|have we|do i|are there) [have|got|know] (at|for|in|with|from) [<the>] {account} [<account>]',
      '(which|what|how many) <contacts> (does|has|have) {account} [have|own|got]',
      '[<list>] [me] (everyone|everybody|all the people|the people|all people|people) [that] (we know|i know|we have|we talk to) (at|in|from) [<the>] {account} [<account>]',
      "(who|whos) (are|is|'s) [all] (our|the|my) contacts (at|for|in|with) [<the>] {account} [<account>]",
    ],
    zh: [
      '[<看>] [一下] [我的 {owner=me}|我 {owner=me}|我们的|我们] [手上|名下] [的] [有] [哪些|什么|多少|几个|几位] [所有|全部] [的] <联系人们> (<尾>)',
      '[<看>] [一下] (我的 {owner=me}|我们的|所有|全部|所有的|全部的|哪些|有哪些|有什么|有多少) [的] <联系人们>',
      '(列出|列一下|列下|列个) [我的 {owner=me}] <联系人们>',
      '[<看>] [一下] [客户|公司] {account} [这家公司|公司|那边|这个客户] [的] [所有|全部] [的] <联系人们> [<尾>|都有谁]',
      '[客户|公司] {account} [那边|公司|这家公司|这个客户] [一共|现在|都] (有几个|有多少|有哪些|有什么|都有哪些|有几位|有多少个|有多少位) <联系人们>',
      '[我们] [在] {account} [那边] (有哪些|有几个|有多少) <联系人们>',
      '[<看>] {owner#} (名下的|手上的|负责的) [所有|全部] <联系人们> [<尾>]',
      '[我们|现在|目前|一共|总共] 有 (哪些|什么|多少|几个|几位) <联系人们>',
      '<联系人们> (列表|名单|清单|一览)',
    ],
  },
  followUps: {
    en: [
      '(who|whom) do (we|i) (know|have) [so far] (at|in|from|with) [<the>] {account} [<account>]',
      'who is our contact (at|in|with) [<the>] {account} [<account>]',
      '[do we know|tell me|do you know] who [the|our] <contacts> (at|for|in|with) {account} are',
    ],
    zh: [
      '[我们] [在] {account} [那边|那里|里|公司] [我们] [都] (认识谁|认识哪些人|认识什么人|有认识的人吗|有谁|有哪些人)',
    ],
  },
  run: async (ctx, { account, owner, custom }) => {
    // "Dana's contacts" names a colleague where an account might stand.
    const customer = account?.entity === 'account' ? account : undefined;
    const colleague = account?.entity === 'member' ? account : owner;
    const filter = { accountId: customer?.id, ownerId: colleague?.id, custom };
    const { contacts, count } = await list(ctx, filter, ROWS);
    const zh = ctx.locale === 'zh';
    const of = account === undefined ? [] : [account];
    if (count === 0)
      return {
        reply: say(zh ? '没有符合条件的联系人。' : 'No contacts match that.'),
        about: of,
      };
    const title = zh ? `${count} 位联系人` : `${count} ${count === 1 ? 'contact' : 'contacts'}`;
    const rows = contacts.map(({ id, name }) => ({ entity: 'contact' as const, id, name }));
    return {
      reply: replyOf(contactTable(ctx, contacts, title), ...moreNote(count, ROWS, ctx.locale)),
      about: [...(count === 1 ? rows : []), ...of],
      listed: rows,
    };
  },
});
