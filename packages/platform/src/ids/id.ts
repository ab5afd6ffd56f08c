import { fromString, getType, TypeID, typeid } from 'typeid-js';

/** Prefix of an id -> the GraphQL type it names. Ids are TypeIDs over UUIDv7: unique across types, ordered by time of creation. */
export const idTypes = {
  usr: 'User',
  ses: 'Session',
  pst: 'Post',
  cmt: 'Comment',
  med: 'Media',
  ntf: 'Notification',
  ngr: 'NotificationGroup',
  evt: 'Event',
  eml: 'Mail',
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

/** An id as it would be made at a moment, from ten given bytes: for worlds that are the same in every run. */
export function idAt(prefix: IdPrefix, at: Date, bytes: Uint8Array): string {
  const uuid = new Uint8Array(16);
  new DataView(uuid.buffer).setBigUint64(0, BigInt(at.getTime()) << 16n);
  uuid.set(bytes.subarray(0, 10), 6);
  uuid[6] = ((uuid[6] ?? 0) & 0x0f) | 0x70;
  uuid[8] = ((uuid[8] ?? 0) & 0x3f) | 0x80;
  return TypeID.fromUUIDBytes(prefix, uuid).toString();
}
