import { handleDigest } from '@ejazz/events/handle-digest';
import { avatarChanged, followChanged, userNamed } from '@ejazz/events/user';
import { restatement } from '@ejazz/platform/outbox/restate';

interface FollowRow {
  readonly followerId: string;
  readonly followeeId: string;
  readonly following: boolean;
  readonly version: number;
  readonly followedAt: Date;
}

interface NameRow {
  readonly userId: string;
  readonly handle: string;
}

interface AvatarRow {
  readonly userId: string;
  readonly mediaId: string | null;
  readonly version: number;
}

/** What this service tells others, as it is now. Who never had a picture is not told of. */
export const restatements = [
  restatement<NameRow>(
    'names',
    `SELECT id AS "userId", handle FROM "user" WHERE $2::text IS NULL OR id > $2::text ORDER BY id LIMIT $1`,
    ({ userId }) => [userId],
    ({ emit }, { userId, handle }) => emit(userNamed, { userId, handleDigest: handleDigest(handle) }),
  ),
  restatement<FollowRow>(
    'follows',
    `SELECT follower_id AS "followerId", followee_id AS "followeeId", active AS following, version, followed_at AS "followedAt" FROM follow
     WHERE $2::text IS NULL OR (follower_id, followee_id) > ($2::text, $3::text) ORDER BY follower_id, followee_id LIMIT $1`,
    ({ followerId, followeeId }) => [followerId, followeeId],
    ({ emit }, { followedAt, ...follow }) => emit(followChanged, { ...follow, changedAt: followedAt.toISOString() }),
  ),
  restatement<AvatarRow>(
    'avatars',
    `SELECT id AS "userId", avatar_id AS "mediaId", version FROM "user" WHERE version > 1 AND ($2::text IS NULL OR id > $2::text) ORDER BY id LIMIT $1`,
    ({ userId }) => [userId],
    ({ emit }, avatar) => emit(avatarChanged, { ...avatar }),
  ),
];
