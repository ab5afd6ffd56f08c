import { fromString, getType, typeid } from 'typeid-js';

/** Prefix of an id -> the GraphQL type it names. Ids are TypeIDs over UUIDv7: unique across types, ordered by time of creation. */
export const idTypes = {
  usr: 'User',
  ses: 'Session',
  pst: 'Post',
  cmt: 'Comment',
  med: 'Media',
  ntf: 'Notification',
  evt: 'Event',
} as const;

export type IdPrefix = keyof typeof idTypes;

/** Text collates bytewise in our databases, so ordering by id is ordering by creation. */
export const newId = (prefix: IdPrefix): string => typeid(prefix).toString();

export function isId(prefix: IdPrefix, value: string): boolean {
  return prefixOf(value) === prefix;
}

/** The prefix of a well-formed id of ours, else undefined. */
export function prefixOf(value: string): IdPrefix | undefined {
  try {
    const prefix = getType(fromString(value));
    return prefix in idTypes ? (prefix as IdPrefix) : undefined;
  } catch {
    return undefined;
  }
}
