import { v7 } from 'uuid';

/** Makes the ids of records: UUID v7, so that rows lie in the order they were made. */
export type Ids = { next: () => string };

export const uuids: Ids = { next: () => v7() };
