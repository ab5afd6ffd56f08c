import type { Tx } from '../deps';
import { Prisma } from '../generated/prisma/client';
import { commentColumns } from './columns';
import { type Keyset, type Page, type PagedList, readPlace } from './page';
import { isInThread, type ThreadItem, type ViewerId, visibleTo } from './visibility';

export type CommentSort = 'OLDEST' | 'NEWEST' | 'MOST_REACTED';

export interface CommentPage extends Page {
  readonly sort: CommentSort;
}

interface Order {
  /** Cursors of one order are none of another. */
  readonly list: PagedList;
  readonly by: Prisma.Sql;
  readonly direction: Prisma.Sql;
  readonly beyond: Prisma.Sql;
  readonly place: (item: ThreadItem) => number;
  readonly value: (place: number) => Prisma.Sql;
}

const [ascending, descending] = [Prisma.sql`ASC`, Prisma.sql`DESC`];
const written = {
  by: Prisma.sql`comment.created_at`,
  place: ({ createdAt }: ThreadItem) => createdAt.getTime(),
  value: (place: number) => Prisma.sql`${new Date(place)}::timestamptz`,
};
const orders: Readonly<Record<CommentSort, Order>> = {
  OLDEST: { ...written, list: 'comments', direction: ascending, beyond: Prisma.sql`>` },
  NEWEST: { ...written, list: 'comments, newest', direction: descending, beyond: Prisma.sql`<` },
  MOST_REACTED: {
    list: 'comments, most reacted',
    by: Prisma.sql`comment.reaction_count`,
    direction: descending,
    beyond: Prisma.sql`<`,
    place: ({ reactionCount }) => reactionCount,
    value: (place) => Prisma.sql`${place}::int`,
  },
};

export const commentList = (sort: CommentSort): PagedList => orders[sort].list;

export const commentKeyset =
  (sort: CommentSort) =>
  (item: ThreadItem): Keyset => [orders[sort].list, item.belowId, orders[sort].place(item), item.id];

/** Up to `first` + 1 comments directly below each post or comment that the viewer may see, in one statement. */
export function commentsBelow(db: Tx, viewerId: ViewerId, belowIds: readonly string[], { sort, ...page }: CommentPage): Promise<ThreadItem[]> {
  const { by, direction, value, beyond: operator } = orders[sort];
  const after = readPlace(page);
  const beyond = after ? Prisma.sql`AND (${by}, comment.id) ${operator} (${value(after.place)}, ${after.id})` : Prisma.empty;
  const { shown, available } = isInThread(viewerId);
  return db.$queryRaw<ThreadItem[]>`
    SELECT page.* FROM (
      SELECT post.id FROM post WHERE post.id = ANY(${belowIds}::text[]) AND ${visibleTo(viewerId)}
      UNION ALL
      SELECT comment.id FROM comment JOIN post ON post.id = comment.post_id
      WHERE comment.id = ANY(${belowIds}::text[]) AND ${shown} AND ${visibleTo(viewerId)}
    ) AS below
    CROSS JOIN LATERAL (
      SELECT ${commentColumns}, ${available} AS available, row_number() OVER (ORDER BY ${by} ${direction}, comment.id ${direction}) AS place FROM comment
      WHERE comment.below_id = below.id AND ${shown} ${beyond}
      ORDER BY ${by} ${direction}, comment.id ${direction}
      LIMIT ${page.first + 1}
    ) AS page
    ORDER BY page.place`;
}
