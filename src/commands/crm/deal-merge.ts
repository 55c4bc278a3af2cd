import { z } from 'zod';
import { merged, mergeOf } from '../cards/merge-card.ts';
import { defineCommand } from '../command.ts';

export const mergeDeal = defineCommand({
  name: 'deal.merge',
  risk: 'destructive',
  roles: ['manager'],
  summary: { en: 'Make two deals one.', zh: '合并两个重复的商机。' },
  parameters: z.object({
    from: merged('deal', {
      label: { en: 'deal that goes', zh: '被合并的商机' },
      question: { en: 'Which deal goes?', zh: '要合并掉哪个商机？' },
    }),
    into: merged('deal', {
      label: { en: 'deal that stays', zh: '保留的商机' },
      question: { en: 'Which deal stays?', zh: '保留哪个商机？' },
    }),
  }),
  examples: {
    en: [
      'merge deal Acme renewal into Acme renewal 2026',
      'merge D-12 into D-3',
      'merge the deals Globex pilot and Globex trial',
      'deal D-7 is a duplicate of D-5, merge them',
      'combine the duplicate opportunity Hooli box with Hooli rollout',
      'please merge deals D-8 and D-3',
    ],
    zh: [
      '把商机华为续约合并到华为续签',
      '合并商机 D-12 和 D-3',
      '将 D-9 合并到 D-1',
      'D-7 和 D-5 这两个单子重复了，合并一下',
      '合并商机 云帆一期 到 云帆项目',
      '把重复的单子 Acme 续约并入 Acme renewal',
    ],
  },
  patterns: {
    en: [
      '(merge|combine|fold|dedupe|consolidate|join) [<the>] [two] [duplicate|duplicated|dup|dupe] (<deal>|<deals>) {from} (into|with|to|in to|onto) [<the>] [<deal>] {into} [<deal>]',
      '(merge|combine|fold|dedupe|consolidate|join) [<the>] {from} (<deal>) (into|with|to|in to|onto) [<the>] [<deal>] {into} [<deal>]',
      '(merge|combine|fold|dedupe|consolidate|join) [<the>] [two] [duplicate|duplicated|dup] (<deal>|<deals>) {from} (and|&|+) [<deal>] {into} [together|into one|please|pls]',
      '(merge|combine|consolidate|join) [<the>] {from} (and|&|+) {into} (<deal>|<deals>)',
      '(<deal>) {from} is [just|really] [a|the] (duplicate|dupe|dup|copy|double|same) (of|as) [<deal>] {into} [,|.|so] [please|pls] (merge|combine) [them|it|both|the two] [please|pls]',
      '(<deals>) {from} and {into} are (the same|duplicates|one and the same|the same person|dupes) [,|.|so|-] [please|pls] (merge|combine) [them|both|the two] [please|pls]',
      '(merge|combine) [<the>|two|2|our|some] [duplicate|dup] (<deal>|<deals>)',
    ],
    zh: [
      '[<把>] [重复的] (商机|单子|项目|deal|单) {from} (合并到|合并进|合并入|并入|合并至|归并到|并到|合到|merge到|合并给) [商机|单子|项目|deal|单] {into} [里|中|里面|去|吧]',
      '(合并|merge|归并) [一下] [重复的] (商机|单子|项目|deal|单) {from} (到|进|至|入|into) [商机|单子|项目|deal|单] {into}',
      '[<把>] [重复的] (商机|单子|项目|deal|单) {from} (和|跟|与|同) [商机|单子|项目|deal|单] {into} [这] [两个|俩|两条] [重复的] [商机|单子|项目|deal|单|记录] [给] (合并|合并一下|合并了|合并起来|合成一个|并一下|并成一个|合一下) [吧|掉]',
      '[<把>] {from} (和|跟|与|同) {into} [这] [两个|俩|两条] [重复的] (商机|单子|项目|deal|单) [重复了] [,] [给] (合并|合并一下|合并了|合并起来|合成一个|并一下|并成一个|合一下) [吧|掉]',
      '(合并|合并一下|合并下|merge|归并) [重复的] (商机|单子|项目|deal|单) {from} (和|跟|与|同|,) [商机|单子|项目|deal|单] {into} [吧]',
      '(商机|单子|项目|deal|单) {from} (和|跟|与|同) {into} [是] (重复了|重复|是同一个|同一个|是同一个人|重了) [,|.] [帮我|麻烦|请] (合并|合并一下|合并了吧|并一下|合并吧|合一下)',
      '(合并|合并一下) [两个|几个|一些] [重复|重复的] (商机|单子|项目|deal|单)',
    ],
  },
  ...mergeOf('deal'),
});
