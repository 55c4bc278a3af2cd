import { z } from 'zod';
import { merged, mergeOf } from '../cards/merge-card.ts';
import { defineCommand } from '../command.ts';

export const mergeLead = defineCommand({
  name: 'lead.merge',
  risk: 'destructive',
  roles: ['manager'],
  summary: { en: 'Make two leads one.', zh: '合并两个重复的线索。' },
  parameters: z.object({
    from: merged('lead', {
      label: { en: 'lead that goes', zh: '被合并的线索' },
      question: { en: 'Which lead goes?', zh: '要合并掉哪个线索？' },
    }),
    into: merged('lead', {
      label: { en: 'lead that stays', zh: '保留的线索' },
      question: { en: 'Which lead stays?', zh: '保留哪个线索？' },
    }),
  }),
  examples: {
    en: [
      'merge lead Jane Doe into J. Doe',
      'merge L-4 into L-2',
      'merge the leads Priya Shah and Pria Shah',
      'lead Sam Kim is a duplicate of Samuel Kim, merge them',
      'combine the duplicate lead Tom Riddle with T. Riddle',
      'please merge leads L-8 and L-3',
    ],
    zh: [
      '把线索张伟合并到张卫',
      '合并线索 L-4 和 L-2',
      '将 L-9 合并到 L-1',
      '线索李雷和李蕾重复了，合并一下',
      '合并线索 王芳 到 王方',
      '把重复的线索 Jane 并入 Jane Doe',
    ],
  },
  patterns: {
    en: [
      '(merge|combine|fold|dedupe|consolidate|join) [<the>] [two] [duplicate|duplicated|dup|dupe] (lead|prospect|leads|prospects) {from} (into|with|to|in to|onto) [<the>] [lead|prospect] {into} [lead|prospect]',
      '(merge|combine|fold|dedupe|consolidate|join) [<the>] {from} (lead|prospect) (into|with|to|in to|onto) [<the>] [lead|prospect] {into} [lead|prospect]',
      '(merge|combine|fold|dedupe|consolidate|join) [<the>] [two] [duplicate|duplicated|dup] (lead|prospect|leads|prospects) {from} (and|&|+) [lead|prospect] {into} [together|into one|please|pls]',
      '(merge|combine|consolidate|join) [<the>] {from} (and|&|+) {into} (lead|prospect|leads|prospects)',
      '(lead|prospect) {from} is [just|really] [a|the] (duplicate|dupe|dup|copy|double|same) (of|as) [lead|prospect] {into} [,|.|so] [please|pls] (merge|combine) [them|it|both|the two] [please|pls]',
      '(leads|prospects) {from} and {into} are (the same|duplicates|one and the same|the same person|dupes) [,|.|so|-] [please|pls] (merge|combine) [them|both|the two] [please|pls]',
      '(merge|combine) [<the>|two|2|our|some] [duplicate|dup] (lead|prospect|leads|prospects)',
    ],
    zh: [
      '[<把>] [重复的] (线索|潜在客户) {from} (合并到|合并进|合并入|并入|合并至|归并到|并到|合到|merge到|合并给) [线索|潜在客户] {into} [里|中|里面|去|吧]',
      '(合并|merge|归并) [一下] [重复的] (线索|潜在客户) {from} (到|进|至|入|into) [线索|潜在客户] {into}',
      '[<把>] [重复的] (线索|潜在客户) {from} (和|跟|与|同) [线索|潜在客户] {into} [这] [两个|俩|两条] [重复的] [线索|潜在客户|记录] [给] (合并|合并一下|合并了|合并起来|合成一个|并一下|并成一个|合一下) [吧|掉]',
      '[<把>] {from} (和|跟|与|同) {into} [这] [两个|俩|两条] [重复的] (线索|潜在客户) [重复了] [,] [给] (合并|合并一下|合并了|合并起来|合成一个|并一下|并成一个|合一下) [吧|掉]',
      '(合并|合并一下|合并下|merge|归并) [重复的] (线索|潜在客户) {from} (和|跟|与|同|,) [线索|潜在客户] {into} [吧]',
      '(线索|潜在客户) {from} (和|跟|与|同) {into} [是] (重复了|重复|是同一个|同一个|是同一个人|重了) [,|.] [帮我|麻烦|请] (合并|合并一下|合并了吧|并一下|合并吧|合一下)',
      '(合并|合并一下) [两个|几个|一些] [重复|重复的] (线索|潜在客户)',
    ],
  },
  ...mergeOf('lead'),
});
