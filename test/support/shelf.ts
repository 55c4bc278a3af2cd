import type { Passage } from '../../src/support/retrieval.ts';

/** A passage; what a test does not say is the least special. */
export function aPassage(given: Partial<Passage> & { id: string }): Passage {
  return {
    document: given.id,
    title: '',
    heading: '',
    text: '',
    language: 'en',
    audience: 'customer',
    ...given,
  };
}

/** A small support collection in both languages; the same document in both is one article. */
export const SHELF: readonly Passage[] = [
  aPassage({
    id: 'dock-en',
    title: 'Error E1042: the robot cannot find its charging dock',
    text: 'Clean the dock sensors with a dry cloth, then restart the robot. If E1042 comes back, move the dock away from mirrors.',
  }),
  aPassage({
    id: 'refund-en',
    title: 'Refunds',
    text: 'You can ask for a refund within 30 days of delivery. The money is back on your card within 5 working days.',
  }),
  aPassage({
    id: 'invoice-en',
    title: 'Invoices',
    text: 'Invoices are sent by e-mail on the first day of each month. Download older invoices under Settings, Billing.',
  }),
  aPassage({
    id: 'update-en',
    title: 'Updating to version 2.4.1',
    text: 'Version 2.4.1 fixes the map that turned by itself. Put the robot on its dock and choose Update.',
  }),
  aPassage({
    id: 'discount-en',
    title: 'Discounts that support may give',
    text: 'Support may give a discount of 10 % after a failed refund.',
    audience: 'support',
  }),
  aPassage({
    id: 'dock-zh',
    language: 'zh',
    title: '错误 E1042：机器人找不到充电座',
    text: '用干布清洁充电座的传感器，然后重新启动机器人。如果仍然出现 E1042，请把充电座移到远离镜子的地方。',
  }),
  aPassage({
    id: 'refund-zh',
    language: 'zh',
    title: '退款政策',
    text: '收货后三十天内可以申请退款，款项会在五个工作日内退回原来的银行卡。',
  }),
  aPassage({
    id: 'warranty-zh',
    language: 'zh',
    title: '保修期',
    text: '电池保修一年，电机保修三年。人为损坏不在保修范围之内。',
  }),
];
