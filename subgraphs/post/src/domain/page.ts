import { badInput } from '@ejazz/platform/errors/fault';
import { decodeCursor } from '@ejazz/platform/pagination/cursor';
import { z } from 'zod';

export interface Page {
  readonly first: number;
  readonly after?: string | null | undefined;
}

const lists = [
  'posts',
  'comments',
  'comments, newest',
  'comments, most reacted',
  'reactions',
  'revisions',
  'hashtag',
  'reposts',
  'quotes',
  'bookmarks',
  'found posts',
  'found hashtags',
] as const;
export type PagedList = (typeof lists)[number];

const latest = Date.UTC(9999, 11, 31);
/** Which list of what (an author, a post, a hashtag), a place in it (a moment in milliseconds, a count), and what settles the order there. */
const keyset = z.tuple([z.enum(lists), z.string(), z.int().min(0).max(latest), z.string().max(100)]);
export type Keyset = z.infer<typeof keyset>;

/** Refuses a cursor that another list has given out. */
export function checkCursor(list: PagedList, parentId: string, { after }: Page): void {
  if (!after) return;
  const [ofList, ofParent] = decodeCursor(after, keyset);
  if (ofList !== list || ofParent !== parentId) throw badInput('after', '"after" is not a cursor of this list.');
}

/** Where the page begins: behind this place. */
export function readPlace({ after }: Pick<Page, 'after'>): { readonly place: number; readonly moment: Date; readonly id: string } | undefined {
  if (!after) return undefined;
  const [, , place, id] = decodeCursor(after, keyset);
  return { place, moment: new Date(place), id };
}
