import { z } from 'zod';
import { showContact as show } from '../../crm/contacts.ts';
import { contactReply } from '../cards/contact-card.ts';
import { defineCommand } from '../command.ts';
import { record } from '../parameters.ts';

export const showContact = defineCommand({
  name: 'contact.show',
  risk: 'read',
  roles: ['rep', 'support'],
  summary: { en: 'Show a contact.', zh: '查看联系人。' },
  parameters: z.object({
    contact: record('contact', {
      label: { en: 'contact', zh: '联系人' },
      question: { en: 'Which contact?', zh: '哪个联系人？' },
    }),
  }),
  examples: {
    en: [
      'show contact Jane Roe',
      "what's Jane's phone number?",
      'who is Jane Doe',
      'show contact Peter Gibbons',
      "what's Gavin's email",
      'phone number for Sarah Connor?',
      "pull up Lucius Fox's contact details",
      "what's Miles Dyson's title",
      'how do I reach Monica Hall',
      'contact info for Maria García please',
      "give me Tom Riddle's number",
      'where does Ann Lee work?',
      'lookup contact Jared Dunn',
      "what's her email again",
      'what does she do',
      "I need Art Vandelay's contact details",
      'do we have a number for Priya',
      'email address of Bob Lee',
    ],
    zh: [
      '看一下联系人张伟',
      '张伟的电话是多少',
      '李雷是谁',
      '韩梅梅的电话多少',
      '查一下张伟的联系方式',
      '给我王芳的邮箱',
      '看看联系人 Jane Doe',
      '陈静在哪家公司',
      '赵强是什么职位',
      '怎么联系刘洋',
      '她的邮箱是什么',
      '他邮箱多少',
      'Bob 的手机号',
      '孙丽的职位',
    ],
  },
  patterns: {
    en: [
      '[<show>] [<the>] (contact|contact person) {contact} [details|info|card|record|page]',
      '<show> [<the>] {contact} contact [details|info|card|record|page]',
      '[<show>] [<the>] (details|info|information|record|card) (of|for|on|about) [<the>] contact {contact}',
      '[<show>] [<the>] (details|info|information|record|card) (of|for|on|about) [<the>] {contact} contact',
      '[<show>] [the|a|me] contact (info|details|information|card|record|page) [for|of|on|about|:] {contact}',
      "[<show>] {contact} ('s|s') (contact|contact info|contact details|info|details|<channel>|contact card) [again]",
      "[i need|i want|do you have|do we have|need] {contact} ('s|s') (contact|contact info|contact details|<channel>) [again]",
      "(what's|whats|what is|what was|do you know|do we have|get me|give me|show me|find|look up) {contact} ('s|s') (<channel>|job|role|job title|position|contact info|contact details|company) [again]",
      "(what's|whats|what is|what was|do we have|give me) {contact} (<channel>|job title|contact info|contact details) [again]",
      "[what's|whats|what is|give me|get me|do we have|do you have|i need|send me] [the|a|an] (<channel>) (for|of|on) {contact}",
      '(how do i|how can i|how do we|how can we|how to|where can i|how should i) (reach|contact|call|email|get hold of|get in touch with|phone|get a hold of) {contact}',
      "(who's|whos|who is|who was) {contact} [again]",
      '(what|which) (<channel>|job title|job|role|position|company|account) (has|does|is|did) [our|the|my] [contact|customer] {contact} [have|hold|got|use]',
      "(who's|whos|who is|who was) {contact} (at|from|over at) {_} [again]",
      "who's that {contact}",
      '<show> {contact#}',
      'where does {contact} work',
      '(what|which) (company|account) (is|does) {contact} [at|with|from|work for|work at|belong to]',
      'what does {contact} do',
      'lookup contact {contact}',
      "{contact} ('s|s) (phone|phone number|email|email address|mobile|mobile number|cell|cell number|direct line|job title) ?",
      '{contact} (phone|phone number|email|email address|mobile|mobile number|cell number|direct line|job title) ?',
    ],
    zh: [
      '<看> [联系人|contact] {contact} [的] (联系方式|电话|手机|邮箱|邮件|职位|名片|手机号|联系电话|email|号码|电话号码|微信|邮箱地址|个人信息|title)',
      '<看> [一下] (联系人|contact) {contact} [的] [信息|资料|详情]',
      '[给我|要] {contact} [的] (联系方式|电话|手机|邮箱|手机号|联系电话|email|号码|电话号码|职位|名片|邮箱地址|邮件地址) [是] [多少|什么|几号|啥|发我] [来着]',
      '[联系人] {contact} 的 (联系方式|电话|手机|邮箱|手机号|联系电话|email|号码|电话号码|职位|名片|邮箱地址|邮件地址|title)',
      '{contact} [是] (谁|什么title|啥title|什么级别|什么职务|负责什么的|什么职位|啥职位|哪个职位|什么人|哪家公司的|哪个公司的|干什么的|做什么的|哪家的|什么岗位|什么头衔)',
      '{contact} [现在] (在哪家公司|在哪个公司|是哪家公司的|在哪上班|在哪工作|在哪里上班|在哪个部门|负责什么)',
      '{contact} [的] (联系方式|电话|手机|邮箱|手机号|联系电话|email|号码|电话号码|职位|微信) [我们|咱们|系统里|你] (有没有|有吗|有没|有么|有不|是多少|多少|是什么|知道吗)',
      '[<把>] [联系人|contact] {contact} [的] (联系方式|电话|手机|邮箱|手机号|email|号码|资料|信息|名片|联系人信息|contact info|contact) <给看>',
      '[的] (邮箱|邮件地址|邮箱地址|电话|电话号码|手机|手机号|联系方式|职位|email) [是] (多少|什么|啥|几号) [来着|呢|啊] {contact=他}',
      '(怎么联系|如何联系|怎么联系到|怎么找) {contact}',
      '联系人 {contact}',
      '联系人 {contact} [的] (信息|资料|详情|情况|详细信息)',
    ],
  },
  followUps: {
    en: [
      '[<show>] {contact: (her|his)} [contact] (details|info|information|card|profile|record) [please|pls|again]',
      'do you have [the|a|an] (<channel>) (for|of) {contact}',
    ],
    zh: ['[<看>] [一下] {contact: (她|他)} 的 [联系] (资料|信息|详情|名片|档案)'],
  },
  run: async (ctx, { contact }) => {
    const card = await show(ctx, contact.id);
    return {
      reply: await contactReply(ctx, card),
      about: [
        contact,
        ...(card.account === null ? [] : [{ entity: 'account' as const, ...card.account }]),
      ],
    };
  },
});
