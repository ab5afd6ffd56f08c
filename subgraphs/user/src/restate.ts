import { handleDigest } from '@ejazz/events/handle-digest';
import {
  accountChanged,
  avatarChanged,
  blockChanged,
  followChanged,
  followRequestChanged,
  friendshipChanged,
  muteChanged,
  userNamed,
} from '@ejazz/events/user';
import { restatement } from '@ejazz/platform/outbox/restate';
import { toldStatus } from './domain/graph/follow-request';
import type { AccountStatus, FollowRequestStatus, FriendshipStatus, PostVisibility } from './generated/prisma/client';

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

interface FollowRequestRow {
  readonly followerId: string;
  readonly followeeId: string;
  readonly status: FollowRequestStatus;
  readonly version: number;
  readonly requestedAt: Date;
}

interface FriendshipRow {
  readonly oneId: string;
  readonly otherId: string;
  readonly requesterId: string;
  readonly status: FriendshipStatus;
  readonly version: number;
  readonly since: Date;
}

interface BlockRow {
  readonly blockerId: string;
  readonly blockedId: string;
  readonly blocking: boolean;
  readonly version: number;
}

interface MuteRow {
  readonly muterId: string;
  readonly mutedId: string;
  readonly muting: boolean;
  readonly until: Date | null;
  readonly notifications: boolean;
  readonly version: number;
}

interface AccountRow {
  readonly userId: string;
  readonly status: AccountStatus;
  readonly isPrivate: boolean;
  readonly defaultPostVisibility: PostVisibility;
  readonly version: number;
}

/** What this service tells others, as it is now: first what hides. Who never changed their account or picture is not told of. */
export const restatements = [
  restatement<NameRow>(
    'names',
    `SELECT id AS "userId", handle FROM "user" WHERE status <> 'DELETED' AND ($2::text IS NULL OR id > $2::text) ORDER BY id LIMIT $1`,
    ({ userId }) => [userId],
    ({ emit }, { userId, handle }) => emit(userNamed, { userId, handleDigest: handleDigest(handle) }),
  ),
  restatement<AccountRow>(
    'accounts',
    `SELECT id AS "userId", status, is_private AS "isPrivate", default_post_visibility AS "defaultPostVisibility", account_version AS version FROM "user"
     WHERE account_version > 1 AND ($2::text IS NULL OR id > $2::text) ORDER BY id LIMIT $1`,
    ({ userId }) => [userId],
    ({ emit }, account) => emit(accountChanged, { ...account }),
  ),
  restatement<BlockRow>(
    'blocks',
    `SELECT blocker_id AS "blockerId", blocked_id AS "blockedId", active AS blocking, version FROM block
     WHERE $2::text IS NULL OR (blocker_id, blocked_id) > ($2::text, $3::text) ORDER BY blocker_id, blocked_id LIMIT $1`,
    ({ blockerId, blockedId }) => [blockerId, blockedId],
    ({ emit }, block) => emit(blockChanged, { ...block }),
  ),
  restatement<MuteRow>(
    'mutes',
    `SELECT muter_id AS "muterId", muted_id AS "mutedId", active AS muting, until, notifications, version FROM mute
     WHERE $2::text IS NULL OR (muter_id, muted_id) > ($2::text, $3::text) ORDER BY muter_id, muted_id LIMIT $1`,
    ({ muterId, mutedId }) => [muterId, mutedId],
    ({ emit }, mute) => emit(muteChanged, { ...mute, until: mute.until?.toISOString() ?? null }),
  ),
  restatement<FriendshipRow>(
    'friendships',
    `SELECT one_id AS "oneId", other_id AS "otherId", requester_id AS "requesterId", status, version, since FROM friendship
     WHERE $2::text IS NULL OR (one_id, other_id) > ($2::text, $3::text) ORDER BY one_id, other_id LIMIT $1`,
    ({ oneId, otherId }) => [oneId, otherId],
    ({ emit }, { oneId, otherId, requesterId, since, ...friendship }) =>
      emit(friendshipChanged, {
        ...{ ...friendship, requesterId, addresseeId: requesterId === oneId ? otherId : oneId },
        changedAt: since.toISOString(),
      }),
  ),
  restatement<FollowRequestRow>(
    'follow-requests',
    `SELECT follower_id AS "followerId", followee_id AS "followeeId", status, version, requested_at AS "requestedAt" FROM follow_request
     WHERE $2::text IS NULL OR (follower_id, followee_id) > ($2::text, $3::text) ORDER BY follower_id, followee_id LIMIT $1`,
    ({ followerId, followeeId }) => [followerId, followeeId],
    ({ emit }, { status, requestedAt, ...request }) =>
      emit(followRequestChanged, { ...request, status: toldStatus(status), changedAt: requestedAt.toISOString() }),
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
