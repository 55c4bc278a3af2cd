import { z } from 'zod';
import { logActivity as log } from '../../crm/activities.ts';
import { momentOf } from '../../platform/clock.ts';
import { momentText } from '../../reply/format.ts';
import { replyOf } from '../../reply/reply.ts';
import { defineCommand } from '../command.ts';
import { KIND_LABELS } from '../labels.ts';
import { choice, dateOrMoment, record, text } from '../parameters.ts';

export const logActivity = defineCommand({
  name: 'activity.log',
  risk: 'write',
  roles: ['rep'],
  summary: {
    en: 'Log a call, an e-mail, a meeting or a note.',
    zh: '记录电话、邮件、会议或备注。',
  },
  parameters: z.object({
    kind: choice(
      {
        call: { en: 'call', zh: '电话' },
        email: { en: 'e-mail', zh: '邮件' },
        meeting: { en: 'meeting', zh: '会议' },
        note: { en: 'note', zh: '备注' },
      },
      {
        label: { en: 'kind', zh: '类型' },
        question: {
          en: 'What was it: a call, an e-mail, a meeting or a note?',
          zh: '是电话、邮件、会议还是备注？',
        },
      },
    ),
    about: record(['account', 'deal', 'contact'], {
      label: { en: 'about', zh: '相关记录' },
    }).optional(),
    summary: text({ label: { en: 'summary', zh: '摘要' }, rest: true, max: 4000 }).optional(),
    when: dateOrMoment({
      label: { en: 'when', zh: '时间' },
      cues: { en: ['on', 'at', 'earlier', 'from', 'dated', 'back on'], zh: ['在', '于'] },
      past: true,
    }).optional(),
  }),
  examples: {
    en: [
      'log a call with Acme: they want a discount',
      'met Jane at Globex yesterday',
      'just got off a call with Jane at Globex, they want a discount',
      'met with Initech today, went great',
      'emailed Hooli about pricing yesterday',
      'note on D-12: budget approved, waiting on legal',
      "had lunch with Northwind last Friday, they're happy with the pilot",
      'called Stripe, left a voicemail',
      'log a meeting with Wayne Enterprises yesterday: discussed the rollout',
      'add a note to the Notion deal - decision maker is on vacation',
      'spoke with Jane Doe this morning, she needs a security review',
      'log email to Pied Piper: sent updated contract',
      'zoom with Tyrell: they loved the demo',
      'log a note',
      'had an onsite with Cyberdyne on March 12',
      'got an email from Soylent, they want references',
      'rang Northwind earlier today, no answer',
      'coffee with Delta on Monday',
      'log call: acme, pricing questions',
      'add note to it: waiting for PO',
      'talked to Miles Dyson on the phone about the new terms',
      'sent Oscorp the proposal yesterday',
      'demo with Vandelay went well',
      'Umbrella emailed me back, they need more time',
      'quick note for Gekko: new CFO',
      'phone call with Bob from Contoso, wants a quote',
      'visited Fabrikam this afternoon, great meeting',
    ],
    zh: [
      '记录一下和 Acme 的电话，他们想要折扣',
      '昨天和华为开了会',
      '刚跟华为通了电话，他们想要折扣',
      '给 D-12 加个备注，预算已批',
      '今天拜访了小米，聊得不错',
      '昨天给字节跳动发了邮件，介绍了新功能',
      '今天上午和云帆科技开会，客户要求月底前交付',
      '记录一次通话，Acme，讨论了价格',
      '备注 招商银行：决策人下个月才回来',
      '和李雷打了个电话，他需要安全评估',
      '收到大疆的邮件，他们要三家比价',
      '帮我记个 note 给 Globex：新 CTO 上任了',
      '上周五和顺丰见了一面，他们对试点很满意',
      '昨天下午三点和美的通话，预算冻结了',
      '给它加个备注：等 PO',
      '打给腾讯云没人接',
      '记一下：联想要求延期交付',
      '刚和京东开完会，他们很感兴趣',
      '跟张伟吃了个饭，聊了聊合作',
      '给海尔打了电话，没人接',
      '网易那边回邮件了，说要再考虑',
      '写个备注：蔚来换了采购负责人',
      '今天和格力视频会议，演示很顺利',
      '记录一个会议',
      '和 Bob 通了个电话',
    ],
  },
  patterns: {
    en: [
      '<log> [<a>] [quick|short] <call> [<about>] {about} {kind=call}',
      '<log> [<a>] [quick|short] <call> [<about>] {about} <then> {summary} {kind=call}',
      '<log> [<a>] [quick|short] (email|e-mail|mail) [<about>] {about} {kind=email}',
      '<log> [<a>] [quick|short] (email|e-mail|mail) [<about>] {about} <then> {summary} {kind=email}',
      '<log> [<a>] [quick|short] <meeting> [<about>] {about} {kind=meeting}',
      '<log> [<a>] [quick|short] <meeting> [<about>] {about} <then> {summary} {kind=meeting}',
      '<log> [<a>] [quick|short] note (on|to|for|about|under|in|at|against) {about} {kind=note}',
      '<log> [<a>] [quick|short] note (on|to|for|about|under|in|at|against) {about} <then> {summary} {kind=note}',
      '<log> [<a>] [quick|short] note (on|to|for|under) {about} (that|saying) {summary} {kind=note}',
      '<log> [<a>] [quick|short] note : {summary} {kind=note}',
      '<log> [<a>] [quick|short] <call> {kind=call}',
      '<log> [<a>] [quick|short] (email|e-mail|mail) {kind=email}',
      '<log> [<a>] [quick|short] <meeting> {kind=meeting}',
      '<log> [<a>] [quick|short] note {kind=note}',
      '<log> [<a>|an] (activity|interaction|touchpoint)',
      '[quick] note (on|for|to|about|re) {about} {kind=note} <then> {summary}',
      '[quick] (note|notes) [to self] : {summary} {kind=note}',
      'note (on|for|to|about|re) {about} that {summary} {kind=note}',
      'note that {about} (is|are|has|have|wants|want|needs|need|will|said|asked|likes|just|would) {summary} {kind=note}',
      '[<hada>] [<a>] [quick|short|good|great] <call> <about> {about} {kind=call}',
      '[<hada>] [<a>] [quick|short|good|great] <call> <about> {about} <then> {summary} {kind=call}',
      '[<hada>] [<a>] [quick|short|good|great] <call> <about> {_} (at|from|of|@) {about} {kind=call}',
      '[<hada>] [<a>] [quick|short|good|great] <call> <about> {_} (at|from|of|@) {about} <then> {summary} {kind=call}',
      '[<hada>] [<a>] [quick|short|good|great] <meeting> <about> {about} [went well|went great|done] {kind=meeting}',
      '[<hada>] [<a>] [quick|short|good|great] <meeting> <about> {about} <then> {summary} {kind=meeting}',
      '[<hada>] [<a>] [quick|short|good|great] <meeting> <about> {about} {summary: (went|was) ...} {kind=meeting}',
      '[<hada>] [<a>] [quick|short|good|great] <call> <about> {about} {summary: (went|was) ...} {kind=call}',
      '[<hada>] [<a>] [quick|short|good|great] <meeting> <about> {_} (at|from|of|@) {about} {kind=meeting}',
      '[<hada>] [<a>] [quick|short|good|great] <meeting> <about> {_} (at|from|of|@) {about} <then> {summary} {kind=meeting}',
      '[<i>] [just] <called> [with|to] {about} [on the phone|by phone|over the phone] {kind=call}',
      '[<i>] [just] <called> [with|to] {about} [on the phone|by phone|over the phone] <then> {summary} {kind=call}',
      '[<i>] [just] <called> [with|to] {_} (at|from|of|@) {about} [on the phone] {kind=call}',
      '[<i>] [just] <called> [with|to] {_} (at|from|of|@) {about} [on the phone] <then> {summary} {kind=call}',
      '[<i>] [just] <met> [with] {about} [team|people|guys|folks] [today|for lunch|for dinner|for coffee|over lunch|for breakfast] {kind=meeting}',
      '[<i>] [just] <met> [with] {about} [team|people|guys|folks] [today|for lunch|for dinner|for coffee|over lunch|for breakfast] <then> {summary} {kind=meeting}',
      '[<i>] [just] <met> [with] {about} <then> {summary} {kind=meeting}',
      '[<i>] [just] <met> [with] {_} (at|from|of|@) {about} {kind=meeting}',
      '[<i>] [just] <met> [with] {_} (at|from|of|@) {about} <then> {summary} {kind=meeting}',
      '[<i>] [just] <emailed> {about} {kind=email}',
      '[<i>] [just] <emailed> {about} <then> {summary} {kind=email}',
      '[<i>] [just] <emailed> {_} (at|from|of|@) {about} {kind=email}',
      '[<i>] [just] <emailed> {_} (at|from|of|@) {about} <then> {summary} {kind=email}',
      '[<i>] [just] (sent|send) {about} (a|an|the) (email|e-mail|mail) [<then>] {summary} {kind=email}',
      '[<i>] [just] (sent|send) (a|an|the) (email|e-mail|mail) to {about} {kind=email}',
      '[<i>] [just] (sent|send) (a|an|the) (email|e-mail|mail) to {about} <then> {summary} {kind=email}',
      '[<i>] [just] (got|received|had|have) [<a>] (email|e-mail|mail|reply) [back] from {about} {kind=email}',
      '[<i>] [just] (got|received|had|have) [<a>] (email|e-mail|mail|reply) [back] from {about} <then> {summary} {kind=email}',
      '{about} (emailed|e-mailed|replied|mailed|wrote|wrote back|wrote to us|emailed me|emailed us|emailed back|emailed me back) [us|me|back] {kind=email}',
      '{about} (emailed|e-mailed|replied|mailed|wrote|wrote back|wrote to us|emailed me|emailed us|emailed back|emailed me back) [us|me|back] <then> {summary} {kind=email}',
      '[<i>] [just] (emailed|sent|mailed|forwarded|shared) {summary: (the|a|an|our|updated|new|revised|over the) ...} (to|with) {about} {kind=email}',
      'add to {about} (notes|note) : {summary} {kind=note}',
      '{about} (called|rang|phoned|called me|called us|called back|called me back|rang me) [us|me|back] {kind=call}',
      '[<i>] [just] (emailed|sent|mailed|forwarded|shared) {summary: (the|a|an|our|updated|new|revised|over the) ...} (to|with) {about} {kind=email}',
      'add to {about} (notes|note) : {summary} {kind=note}',
      '{about} (called|rang|phoned|called me|called us|called back|called me back|rang me) [us|me|back] <then> {summary} {kind=call}',
      '[<i>] [just] (left|leaving) [<a>] (voicemail|message|vm) (for|with|at) {about} {summary=left a voicemail} {kind=call}',
    ],
    zh: [
      '<记> [一个|个|一次|一条|一下] [<和>] {about} [的] (电话|通话|电话会|call) [:] {kind=call}',
      '<和> {about} [的] (电话|通话|电话会|call) [:] {kind=call}',
      '<记> [一个|个|一次|一条|一下] [<和>] {about} [的] (电话|通话|电话会|call) (:|,) {summary} {kind=call}',
      '<和> {about} [的] (电话|通话|电话会|call) (:|,) {summary} {kind=call}',
      '<记> [一个|个|一次|一条|一下] (电话|通话|call) [:] [<和>] {about} {kind=call}',
      '<记> [一个|个|一次|一条|一下] (电话|通话|call) [:] [<和>] {about} (,|:) {summary} {kind=call}',
      '<记> [一个|个|一次|一条|一下] [<和>] {about} [的] (会议|见面|拜访|开会|meeting|会面|面谈|会) {kind=meeting}',
      '<记> [一个|个|一次|一条|一下] [<和>] {about} [的] (会议|见面|拜访|开会|meeting|会面|面谈|会) (:|,) {summary} {kind=meeting}',
      '<记> [一个|个|一次|一条|一下] (会议|见面|拜访|meeting|会面) [:] [<和>] {about} {kind=meeting}',
      '<记> [一个|个|一次|一条|一下] (会议|见面|拜访|meeting|会面) [:] [<和>] {about} (,|:) {summary} {kind=meeting}',
      '<记> [一个|个|一次|一条|一下|给] [<和>|给] {about} [的] (邮件|email|邮件往来) {kind=email}',
      '<记> [一个|个|一次|一条|一下] [<和>|给] {about} [的] (邮件|email) (:|,) {summary} {kind=email}',
      '<记> [一个|个|一次|一条|一下] (电话|通话|call) {kind=call}',
      '<记> [一个|个|一次|一条|一下] (会议|拜访|meeting|会面) {kind=meeting}',
      '<记> [一个|个|一次|一条|一下] (邮件|email) {kind=email}',
      '<记> [一个|个|一次|一条|一下] (备注|笔记|note|备忘) {kind=note}',
      '[给|在|为|帮] {about} [的] [单子|商机] [里|上|下面] [加|写|添加|记|记录|补|补充|做|留|记一下|备注一下|加一下] [一个|个|一条|条|一下|上] (备注|笔记|note|备忘) (:|,|说) {summary} {kind=note}',
      '[给|在|为|帮] {about} [的] [单子|商机] [里|上|下面] (加|写|添加|记|记录|补|补充|做|留|记一下|备注一下|加一下) [一个|个|一条|条|一下|上] (备注|笔记|note|备忘) {kind=note}',
      '<记> [一个|个|一条|一下] (备注|note|笔记|备忘) (给|到|在) {about} (:|,|说) {summary} {kind=note}',
      '<记> [一个|个|一条|一下] (备注|note|笔记|备忘) [:|,] {summary} {kind=note}',
      '(备注|笔记|note) [一下] {about} : {summary} {kind=note}',
      '(备注|笔记|note) [一下] [:] {summary} {kind=note}',
      '{about} (备注|笔记|note) [一下] (:|,) {summary} {kind=note}',
      '<记> : {summary} {kind=note}',
      '[我|我们] [刚|刚刚|刚才] <和> {about} <通话> [<了>] {kind=call}',
      '[我|我们] [刚|刚刚|刚才] <和> {about} <通话> [<了>] (,|:|聊了|说了|讨论了) {summary} {kind=call}',
      '[我|我们] [刚|刚刚|刚才] <和> {about} <开会> [<了>] {kind=meeting}',
      '[我|我们] [刚|刚刚|刚才] <和> {about} <开会> [<了>] (,|:) {summary} {kind=meeting}',
      '[我|我们] [刚|刚刚|刚才] (拜访|拜访了|见了|见过|约见了|走访了|会见了|见到了|去了|去拜访了) {about} [<了>] {kind=meeting}',
      '[我|我们] [刚|刚刚|刚才] (拜访|拜访了|见了|见过|约见了|走访了|会见了|见到了|去拜访了) {about} [<了>] (,|:) {summary} {kind=meeting}',
      '[我|我们] [刚|刚刚|刚才] (给|向) {about} (发了|发|回了|写了|寄了) [一|个|封|一封] (邮件|email|mail) [<了>] {kind=email}',
      '[我|我们] [刚|刚刚|刚才] (给|向) {about} (发了|发|回了|写了|寄了) [一|个|封|一封] (邮件|email|mail) [<了>] (,|:) {summary} {kind=email}',
      '[我|我们] [刚|刚刚|刚才] (邮件|email) (联系了|发给|给) {about} [<了>] (,|:) {summary} {kind=email}',
      '[我|我们] [刚|刚刚|刚才] (收到|收到了|接到) {about} [发来的|的|来的] (邮件|email|回信|回复|mail) (,|:) {summary} {kind=email}',
      '[我|我们] [刚|刚刚|刚才] (收到|收到了|接到) {about} [发来的|的|来的] (邮件|email|回信|回复|mail) {kind=email}',
      '{about} [那边|这边] (回邮件了|发邮件了|回复邮件了|来邮件了|发来邮件|回了邮件|邮件回复了) (,|:|说) {summary} {kind=email}',
      '[我|我们] [刚|刚刚|刚才] (打给|打电话给|打了电话给|致电|致电了|电话联系了|电话联系|打了个电话给|call了|call 了|联系了|接到) {about} [的电话] {kind=call}',
      '[我|我们] [刚|刚刚|刚才] (打给|打电话给|打了电话给|致电|致电了|电话联系了|电话联系|打了个电话给|call了|call 了|联系了|接到) {about} [的电话] (,|:) {summary} {kind=call}',
      '(打给|打电话给|打了电话给|给) {about} [打电话|打了电话|打了个电话] {summary=没人接} (没人接|无人接听|没接|没人接听) {kind=call}',
      '{about} [那边|这边] (来电话了|打电话来了|来电|来电话|打来电话) (,|:|说) {summary} {kind=call}',
    ],
  },
  run: async (ctx, { kind, about, summary, when }) => {
    const now = ctx.clock.now();
    // A day without a time: today it is now, another day its noon.
    const moment =
      when === undefined || when === ctx.today
        ? now
        : momentOf(when.includes('T') ? when : `${when}T12:00`, ctx.actor.timeZone);
    const at = moment ?? now;
    const activity = await log(ctx, { kind, about, summary, at });
    const zh = ctx.locale === 'zh';
    const label = KIND_LABELS[kind]?.[ctx.locale] ?? kind;
    const target = about === undefined ? '' : zh ? `（${about.name}）` : ` with ${about.name}`;
    const text = zh
      ? `已记录${label}${target}。`
      : `Logged a ${label.toLowerCase()}${kind === 'note' && about !== undefined ? ` on ${about.name}` : target}.`.replace(
          'a e-mail',
          'an e-mail',
        );
    return {
      reply: replyOf(
        { kind: 'text', text },
        {
          kind: 'fields',
          fields: [
            { label: zh ? '时间' : 'When', value: momentText(at, ctx.actor.timeZone, ctx.locale) },
            ...(summary === undefined ? [] : [{ label: zh ? '摘要' : 'Summary', value: summary }]),
          ],
        },
      ),
      about: [
        ...(about === undefined ? [] : [about]),
        { entity: 'activity', id: activity.id, name: summary ?? label },
      ],
    };
  },
});
