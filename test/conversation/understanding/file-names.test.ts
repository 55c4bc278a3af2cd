import { describe, expect, it } from 'vitest';
import { withoutFileNames } from '../../../src/conversation/understanding/file-names.ts';

describe('file names in what is said', () => {
  it.each([
    ['import contacts from spring_leads.csv', 'spring_leads.csv'],
    ['import deals from "Q1 leads (final).xlsx"', 'Q1 leads (final).xlsx'],
    ["load 'my old deals.txt' as leads", 'my old deals.txt'],
    ['从zhanhui_leads.csv导入联系人', 'zhanhui_leads.csv'],
    ['用“春季 商机.xlsx”导入线索', '春季 商机.xlsx'],
    ['上传客户名单.xls', '客户名单.xls'],
    ['import contacts from C:\\temp\\leads.csv', 'C:\\temp\\leads.csv'],
  ])('sets the name of "%s" aside and gives it back', (said, name) => {
    const { text, restore, names } = withoutFileNames(said);
    expect(names).toEqual([name]);
    expect(text).not.toContain(name);
    const stood = /f1\.[a-z]+/.exec(text)?.[0] ?? '';
    expect(restore(stood)).toBe(name);
  });

  it.each(['note on Acme: they like it', 'acme.com is their domain', '提醒我周五整理线索.xlsx'])(
    'leaves "%s" as it is',
    (said) => {
      expect(withoutFileNames(said).text).toBe(said);
    },
  );
});
