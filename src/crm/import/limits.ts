export const COLUMNS_MAX = 200;
/** A cell longer than this is no value: most often a quotation mark that is never closed. */
export const CELL_MAX = 5000;
export const ROWS_MAX = 1_000_000;
/** So many rows are looked at before anything is written: the preview counts in them. */
export const SAMPLE_ROWS = 500;

/** So many bad rows are shown with the reasons. */
export const EXAMPLES = 5;
