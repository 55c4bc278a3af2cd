import { z } from 'zod';
import { merged, mergeOf } from '../cards/merge-card.ts';
import { defineCommand } from '../command.ts';

export const mergeContact = defineCommand({
  name: 'contact.merge',
  risk: 'destructive',
  roles: ['manager'],
  summary: { en: 'Make two contacts one.', zh: '合并两个重复的联系人。' },
  parameters: z.object({
    from: merged('contact', {
      label: { en: 'contact that goes', zh: '被合并的联系人' },
      question: { en: 'Which contact goes?', zh: '要合并掉哪个联系人？' },
    }),
    into: merged('contact', {
      label: { en: 'contact that stays', zh: '保留的联系人' },
      question: { en: 'Which contact stays?', zh: '保留哪个联系人？' },
    }),
  }),
  examples: {
    en: [
      'merge contact Bob Stone into Robert Stone',
      'merge C-4 into C-2',
      'merge the contacts Jane Roe and Jane M. Roe',
      'contact Li Wei is a duplicate of Wei Li, merge them',
      'combine the duplicate contact Jon Snow with John Snow',
      'please merge contacts C-8 and C-3',
    ],
    zh: [
      '把联系人张伟合并到张卫',
      '合并联系人 C-4 和 C-2',
      '将 C-9 合并到 C-1',
      '联系人李雷和李蕾重复了，合并一下',
      '合并联系人 王芳 到 王方',
      '把重复的联系人 Bob 并入 Bob Stone',
    ],
  },
  patterns: {
    en: [
      '(merge|combine|fold|dedupe|consolidate|join) [<the>] [two] [duplicate|duplicated|dup|dupe] (contact|person|contacts|people|persons) {from} (into|with|to|in to|onto) [<the>] [contact|person] {into} [contact|person]',
      '(merge|combine|fold|dedupe|consolidate|join) [<the>] {from} (contact|person) (into|with|to|in to|onto) [<the>] [contact|person] {into} [contact|person]',
      '(merge|combine|fold|dedupe|consolidate|join) [<the>] [two] [duplicate|duplicated|dup] (contact|person|contacts|people|persons) {from} (and|&|+) [contact|person] {into} [together|into one|please|pls]',
      '(merge|combine|consolidate|join) [<the>] {from} (and|&|+) {into} (contact|person|contacts|people|persons)',
      '(contact|person) {from} is [just|really] [a|the] (duplicate|dupe|dup|copy|double|same) (of|as) [contact|person] {into} [,|.|so] [please|pls] (merge|combine) [them|it|both|the two] [please|pls]',
      '(contacts|people|persons) {from} and {into} are (the same|duplicates|one and the same|the same person|dupes) [,|.|so|-] [please|pls] (merge|combine) [them|both|the two] [please|pls]',
      '(merge|combine) [<the>|two|2|our|some] [duplicate|dup] (contact|person|contacts|people|persons)',
    ],
    zh: [
      '[<把>] [重复的] (联系人|人) {from} (合并到|合并进|合并入|并入|合并至|归并到|并到|合到|merge到|合并给) [联系人|人] {into} [里|中|里面|去|吧]',
      '(合并|merge|归并) [一下] [重复的] (联系人|人) {from} (到|进|至|入|into) [联系人|人] {into}',
      '[<把>] [重复的] (联系人|人) {from} (和|跟|与|同) [联系人|人] {into} [这] [两个|俩|两条] [重复的] [联系人|人|记录] [给] (合并|合并一下|合并了|合并起来|合成一个|并一下|并成一个|合一下) [吧|掉]',
      '[<把>] {from} (和|跟|与|同) {into} [这] [两个|俩|两条] [重复的] (联系人|人) [重复了] [,] [给] (合并|合并一下|合并了|合并起来|合成一个|并一下|并成一个|合一下) [吧|掉]',
      '(合并|合并一下|合并下|merge|归并) [重复的] (联系人|人) {from} (和|跟|与|同|,) [联系人|人] {into} [吧]',
      '(联系人|人) {from} (和|跟|与|同) {into} [是] (重复了|重复|是同一个|同一个|是同一个人|重了) [,|.] [帮我|麻烦|请] (合并|合并一下|合并了吧|并一下|合并吧|合一下)',
      '(合并|合并一下) [两个|几个|一些] [重复|重复的] (联系人|人)',
    ],
  },
  ...mergeOf('contact'),
});
