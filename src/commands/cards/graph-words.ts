import type { Phrase } from '../../reply/reply.ts';

/** How a kind of node is called, and drawn. */
export const NODE_KINDS: Readonly<Record<string, Phrase & { colour: string }>> = {
  product: { en: 'Product', zh: '产品', colour: '#1d4ed8' },
  feature: { en: 'Feature', zh: '功能', colour: '#0f766e' },
  error: { en: 'Error code', zh: '错误代码', colour: '#b91c1c' },
  plan: { en: 'Plan', zh: '方案', colour: '#7c3aed' },
  policy: { en: 'Policy', zh: '政策', colour: '#a16207' },
  procedure: { en: 'Procedure', zh: '操作流程', colour: '#15803d' },
  article: { en: 'Article', zh: '文章', colour: '#475569' },
};

/** How an edge is read, from its beginning to its end. */
export const EDGE_KINDS: Readonly<Record<string, Phrase>> = {
  part_of: { en: 'part of', zh: '属于' },
  about: { en: 'about', zh: '关于' },
  requires: { en: 'requires', zh: '需要先做' },
  supersedes: { en: 'replaces', zh: '取代' },
  links_to: { en: 'see also', zh: '参见' },
  resolved_by: { en: 'resolved by', zh: '解决方法' },
  bought: { en: 'bought', zh: '已购买' },
};
