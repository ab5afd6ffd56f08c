import { setTimeout as pause } from 'node:timers/promises';
import type { DemoFollow } from '@ejazz/demo/follows';
import { type DemoPerson, demoPassword } from '@ejazz/demo/people';
import type { DemoPicture } from '@ejazz/demo/pictures';
import type { DemoRelations } from '@ejazz/demo/relations';
import { type Sowing, sow } from '@ejazz/demo/sow';
import type { Deps } from '@ejazz/user/deps';
import { blockUser } from '@ejazz/user/domain/graph/block';
import { followUser, unfollowUser } from '@ejazz/user/domain/graph/follow';
import { acceptFriendRequest, sendFriendRequest } from '@ejazz/user/domain/graph/friendship';
import { muteUser } from '@ejazz/user/domain/graph/mute';
import { hashPassword } from '@ejazz/user/domain/password/passwords';
import { updatePrivacy } from '@ejazz/user/domain/privacy';
import { createAccount } from '@ejazz/user/domain/session/sign-up';
import { updateProfile } from '@ejazz/user/domain/update-profile';

const at = (moment: Date) => ({ now: () => moment });

/** People who may be there already are left as they are. */
export async function seedPeople(deps: Deps, people: readonly DemoPerson[], sowing?: Sowing): Promise<void> {
  // One hash for all: they share the password, and a hundred hashes would take seconds.
  const passwordHash = await hashPassword(demoPassword);
  await sow(
    people,
    ({ id, username, email, displayName, bio, roles, joinedAt }) =>
      createAccount({ ...deps, clock: at(joinedAt) }, { id, username, email, displayName, bio, roles: [...roles], passwordHash }),
    sowing,
  );
}

export const seedFollows = (deps: Deps, follows: readonly DemoFollow[], sowing?: Sowing): Promise<void> =>
  sow(follows, ({ followerId, followeeId, at: moment }) => followUser({ ...deps, clock: at(moment) }, followerId, followeeId), sowing);

/** What there is between people besides follows; what is there already stays. Follows come first: they were begun before accounts became private. */
export async function seedRelations(deps: Deps, relations: DemoRelations, { signal }: Pick<Sowing, 'signal'> = {}): Promise<void> {
  const each = (pairs: DemoRelations['friends'], change: (deps: Deps, actorId: string, otherId: string) => Promise<unknown>) =>
    sow(pairs, ({ actorId, otherId }) => change(deps, actorId, otherId), { ...(signal && { signal }), concurrency: 1 });
  for (const id of relations.privateIds) await updatePrivacy(deps, id, { isPrivate: true });
  await each(relations.blocks, blockUser);
  await each(relations.mutes, (_deps, actorId, id) => muteUser(deps, actorId, { id }));
  await each([...relations.friends, ...relations.friendRequests], sendFriendRequest);
  await each(relations.friends, (_deps, actorId, otherId) => acceptFriendRequest(deps, otherId, actorId));
  await each(relations.followRequests, async (_deps, actorId, otherId) => {
    await unfollowUser(deps, actorId, otherId);
    await followUser(deps, actorId, otherId);
  });
}

/** Gives people their portraits; waits for each to be announced by the media service. */
export const seedAvatars = (deps: Deps, pictures: readonly DemoPicture[], sowing?: Sowing): Promise<void> =>
  sow(
    pictures.filter(({ purpose }) => purpose === 'AVATAR'),
    async ({ id, ownerId }) => {
      while ((await updateProfile(deps, ownerId, { avatarId: id })).userErrors.length > 0) {
        sowing?.signal?.throwIfAborted();
        await pause(50);
      }
    },
    sowing,
  );
