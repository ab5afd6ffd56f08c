import { Prisma } from '../generated/prisma/client';

const isFollowing = Prisma.sql`EXISTS (
  SELECT FROM follow f WHERE f.follower_id = e.reader_id AND f.followee_id = p.author_id AND f.active)`;

const isFriend = Prisma.sql`EXISTS (
  SELECT FROM friendship f WHERE f.one_id = least(e.reader_id, p.author_id) AND f.other_id = greatest(e.reader_id, p.author_id) AND f.active)`;

/** Neither has blocked the other, the reader has not muted the author, and the author is there. */
const isWelcome = Prisma.sql`(
  NOT EXISTS (SELECT FROM account a WHERE a.user_id = p.author_id AND a.status <> 'ACTIVE')
  AND NOT EXISTS (SELECT FROM block b WHERE b.blocker_id = p.author_id AND b.blocked_id = e.reader_id AND b.active)
  AND NOT EXISTS (SELECT FROM block b WHERE b.blocker_id = e.reader_id AND b.blocked_id = p.author_id AND b.active)
  AND NOT EXISTS (SELECT FROM mute m WHERE m.muter_id = e.reader_id AND m.muted_id = p.author_id AND m.active AND coalesce(m.until > now(), true))
)`;

/**
 * Whether the reader of entry `e` may see its post `p`, as SQL, so that a page is filled with what passes: not deleted, and one's
 * own, or for others to see and by somebody welcome whom one follows now. Whether an account is private makes no difference to followers.
 */
export const visibleEntry = Prisma.sql`
  NOT p.deleted AND (
    p.author_id = e.reader_id
    OR p.visibility <> 'ONLY_ME' AND ${isFollowing} AND ${isWelcome} AND (p.visibility <> 'FRIENDS' OR ${isFriend})
  )`;

/** Whether anybody may see post `p`, signed in or not. */
export const isForEveryone = Prisma.sql`(
  p.visibility = 'PUBLIC' AND NOT p.deleted
  AND NOT EXISTS (SELECT FROM account a WHERE a.user_id = p.author_id AND (a.is_private OR a.status <> 'ACTIVE'))
)`;
