/** The types of the whole schema. */
export type * from './generated/schema.ts';
