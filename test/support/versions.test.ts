import { describe, expect, it } from 'vitest';
import { VERSION, versionsIn } from '../../src/support/versions.ts';

describe('a version', () => {
  it.each([
    ['how do I export in 3.2?', ['3.2']],
    ['it broke after version 4', ['4']],
    ['在4.0版里怎么导出', ['4.0']],
    ['4版和v5.1', ['4', '5.1']],
    ['I have 3 robots and 40 % charge', []],
    ['it costs $3.20', []],
    ['the share is 3.5 %', []],
  ])('is what “%s” names: %j', (text, versions) => {
    expect(versionsIn(text)).toEqual(versions);
  });

  it('is written in front matter with points, the last part may be open', () => {
    for (const good of ['3', '3.2', '4.x', '10.0.1']) expect(good).toMatch(VERSION);
    for (const bad of ['latest', '3.2 beta', '', 'v3', '3..2']) expect(bad).not.toMatch(VERSION);
  });
});
