import { z } from 'zod';
import { merged, mergeOf } from '../cards/merge-card.ts';
import { defineCommand } from '../command.ts';

export const mergeAccount = defineCommand({
  name: 'account.merge',
  risk: 'destructive',
  roles: ['manager'],
  summary: { en: 'Make two accounts one.', zh: '合并两个重复的客户。' },
  parameters: z.object({
    from: merged('account', {
      label: { en: 'account that goes', zh: '被合并的客户' },
      question: { en: 'Which account goes?', zh: '要合并掉哪个客户？' },
    }),
    into: merged('account', {
      label: { en: 'account that stays', zh: '保留的客户' },
      question: { en: 'Which account stays?', zh: '保留哪个客户？' },
    }),
  }),
  examples: {
    en: [
      'merge Acme Ltd into Acme Inc',
      'merge A-12 into A-3',
      'merge the accounts Globex Corp and Globex Corporation',
      'combine GTXPro with GTX Pro',
      'fold Initech LLC into Initech',
      'Hooli Inc is a duplicate of Hooli, merge them',
      'please merge duplicate account Stripe Payments into Stripe',
      'dedupe Oscorp Ltd into Oscorp',
    ],
    zh: [
      '把 Acme Ltd 合并到 Acme Inc',
      '合并客户 A-12 和 A-3',
      '把华为技术并入华为',
      '把海岳电气并进海岳电器',
      '将 A-7 合并到 A-2',
      '合并 云帆科技 到 北京云帆科技',
      '客户小米科技和小米重复了，合并一下',
      '把客户 Globex Corp 跟 Globex 合并',
      '帮我合并一下大疆创新和大疆这两个客户',
    ],
  },
  patterns: {
    en: [
      '(merge|combine|fold|dedupe|consolidate|join|roll) {from#} (into|in|with|to|and|&|onto) {into#}',
      '(merge|combine|unify) (these two|these|both|them|the two|the following) [accounts|companies|customers|records] [:] {from} (,|and|&|into|with) {into}',
      '(merge|combine|unify) {from#} {into#}',
      '(merge|combine|unify) [two|2|the|our|some] (accounts|customers|companies|records)',
      '(merge|combine|fold|dedupe|consolidate|join|roll|absorb) [<the>] [two] [duplicate|duplicated|dup|dupe] [accounts|<account>] {from} [accounts|<account>] (into|with|to|in to|onto|under) [<the>] [<account>] {into} [<account>]',
      '(merge|combine|fold|dedupe|consolidate|join|unite|unify) [<the>] [two] [duplicate|duplicated|dup] [accounts|customers|companies|<account>] {from} (and|&|+) {into} [accounts|customers|companies] [together|into one|please|pls]',
      '[<account>] {from} is [just|really] [a|the] (duplicate|dupe|dup|copy|double) of {into} [,|.|so] [please|pls] (merge|combine) [them|it|both|the two] [please|pls]',
      '[<account>] {from} (is|are) [just|really|only] [a|the] (duplicate|duplicates|dupe|dup|copy|double) [,|.|so|-|and] [please|pls|can you] (merge|combine|fold|roll) (it|them|that|this one) (into|with|to|in) [<the>] [<account>] {into} [<account>]',
      '[<account>] {from} (is|are) the same [company|account|customer|as] as {into} [,|.|so] [please|pls] (merge|combine) [them|it|both|the two] [please|pls]',
      '[<account>] {from} and {into} are (the same|duplicates|one company|the same company|the same account|one and the same|dupes) [,|.|so|-] [please|pls] (merge|combine) [them|both|the two] [please|pls]',
      '(merge|combine) [<the>] [duplicate] (accounts|<account>|customers|companies)',
      '{from} and {_} are (duplicates|dupes|the same|the same company|the same account|one company) (,|.|-|so|:) [please] merge [them] [both] (into|to) {into}',
    ],
    zh: [
      '[<把>] {from#} (合并到|合并进|合并入|并入|并进|并到|合到|和|跟|与) {into#} [里|里去|里面|去] [合并|合并成一个|合并一下|合并起来]',
      '(合并|合并一下|merge) [客户] {from#} [客户] {into#}',
      '(合并|合并一下|merge) {from#} (和|跟|与|到|进|,) {into#}',
      '[<把>] [重复的] [客户|公司] {from} [这个客户|客户] (合并到|合并进|合并入|并入|并进|合进|归到|归并进|合并至|归并到|并到|合到|merge到|merge进|merge 到|合并给) [客户|公司] {into} [里|中|里面|里去|里面去|去|吧] [这个客户]',
      '(合并|merge|归并) [一下] [重复的] [客户|公司] {from} (到|进|至|入|into) [客户|公司] {into}',
      '[<把>] [重复的] [客户|公司] {from} (和|跟|与|同) [客户|公司] {into} [这]  [两个|俩|两家|两条] [重复的] [客户|公司|记录] [给] (合并|合并成一个|合并成一家|合并为一个|合并一下|合并了|合并起来|合成一个|并一下|merge一下|并成一个|合一下|merge) [吧|掉]',
      '(合并|合并一下|合并下|merge|归并) [重复的] [客户|公司] {from} (和|跟|与|同|,) [客户|公司] {into} [这] [两个|俩|两家] [重复的] [客户|公司] [吧]',
      '[客户|公司] {from} (和|跟|与|同) {into} [是] (重复了|重复|是同一家|同一家|是同一个客户|是一家|同一个客户|是同一家公司|重了) [,|.] [帮我|麻烦|请] (合并|合并一下|合并了吧|并一下|合并吧|合一下)',
      '(合并|合并一下) [两个|两家|几个|一些] [重复|重复的] (客户|公司)',
      '[客户|公司] (重复了|重了|录重了|建重了|重复录了) , [<把>] [客户|公司] {from} [这个客户|客户] (合并到|合并进|合并入|并入|并进|合进|归到|并到|合到|合并至) [客户|公司] {into} [里|中|里面|里去|里面去|去|吧]',
    ],
  },
  followUps: {
    en: [
      '[<account>] {from} and {into} are [actually|really] (the same|duplicates|one company|the same company|the same account|one and the same|dupes) [,|.|so|-|;] [please|pls] (merge|combine|fold|put) (the first|the former) [one] (into|with) the (second|latter) [one]',
      '[<account>] {into} and {from} are [actually|really] (the same|duplicates|one company|the same company|the same account|one and the same|dupes) [,|.|so|-|;] [please|pls] (merge|combine|fold|put) (the second|the latter) [one] (into|with) the (first|former) [one]',
      '[<account>] {from} and {into} are [actually|really] (the same|duplicates|one company|the same company|the same account|one and the same|dupes) [,|.|so|-|;] [please|pls] (merge|combine|fold|put) (the former) [one] (into|with) the (latter) [one]',
    ],
    zh: [
      '[客户|公司] {from} (和|跟|与|同) {_} [其实|都] (是同一家|同一家|是同一个客户|是一家|是同一家公司|重复了|重复|重了) , [帮我|麻烦|请|都] (合并到|合并进|合并入|并入|并到|归到|合到|并进) {into} [里|吧|去|里面]',
      '[客户|公司] {from} (和|跟|与|同) {into} [其实|都|是] (是同一家|同一家|是同一个客户|是一家|是同一家公司|重复了|重复|重了) , [帮我|麻烦|请|把] (前面那个|前面的|前一个|第一个|前者) (合并到|合并进|并入|并到|归到|合到|并进) (后面那个|后面的|后一个|第二个|后者) [里|吧|去|里面]',
      '[客户|公司] {into} (和|跟|与|同) {from} [其实|都|是] (是同一家|同一家|是同一个客户|是一家|是同一家公司|重复了|重复|重了) , [帮我|麻烦|请|把] (后面那个|后面的|后一个|第二个|后者) (合并到|合并进|并入|并到|归到|合到|并进) (前面那个|前面的|前一个|第一个|前者) [里|吧|去|里面]',
    ],
  },
  ...mergeOf('account'),
});
