const article = (title: string, more: string): string =>
  `---\ntitle: ${title}\naudience: customer\n${more}---\n\nText of ${title}.\n`;

/** A small knowledge base about a dock, with an article for support agents only. */
export const DOCK_ARTICLES: Readonly<Record<string, string>> = {
  'graph/all.yaml': [
    '- {key: amr, kind: product, name: {en: Shuttle, zh: 机器人}}',
    '- {key: e1, kind: error, name: {en: E1042, zh: E1042}, part_of: amr}',
    '- {key: dock, kind: feature, name: {en: Charging dock, zh: 充电座}, part_of: amr}',
    '- {key: goodwill, kind: policy, name: {en: Goodwill, zh: 通融}, part_of: e1}',
  ].join('\n'),
  'en/dock.md': article(
    'The dock is not found',
    'relations: {about: [e1, dock], requires: stop}\n',
  ),
  'zh/dock.md': article('找不到充电座', 'relations: {about: [e1, dock], requires: stop}\n'),
  'en/stop.md': article('Stop the robot', ''),
  'en/old.md': article('The dock, first edition', 'relations: {about: e1}\n'),
  'en/new.md': article('The dock, second edition', 'relations: {supersedes: old, about: e1}\n'),
  'en/inside.md':
    '---\ntitle: How far we go\naudience: support\nrelations: {about: [e1, goodwill]}\n---\n\nSecret.\n',
  'en/alone.md': article('Nothing else', ''),
};
