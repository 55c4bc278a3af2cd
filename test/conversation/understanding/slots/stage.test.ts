import { describe, expect, it } from 'vitest';
import { findStages } from '../../../../src/conversation/understanding/slots/stage.ts';

describe('stages', () => {
  it.each([
    ['move Acme to negotiation', 'negotiation', 'negotiation'],
    ['Acme is negotiating', 'negotiating', 'negotiation'],
    ['we are in talks', 'in talks', 'negotiation'],
    ['mark it closed won', 'closed won', 'won'],
    ['closed-won', 'closed-won', 'won'],
    ['Closed_Lost', 'Closed_Lost', 'lost'],
    ['quote sent', 'quote sent', 'proposal'],
    ['we quoted them', 'quoted', 'proposal'],
    ['deals in discovery', 'discovery', 'qualification'],
    ['move to demo', 'demo', 'qualification'],
    ['qualifed', 'qualifed', 'qualification'],
    ['negociation', 'negociation', 'negotiation'],
    ['propsal', 'propsal', 'proposal'],
    ['prospectign', 'prospectign', 'prospecting'],
    ['改到谈判', '谈判', 'negotiation'],
    ['进入商务谈判阶段', '商务谈判', 'negotiation'],
    ['方案阶段', '方案', 'proposal'],
    ['移到报价', '报价', 'proposal'],
    ['初步接触', '初步接触', 'prospecting'],
    ['需求确认', '需求确认', 'qualification'],
    ['Acme 赢单了', '赢单', 'won'],
    ['已成交', '已成交', 'won'],
    ['丢单', '丢单', 'lost'],
  ])('"%s" names %s, which is %s', (text, span, key) => {
    expect(findStages(text)).toMatchObject([{ text: span, value: key }]);
  });

  it.each([
    'quota',
    'closed on Friday',
    'send a quote to Jane',
    'had a demo with Acme',
    'prospects',
    "won't",
    'quality',
    'first contract',
    '预计下个月底成交',
    '赢单率',
    '报价5万',
    '成交日期',
    'won@acme.com',
    'unqualified',
  ])('are not found in "%s"', (text) => {
    expect(findStages(text)).toEqual([]);
  });

  it("are an organization's own", () => {
    const stages = [
      { key: 'poc', names: ['Proof of Concept', 'pilot', '试用'] },
      { key: 'legal', names: ['Legal review (NDA)', '法务'] },
    ];
    expect(findStages('move to proof-of-concept', stages)).toMatchObject([{ value: 'poc' }]);
    expect(findStages('in a proof of concpet', stages)).toMatchObject([{ value: 'poc' }]);
    expect(findStages('到试用', stages)).toMatchObject([{ value: 'poc' }]);
    expect(findStages('negotiation', stages)).toEqual([]);
    expect(findStages('anything', [])).toEqual([]);
  });
});
