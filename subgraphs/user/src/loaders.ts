import { oneByKey, pagesByParent } from '@ejazz/platform/loader/batch';
import type { Viewer } from '@ejazz/platform/viewer/viewer';
import type { Deps } from './deps';
import { followersOf, followingOf } from './domain/graph/follow-lists';
import { relationships } from './domain/graph/relationship';
import { blockedPeopleById, peopleByHandle, peopleById } from './domain/people';

export type Loaders = ReturnType<typeof createLoaders>;

export function createLoaders({ db, clock }: Deps, viewer: Viewer) {
  return {
    user: oneByKey(
      (ids) => peopleById(db, viewer.userId, ids),
      ({ id }) => id,
    ),
    userByHandle: oneByKey(
      (handles) => peopleByHandle(db, viewer.userId, handles),
      ({ handle }) => handle,
    ),
    blockedPerson: oneByKey(
      (ids) => blockedPeopleById(db, ids),
      ({ id }) => id,
    ),
    relationship: oneByKey(
      (ids) => relationships(db, viewer.userId, ids, clock.now()),
      ({ userId }) => userId,
    ),
    followers: pagesByParent(
      (ids, page) => followersOf(db, ids, page),
      ({ parentId }) => parentId,
    ),
    following: pagesByParent(
      (ids, page) => followingOf(db, ids, page),
      ({ parentId }) => parentId,
    ),
  };
}

/** After a mutation what was read before it is old: the next mutation of the same request must not see it. */
export function forget(loaders: Loaders): void {
  for (const loader of Object.values(loaders)) loader.clearAll();
}
