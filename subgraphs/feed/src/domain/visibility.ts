import { Prisma } from '../generated/prisma/client';

/**
 * Whether the reader of entry `e` may see its post `p`, as SQL, so that a page is filled with what passes: not deleted, and one's
 * own, or for followers to see and by somebody one follows now.
 */
export const visibleEntry = Prisma.sql`
  NOT p.deleted AND (
    p.author_id = e.reader_id
    OR p.visibility IN ('PUBLIC', 'FOLLOWERS') AND EXISTS (
      SELECT FROM follow f WHERE f.follower_id = e.reader_id AND f.followee_id = p.author_id AND f.active
    )
  )`;
