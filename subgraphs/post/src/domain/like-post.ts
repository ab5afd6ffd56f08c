import { likeChanged } from '@ejazz/events/post';
import { done, type Outcome, refused } from '@ejazz/platform/errors/user-error';
import type { Deps, Unit } from '../deps';
import type { Post } from '../generated/prisma/client';
import { hintPosts } from './live-channels';
import { noSuchPost } from './no-such-post';
import { visiblePost } from './visibility';

type Acting = Pick<Deps, 'transact' | 'clock' | 'pubsub'>;

/** Likes a post; liking again changes nothing. */
export const likePost = (
  deps: Acting,
  actorId: string,
  postId: string,
  { likedAt = deps.clock.now() } = {},
): Promise<Outcome<Post, 'POST_NOT_FOUND'>> =>
  onVisiblePost(deps, actorId, postId, (unit) => giveLikes(unit, deps.pubsub, [{ postId, actorId, likedAt }]));

/** Takes a like back; doing so again changes nothing. */
export const unlikePost = (deps: Acting, actorId: string, postId: string): Promise<Outcome<Post, 'POST_NOT_FOUND'>> =>
  onVisiblePost(deps, actorId, postId, (unit) => takeLikeBack(unit, deps.pubsub, postId, actorId, deps.clock.now()));

/** The post as it stands afterwards. It is not held meanwhile, but for its counter: many like one post at once. */
function onVisiblePost({ transact }: Acting, actorId: string, postId: string, change: (unit: Unit) => Promise<void>) {
  return transact(async (unit): Promise<Outcome<Post, 'POST_NOT_FOUND'>> => {
    if (!(await visiblePost(unit.tx, actorId, postId))) return refused(noSuchPost(['id']));
    await change(unit);
    const post = await visiblePost(unit.tx, actorId, postId);
    return post ? done(post) : refused(noSuchPost(['id']));
  });
}

export interface NewLike {
  readonly postId: string;
  readonly actorId: string;
  readonly likedAt: Date;
}

interface ChangedLike extends NewLike {
  readonly postAuthorId: string;
  readonly version: number;
}

/** Writes likes, counts them and tells of them, in one statement; those that are there already stay as they are. */
export async function giveLikes({ tx, emit, afterCommit }: Unit, pubsub: Deps['pubsub'], likes: readonly NewLike[]): Promise<void> {
  const given = await tx.$queryRaw<ChangedLike[]>`
    WITH changed AS (
      INSERT INTO post_like (post_id, actor_id, active, version, liked_at)
      SELECT DISTINCT ON (likes."postId", likes."actorId") likes."postId", likes."actorId", true, 1, likes."likedAt"
      FROM jsonb_to_recordset(${JSON.stringify(likes)}::jsonb) AS likes ("postId" text, "actorId" text, "likedAt" timestamptz)
      ORDER BY likes."postId", likes."actorId"
      ON CONFLICT (post_id, actor_id) DO UPDATE SET active = true, version = post_like.version + 1, liked_at = excluded.liked_at
      WHERE NOT post_like.active
      RETURNING post_id, actor_id, version, liked_at
    ), counted AS (
      UPDATE post SET like_count = like_count + added.count
      FROM (SELECT post_id, count(*)::int AS count FROM changed GROUP BY post_id) AS added
      WHERE post.id = added.post_id AND post.deleted_at IS NULL
      RETURNING post.id, post.author_id
    )
    SELECT post_id AS "postId", author_id AS "postAuthorId", actor_id AS "actorId", version, liked_at AS "likedAt"
    FROM changed JOIN counted ON counted.id = changed.post_id`;
  for (const { likedAt, ...like } of given) emit(likeChanged, { ...like, liked: true, changedAt: likedAt.toISOString() });
  afterCommit(() =>
    hintPosts(
      pubsub,
      given.map(({ postId }) => postId),
    ),
  );
}

async function takeLikeBack({ tx, emit, afterCommit }: Unit, pubsub: Deps['pubsub'], postId: string, actorId: string, now: Date): Promise<void> {
  const taken = await tx.$queryRaw<Pick<ChangedLike, 'postAuthorId' | 'version'>[]>`
    WITH changed AS (
      UPDATE post_like SET active = false, version = version + 1 WHERE post_id = ${postId} AND actor_id = ${actorId} AND active
      RETURNING post_id, version
    )
    UPDATE post SET like_count = like_count - 1 FROM changed
    WHERE post.id = changed.post_id AND post.deleted_at IS NULL
    RETURNING author_id AS "postAuthorId", changed.version`;
  for (const { postAuthorId, version } of taken) {
    emit(likeChanged, { postId, postAuthorId, actorId, liked: false, version, changedAt: now.toISOString() });
  }
  if (taken.length > 0) afterCommit(() => hintPosts(pubsub, [postId]));
}
