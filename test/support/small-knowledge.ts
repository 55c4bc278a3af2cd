import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const article = (title: string, front: string, body: string) =>
  `---\ntitle: "${title}"\naudience: customer\n${front}\n---\n\n${body}\n`;

const ARTICLES: Readonly<Record<string, string>> = {
  'en/replace-battery.md': article(
    'Replace the battery of the robot',
    'kind: procedure\nupdated: 2026-01-20\nrelations: {requires: service-mode}',
    `The battery slides out at the rear after two levers are opened; two people need about fifteen minutes for it.

## Before you start

Take off rings and watches: the battery has 48 V.

## Take the old battery out

1. Hold the power button for 5 seconds.
2. Pull the grey connector off.

## Put the new one in

1. Slide the battery in until both levers click.
2. Press the power button for 2 seconds.

## Afterwards

Let the robot charge to 100 % once.`,
  ),
  'en/service-mode.md': article(
    'Put the robot in service mode',
    'kind: procedure',
    `In service mode the motors of the robot have no power and nobody can start it.

## Stop it

1. Press the emergency stop button.
2. Turn the key to SERVICE.

## Back to work

1. Turn the key to RUN.`,
  ),
  'en/sorter-lens.md': article(
    'Error E2021: codes are not read',
    'kind: error',
    'The lens of the sorter is dirty. Clean it with the cloth from the maintenance box, never with alcohol.',
  ),
  'en/export-orders-4.md': article(
    'Export the orders to a spreadsheet in Console 4',
    'versions: [4.x]',
    'In the console choose Orders, then Share, then Spreadsheet. The orders export holds at most 10,000 rows of orders.',
  ),
  'en/export-orders-3.md': article(
    'Export the orders to a spreadsheet in Console 3',
    "versions: ['3.0', '3.2']",
    'In the console choose File, then Export orders, then Excel. The orders export holds at most 5,000 rows of orders.',
  ),
  'zh/replace-battery.md': article(
    '更换机器人电池',
    'kind: procedure\nrelations: {requires: service-mode}',
    `打开两个拉杆后，电池可以从机器人尾部滑出。两个人大约需要十五分钟完成更换电池的全部工作，请提前准备好推车。

## 取出旧电池

1. 按住电源键 5 秒。
2. 拔下灰色接头。

## 装入新电池

1. 推入电池，直到两个拉杆卡住。`,
  ),
  'zh/service-mode.md': article(
    '让机器人进入维护模式',
    'kind: procedure',
    `维护模式下机器人的电机没有电，任何人都无法启动它，维护人员可以安全地工作，这一点非常重要。

## 停止

1. 按下急停按钮。
2. 把钥匙转到 SERVICE。`,
  ),
  'zh/sorter-lens.md': article(
    '错误 E2021：读不到条码',
    'kind: error',
    '分拣机的镜头脏了。请用维护箱里的布擦拭镜头，不要使用酒精。',
  ),
};

/** A folder with a few articles: reading the project's own takes seconds. */
export function smallKnowledge(): string {
  const folder = mkdtempSync(join(tmpdir(), 'small-knowledge-'));
  for (const [path, text] of Object.entries(ARTICLES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
