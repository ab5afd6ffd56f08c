import { Prisma } from '../generated/prisma/client';

const isFollowing = Prisma.sql`EXISTS (
  SELECT FROM follow f WHERE f.follower_id = e.reader_id AND f.followee_id = p.author_id AND f.active)`;

const isFriend = Prisma.sql`EXISTS (
  SELECT FROM friendship f WHERE f.one_id = least(e.reader_id, p.author_id) AND f.other_id = greatest(e.reader_id, p.author_id) AND f.active)`;

/** Neither has blocked the other, the reader has not muted the person, and the person is there. */
const isWelcome = (person: Prisma.Sql) => Prisma.sql`(
  NOT EXISTS (SELECT FROM account a WHERE a.user_id = ${person} AND a.status <> 'ACTIVE')
  AND NOT EXISTS (SELECT FROM block b WHERE b.blocker_id = ${person} AND b.blocked_id = e.reader_id AND b.active)
  AND NOT EXISTS (SELECT FROM block b WHERE b.blocker_id = e.reader_id AND b.blocked_id = ${person} AND b.active)
  AND NOT EXISTS (SELECT FROM mute m WHERE m.muter_id = e.reader_id AND m.muted_id = ${person} AND m.active AND coalesce(m.until > now(), true))
)`;

const author = Prisma.sql`p.author_id`;

/** Those whom the reader of entry `e` follows and who pass its post on, as a condition on a row of `repost`. */
export const isRepostFor = Prisma.sql`r.post_id = e.post_id AND r.active
  AND EXISTS (SELECT FROM follow f WHERE f.follower_id = e.reader_id AND f.followee_id = r.actor_id AND f.active) AND ${isWelcome(Prisma.sql`r.actor_id`)}`;

/** What is public of somebody welcome whose account is not private, passed on by somebody one follows now. */
const isReposted = Prisma.sql`p.visibility = 'PUBLIC' AND ${isWelcome(author)}
  AND NOT EXISTS (SELECT FROM account a WHERE a.user_id = p.author_id AND a.is_private) AND EXISTS (SELECT FROM repost r WHERE ${isRepostFor})`;

/** What the reader would see without anybody's repost. */
export const isFollowed = Prisma.sql`p.visibility <> 'ONLY_ME' AND ${isFollowing} AND ${isWelcome(author)} AND (p.visibility <> 'FRIENDS' OR ${isFriend})`;

/**
 * Whether the reader of entry `e` may see its post `p`, as SQL, so that a page is filled with what passes: not deleted, and one's
 * own, or by somebody welcome whom one follows now, or passed on by such a person. Whether an account is private makes no difference to
 * its followers.
 */
export const visibleEntry = Prisma.sql`
  NOT p.deleted AND (p.author_id = e.reader_id OR ${isFollowed} OR ${isReposted})`;

/** Whether anybody may see post `p`, signed in or not. */
export const isForEveryone = Prisma.sql`(
  p.visibility = 'PUBLIC' AND NOT p.deleted
  AND NOT EXISTS (SELECT FROM account a WHERE a.user_id = p.author_id AND (a.is_private OR a.status <> 'ACTIVE'))
)`;
