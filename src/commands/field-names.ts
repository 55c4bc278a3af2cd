import type { OwnEntity, OwnFieldType } from '../crm/custom-fields.ts';
import type { Phrase } from '../reply/reply.ts';

/** The kinds of records that may have own fields, in the plural. */
export const ENTITY_NAMES: Readonly<Record<OwnEntity, Phrase>> = {
  deal: { en: 'deals', zh: '商机' },
  account: { en: 'accounts', zh: '客户' },
  contact: { en: 'contacts', zh: '联系人' },
  lead: { en: 'leads', zh: '线索' },
  product: { en: 'products', zh: '产品' },
  order: { en: 'orders', zh: '订单' },
};

/** What an own field may hold. */
export const TYPE_NAMES: Readonly<Record<OwnFieldType, Phrase>> = {
  text: { en: 'text', zh: '文本' },
  number: { en: 'number', zh: '数字' },
  money: { en: 'money', zh: '金额' },
  date: { en: 'date', zh: '日期' },
  choice: { en: 'choice', zh: '选择' },
  flag: { en: 'yes or no', zh: '是否' },
  member: { en: 'member', zh: '成员' },
};
