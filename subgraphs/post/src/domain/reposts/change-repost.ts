import { repostChanged } from '@ejazz/events/post';
import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import type { Deps, Unit } from '../../deps';
import { type Post, Prisma } from '../../generated/prisma/client';
import { hintPosts } from '../live-channels';
import { noSuchPost } from '../no-such-post';
import { isShareable } from '../shareable';
import { visiblePost } from '../visibility';

type Acting = Pick<Deps, 'transact' | 'clock' | 'pubsub'>;

export interface NewRepost {
  readonly postId: string;
  readonly actorId: string;
  readonly repostedAt: Date;
}

/** Passes a public post on to one's followers; doing so again changes nothing. */
export function createRepost(deps: Acting, actorId: string, postId: string): Promise<Outcome<Post, 'POST_NOT_FOUND' | 'NOT_PUBLIC'>> {
  return deps.transact(async (unit) => {
    const post = await visiblePost(unit.tx, actorId, postId);
    if (!post) return refused(noSuchPost(['postId']));
    if (!isShareable(post)) return refused(userError('NOT_PUBLIC' as const, ['postId'], 'Only what is public can be passed on.'));
    await giveReposts(unit, deps.pubsub, [{ postId, actorId, repostedAt: deps.clock.now() }]);
    return done((await visiblePost(unit.tx, actorId, postId)) ?? post);
  });
}

/** Takes one's repost back; doing so again changes nothing. */
export function deleteRepost(deps: Acting, actorId: string, postId: string): Promise<Outcome<Post, 'POST_NOT_FOUND'>> {
  return deps.transact(async (unit) => {
    const post = await visiblePost(unit.tx, actorId, postId);
    if (!post) return refused(noSuchPost(['postId']));
    await takeRepostBack(unit, deps.pubsub, postId, actorId);
    return done((await visiblePost(unit.tx, actorId, postId)) ?? post);
  });
}

/** Takes a repost back, whether or not its post can be seen. */
export function takeRepostBack(unit: Unit, pubsub: Deps['pubsub'], postId: string, actorId: string): Promise<void> {
  const taken = Prisma.sql`
    UPDATE repost SET active = false, version = version + 1 WHERE post_id = ${postId} AND actor_id = ${actorId} AND active
    RETURNING post_id, actor_id, active, version, reposted_at`;
  return change(unit, pubsub, taken);
}

/** Writes reposts; those that are there already stay as they are. */
export function giveReposts(unit: Unit, pubsub: Deps['pubsub'], reposts: readonly NewRepost[]): Promise<void> {
  const given = Prisma.sql`
    INSERT INTO repost (post_id, actor_id, active, version, reposted_at)
    SELECT DISTINCT ON ("postId", "actorId") "postId", "actorId", true, 1, "repostedAt"
    FROM jsonb_to_recordset(${JSON.stringify(reposts)}::jsonb) AS told ("postId" text, "actorId" text, "repostedAt" timestamptz)
    ORDER BY "postId", "actorId"
    ON CONFLICT (post_id, actor_id) DO UPDATE SET active = true, version = repost.version + 1, reposted_at = excluded.reposted_at
    WHERE NOT repost.active
    RETURNING post_id, actor_id, active, version, reposted_at`;
  return change(unit, pubsub, given);
}

interface Changed extends NewRepost {
  readonly postAuthorId: string;
  readonly reposted: boolean;
  readonly version: number;
}

/** Changes reposts, counts them and tells of them, in one statement. */
async function change({ tx, emit, afterCommit }: Unit, pubsub: Deps['pubsub'], changing: Prisma.Sql): Promise<void> {
  const changed = await tx.$queryRaw<Changed[]>`
    WITH changed AS (${changing}), counted AS (
      UPDATE post SET repost_count = repost_count + delta.total
      FROM (SELECT post_id, sum(CASE WHEN active THEN 1 ELSE -1 END)::int AS total FROM changed GROUP BY post_id) AS delta
      WHERE post.id = delta.post_id AND post.deleted_at IS NULL
      RETURNING post.id, post.author_id
    )
    SELECT post_id AS "postId", author_id AS "postAuthorId", actor_id AS "actorId", active AS reposted, version, reposted_at AS "repostedAt"
    FROM changed JOIN counted ON counted.id = changed.post_id`;
  for (const { repostedAt, ...repost } of changed) emit(repostChanged, { ...repost, repostedAt: repostedAt.toISOString() });
  if (changed.length > 0) {
    afterCommit(() =>
      hintPosts(
        pubsub,
        changed.map(({ postId }) => postId),
      ),
    );
  }
}
