export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Who may read an article: each one also what those before him may read. */
export const AUDIENCES = ['customer', 'member', 'support'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Whether somebody of this audience may read what is for another. */
export function mayRead(reader: Audience, written: Audience): boolean {
  return AUDIENCES.indexOf(written) <= AUDIENCES.indexOf(reader);
}
