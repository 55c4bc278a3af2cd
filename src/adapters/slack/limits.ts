/** Slack's documented limits of Block Kit, in characters unless a name says otherwise. */
export const LIMITS = {
  messageBlocks: 50,
  viewBlocks: 100,
  /** Undocumented: above about 12,000 in all blocks Slack answers `msg_blocks_too_long`. */
  messageSize: 11_000,
  /** The `text` of a message; Slack recommends 4,000 and cuts at 40,000. */
  fallbackText: 3900,
  section: 3000,
  field: 2000,
  sectionFields: 10,
  header: 150,
  contextText: 2000,
  actions: 25,
  buttonLabel: 75,
  placeholder: 150,
  options: 100,
  optionLabel: 75,
  tableRows: 100,
  tableColumns: 20,
  /** Of all cells of a table together. */
  tableSize: 9500,
  /** Of our own: twenty such cells under twenty such headings fit into a table. */
  tableCell: 400,
  tableHeading: 80,
  tablesPerMessage: 1,
  chartsPerMessage: 2,
  chartTitle: 50,
  chartLabel: 20,
  chartPoints: 20,
  chartSeries: 6,
  pieSegments: 6,
  modalTitle: 24,
  inputLabel: 2000,
  inputValue: 3000,
  privateMetadata: 3000,
} as const;

/** A block or an element as JSON; @slack/types does not know the newest ones yet. */
export type SlackBlock = { type: string; [field: string]: unknown };
