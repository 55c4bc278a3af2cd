import { z } from 'zod';
import { merged, mergeOf } from '../cards/merge-card.ts';
import { defineCommand } from '../command.ts';

export const mergeProduct = defineCommand({
  name: 'product.merge',
  risk: 'destructive',
  roles: ['manager'],
  summary: { en: 'Make two products one.', zh: '合并两个重复的产品。' },
  parameters: z.object({
    from: merged('product', {
      label: { en: 'product that goes', zh: '被合并的产品' },
      question: { en: 'Which product goes?', zh: '要合并掉哪个产品？' },
    }),
    into: merged('product', {
      label: { en: 'product that stays', zh: '保留的产品' },
      question: { en: 'Which product stays?', zh: '保留哪个产品？' },
    }),
  }),
  examples: {
    en: [
      'merge product GTXPro into GTX Pro',
      'merge P-4 into P-2',
      'merge the products Basic plan and Plan Basic',
      'product P-7 is a duplicate of P-5, merge them',
      'combine the duplicate product Seat licence with Seat license',
      'please merge products P-8 and P-3',
    ],
    zh: [
      '把产品 GTXPro 合并到 GTX Pro',
      '合并产品 P-4 和 P-2',
      '将 P-9 合并到 P-1',
      '产品基础版和基本版重复了，合并一下',
      '合并产品 企业版 到 企业旗舰版',
      '把重复的商品 A100 并入 A-100',
    ],
  },
  patterns: {
    en: [
      '(merge|combine|fold|dedupe|consolidate|join) [<the>] [two] [duplicate|duplicated|dup|dupe] (product|item|sku|products|items|skus) {from} (into|with|to|in to|onto) [<the>] [product|item|sku] {into} [product|item|sku]',
      '(merge|combine|fold|dedupe|consolidate|join) [<the>] {from} (product|item|sku) (into|with|to|in to|onto) [<the>] [product|item|sku] {into} [product|item|sku]',
      '(merge|combine|fold|dedupe|consolidate|join) [<the>] [two] [duplicate|duplicated|dup] (product|item|sku|products|items|skus) {from} (and|&|+) [product|item|sku] {into} [together|into one|please|pls]',
      '(merge|combine|consolidate|join) [<the>] {from} (and|&|+) {into} (product|item|sku|products|items|skus)',
      '(product|item|sku) {from} is [just|really] [a|the] (duplicate|dupe|dup|copy|double|same) (of|as) [product|item|sku] {into} [,|.|so] [please|pls] (merge|combine) [them|it|both|the two] [please|pls]',
      '(products|items|skus) {from} and {into} are (the same|duplicates|one and the same|the same person|dupes) [,|.|so|-] [please|pls] (merge|combine) [them|both|the two] [please|pls]',
      '(merge|combine) [<the>|two|2|our|some] [duplicate|dup] (product|item|sku|products|items|skus)',
    ],
    zh: [
      '[<把>] [重复的] (产品|商品) {from} (合并到|合并进|合并入|并入|合并至|归并到|并到|合到|merge到|合并给) [产品|商品] {into} [里|中|里面|去|吧]',
      '(合并|merge|归并) [一下] [重复的] (产品|商品) {from} (到|进|至|入|into) [产品|商品] {into}',
      '[<把>] [重复的] (产品|商品) {from} (和|跟|与|同) [产品|商品] {into} [这] [两个|俩|两条] [重复的] [产品|商品|记录] [给] (合并|合并一下|合并了|合并起来|合成一个|并一下|并成一个|合一下) [吧|掉]',
      '[<把>] {from} (和|跟|与|同) {into} [这] [两个|俩|两条] [重复的] (产品|商品) [重复了] [,] [给] (合并|合并一下|合并了|合并起来|合成一个|并一下|并成一个|合一下) [吧|掉]',
      '(合并|合并一下|合并下|merge|归并) [重复的] (产品|商品) {from} (和|跟|与|同|,) [产品|商品] {into} [吧]',
      '(产品|商品) {from} (和|跟|与|同) {into} [是] (重复了|重复|是同一个|同一个|是同一个人|重了) [,|.] [帮我|麻烦|请] (合并|合并一下|合并了吧|并一下|合并吧|合一下)',
      '(合并|合并一下) [两个|几个|一些] [重复|重复的] (产品|商品)',
    ],
  },
  ...mergeOf('product'),
});
