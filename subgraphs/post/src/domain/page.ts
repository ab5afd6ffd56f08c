import { decodeCursor } from '@ejazz/platform/pagination/cursor';
import { z } from 'zod';

export interface Page {
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** A moment with milliseconds, and what settles the order within it. */
const keyset = z.tuple([z.iso.datetime(), z.string().max(100).regex(/^\w*$/)]);
export type Keyset = z.infer<typeof keyset>;

export const readKeyset = ({ after }: Page): Keyset | undefined => (after ? decodeCursor(after, keyset) : undefined);
