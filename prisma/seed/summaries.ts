import type { ActivityKind } from '../../src/generated/prisma/client.ts';
import type { OpenStage, RenewalStage } from './open-deals.ts';

/** What is talked about: the stage of a deal, or an account as such. */
export type Occasion =
  | Exclude<OpenStage, RenewalStage>
  | 'won'
  | 'lost'
  | 'relationship'
  | 'renewal';

/** `{contact}`, `{product}`, `{reason}` and a number `{n}` are filled in. */
type Summary = readonly [kind: ActivityKind, text: string];

export const SUMMARIES: Readonly<Record<'en' | 'zh', Record<Occasion, readonly Summary[]>>> = {
  en: {
    prospecting: [
      [
        'call',
        'First call with {contact}: they still pick on paper and want to see what others do.',
      ],
      ['email', 'Sent {contact} the {product} overview and two customer stories.'],
      ['call', 'Left {contact} a voicemail, will try again later this week.'],
      ['note', 'Met {contact} at the trade fair, {n} people in picking, wants fewer.'],
      ['email', '{contact} answered: right topic, asks for a short call.'],
      ['call', 'Short call: three shifts, {n} pickers, many errors at peak.'],
      ['meeting', 'Video call with {contact}: returns pile up, nobody owns the problem yet.'],
    ],
    qualification: [
      [
        'meeting',
        'Discovery meeting with {contact}: two warehouses, {n},000 SKUs, peak in November.',
      ],
      ['call', 'Budget is planned for this year; {contact} needs a business case.'],
      ['email', 'Asked {contact} for order volumes and the floor plan.'],
      ['meeting', 'Demo of {product}; the shift leads liked the handheld screens.'],
      ['note', 'Operations and finance decide together. IT has a veto.'],
      ['call', 'They also look at one competitor: strong on price, weak on service.'],
      ['meeting', 'Site visit: {n} narrow aisles, uneven floor at one dock. Still feasible.'],
      ['email', '{contact} sent the pick statistics: {n}00 lines a day, 1.8% errors.'],
    ],
    proposal: [
      ['email', 'Sent the proposal for {product} with two options.'],
      ['meeting', 'Walked {contact} through the proposal; they ask for a phased start.'],
      ['call', '{contact} finds the price fair but wants to see a return within 18 months.'],
      ['email', 'Sent the ROI calculation: pays back in about 16 months.'],
      ['note', 'They compare us with one other offer. A reference call would help.'],
      ['call', 'Reference call with another customer went well.'],
      ['meeting', 'Answered the questions of their IT about the interface.'],
      ['call', '{contact} needs the quote split by site for the budget.'],
    ],
    negotiation: [
      ['call', '{contact} asks for 8% off or longer payment terms.'],
      ['meeting', 'Contract review: liability cap and service levels still open.'],
      ['email', 'Sent the revised contract with the agreed service levels.'],
      ['call', 'Verbal yes from {contact}, purchasing has to sign.'],
      ['note', 'Offered free training instead of a discount above 10%.'],
      ['email', '{contact} confirmed the delivery dates.'],
      ['call', 'Legal wants one more clause on data protection, otherwise done.'],
    ],
    won: [
      ['call', 'Signed! {contact} wants to start right away.'],
      ['email', 'Received the signed order for {product}. Handed over to the project team.'],
      ['meeting', 'Agreed the kick-off date with {contact} after the signature.'],
      ['note', 'Won against one competitor: service and references decided.'],
      ['email', '{contact} sent the purchase order.'],
    ],
    lost: [
      ['call', '{contact} called to say no. Reason: {reason}.'],
      ['email', 'Received a polite no from {contact}. Reason: {reason}.'],
      ['note', 'Lost. Reason: {reason}. Stay in touch, the topic comes back with the next budget.'],
      ['call', '{contact} decided against {product}. Reason: {reason}.'],
    ],
    renewal: [
      [
        'call',
        'Asked {contact} how {product} is doing; the contract ends soon and they want to keep it.',
      ],
      ['email', 'Sent {contact} the usage figures of {product} and what a longer term would cost.'],
      [
        'meeting',
        'Went through the renewal with {contact}: {n} users now, price is the open point.',
      ],
    ],
    relationship: [
      ['call', 'Quarterly check-in with {contact}: happy with the uptime, wants better reports.'],
      ['email', 'Sent {contact} the release notes.'],
      ['meeting', 'Service review with {contact}: two tickets open, both minor.'],
      ['note', 'A new warehouse is planned, the budget is not fixed yet.'],
      ['call', 'Support call: scanner gateway restarted, working again.'],
    ],
  },
  zh: {
    prospecting: [
      ['call', '首次与{contact}通话：目前还是纸单拣货，想了解同行做法。'],
      ['email', '给{contact}发了 {product} 介绍和两个客户案例。'],
      ['call', '给{contact}打电话没人接，过两天再联系。'],
      ['note', '展会上认识了{contact}，对货到人拣选感兴趣。'],
      ['email', '{contact}回复：方向合适，希望约个简短电话。'],
      ['meeting', '视频会议：三班倒，{n} 名拣货员，高峰期差错多。'],
    ],
    qualification: [
      ['meeting', '与{contact}做需求调研：两个仓库，{n}00 个 SKU，双十一是高峰。'],
      ['call', '今年有预算，{contact}需要一份投资回报分析。'],
      ['email', '请{contact}提供订单量和仓库平面图，日均约 {n}00 行。'],
      ['meeting', '演示了 {product}，班组长对手持终端很满意。'],
      ['note', '运营和财务共同决策，信息部有否决权。'],
      ['call', '客户同时在看一家竞品，价格低，服务一般。'],
      ['meeting', '现场勘测：{n} 条窄通道，月台地面不平，可以实施。'],
    ],
    proposal: [
      ['email', '已发送 {product} 方案，含两个选项。'],
      ['meeting', '给{contact}讲解方案，客户希望分期实施。'],
      ['call', '{contact}认为价格合理，希望 18 个月内收回投资。'],
      ['email', '发送了投资回报测算：约 16 个月回本。'],
      ['note', '客户在和另一家比较，安排老客户参观会有帮助。'],
      ['call', '老客户推荐电话效果不错。'],
      ['meeting', '与客户信息部确认了接口问题。'],
    ],
    negotiation: [
      ['call', '{contact}要求再降 8%，或者延长账期。'],
      ['meeting', '合同评审：赔偿上限和服务等级还没谈定。'],
      ['email', '发送了修改后的合同，服务等级按约定调整。'],
      ['call', '{contact}口头同意，等采购部签字。'],
      ['note', '折扣超过 10% 需要审批，先提出赠送培训。'],
      ['meeting', '和{contact}吃饭，对方领导支持这个项目。'],
    ],
    won: [
      ['call', '签约了！{contact}希望马上启动。'],
      ['email', '收到盖章的 {product} 合同，已移交项目组。'],
      ['meeting', '签约后和{contact}确定了启动会日期。'],
      ['note', '战胜一家竞争对手：服务和案例是关键。'],
    ],
    lost: [
      ['call', '{contact}来电，决定不做了。原因：{reason}。'],
      ['email', '收到{contact}的婉拒邮件。原因：{reason}。'],
      ['note', '输单，原因：{reason}。保持联系，下个预算周期再跟进。'],
    ],
    renewal: [
      ['call', '和 {contact} 聊了 {product} 的使用情况，合同快到期，愿意续约。'],
      ['email', '给 {contact} 发了 {product} 的使用数据和续约方案。'],
      ['meeting', '和 {contact} 过了续约条款，现在有 {n} 个用户在用，价格还要谈。'],
    ],
    relationship: [
      ['call', '季度回访{contact}：系统运行稳定，希望报表更丰富。'],
      ['email', '给{contact}发送了新版本说明。'],
      ['meeting', '与{contact}做服务回顾：两个工单未关闭，都不严重。'],
      ['note', '客户计划建新仓库，预算还没定。'],
      ['call', '售后电话：重启扫描网关后恢复正常。'],
    ],
  },
};
