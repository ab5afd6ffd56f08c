import { avatarChanged, followChanged } from '@ejazz/events/user';
import type { UnitOfWork } from '@ejazz/platform/outbox/transact';
import type { Deps, Tx } from '../../deps';
import type { User } from '../../generated/prisma/client';
import { changeAccount } from './change-account';

/** How long nobody else may take the name of a deleted account. */
const nameRetiredMs = 180 * 86_400_000;
const chunk = 200;

type Erasing = Pick<Deps, 'db' | 'transact' | 'clock'>;

/** Erases the accounts whose time of grace is over. Each step is done by itself: what an end of the process leaves is done in the next round. */
export async function eraseDue(deps: Erasing): Promise<void> {
  const due = await deps.db.user.findMany({
    where: { status: 'DEACTIVATED', deleteAt: { lte: deps.clock.now() } },
    select: { id: true },
    take: chunk,
  });
  for (const { id } of due) {
    // Nobody begins to follow, and nobody is followed by, who is not there: these only become fewer.
    while ((await deps.transact((unit) => endFollows(unit, id, deps.clock.now()))) === chunk);
    await deps.transact((unit) => erase(unit, id, deps.clock.now()));
  }
}

interface Ended {
  readonly followerId: string;
  readonly followeeId: string;
  readonly version: number;
}

async function endFollows({ tx, emit }: UnitOfWork<Tx>, id: string, now: Date): Promise<number> {
  const found = await tx.follow.findMany({ where: { active: true, OR: [{ followerId: id }, { followeeId: id }] }, take: chunk });
  const people = [...new Set([id, ...found.flatMap(({ followerId, followeeId }) => [followerId, followeeId])])];
  await tx.$executeRaw`SELECT id FROM "user" WHERE id = ANY(${people}::text[]) ORDER BY id FOR NO KEY UPDATE`;
  const ended = await tx.$queryRaw<Ended[]>`
    WITH ended AS (
      UPDATE follow SET active = false, version = version + 1
      WHERE active AND (follower_id = ${id} AND followee_id = ANY(${people}::text[]) OR followee_id = ${id} AND follower_id = ANY(${people}::text[]))
      RETURNING follower_id, followee_id, version
    ), lost AS (
      SELECT person, sum(following)::int AS following, sum(followers)::int AS followers FROM (
        SELECT follower_id AS person, 1 AS following, 0 AS followers FROM ended
        UNION ALL SELECT followee_id, 0, 1 FROM ended
      ) AS side GROUP BY person
    ), counted AS (
      UPDATE "user" SET following_count = following_count - lost.following, follower_count = follower_count - lost.followers
      FROM lost WHERE "user".id = lost.person
    )
    SELECT follower_id AS "followerId", followee_id AS "followeeId", version FROM ended`;
  for (const follow of ended) emit(followChanged, { ...follow, following: false, changedAt: now.toISOString() });
  return found.length;
}

/** Leaves an empty row, so that versions only grow, and tells everybody. */
async function erase(unit: UnitOfWork<Tx>, id: string, now: Date): Promise<void> {
  const { tx, emit } = unit;
  const [held] = await tx.$queryRaw<Pick<User, 'status' | 'deleteAt' | 'handle'>[]>`
    SELECT status, delete_at AS "deleteAt", handle FROM "user" WHERE id = ${id} FOR UPDATE`;
  // Who has come back in the last moment stays.
  if (held?.status !== 'DEACTIVATED' || !held.deleteAt || held.deleteAt > now) return;
  const either = (one: string, other: string) => ({ OR: [{ [one]: id }, { [other]: id }] });
  await tx.retiredHandle.upsert({
    where: { handle: held.handle },
    create: { handle: held.handle, until: new Date(now.getTime() + nameRetiredMs) },
    update: { until: new Date(now.getTime() + nameRetiredMs) },
  });
  await tx.followRequest.deleteMany({ where: either('followerId', 'followeeId') });
  await tx.friendship.deleteMany({ where: either('oneId', 'otherId') });
  await tx.block.deleteMany({ where: either('blockerId', 'blockedId') });
  await tx.mute.deleteMany({ where: either('muterId', 'mutedId') });
  await tx.dismissedSuggestion.deleteMany({ where: either('userId', 'suggestedId') });
  await tx.session.deleteMany({ where: { userId: id } });
  await tx.mailedToken.deleteMany({ where: { userId: id } });
  await tx.authenticator.deleteMany({ where: { userId: id } });
  await tx.recoveryCode.deleteMany({ where: { userId: id } });
  await tx.readyMedia.deleteMany({ where: { ownerId: id } });
  const { version } = await changeAccount(unit, id, { ...nobody(id), status: 'DELETED', deleteAt: null });
  emit(avatarChanged, { userId: id, mediaId: null, version });
}

/** No user name and no address looks like this: nobody signs in by it, and nobody takes it. */
const nobody = (id: string) => ({
  ...{ username: `deleted:${id}`, handle: `deleted:${id}`, email: `deleted:${id}`, emailVerifiedAt: null, passwordHash: '' },
  ...{ displayName: '', bio: '', avatarId: null, avatarAltText: '', bannerId: null, bannerAltText: '', links: [], roles: [] },
  ...{ isDiscoverable: false, version: { increment: 1 } },
});
