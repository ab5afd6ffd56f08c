import { oneByKey, pagesByParent } from '@ejazz/platform/loader/batch';
import type { Viewer } from '@ejazz/platform/viewer/viewer';
import type { Deps } from './deps';
import { followersOf, followingOf } from './domain/follow-lists';
import { peopleByHandle, peopleById } from './domain/people';
import { relationships } from './domain/relationship';

export type Loaders = ReturnType<typeof createLoaders>;

export function createLoaders({ db }: Deps, viewer: Viewer) {
  return {
    user: oneByKey(
      (ids) => peopleById(db, ids),
      ({ id }) => id,
    ),
    userByHandle: oneByKey(
      (handles) => peopleByHandle(db, handles),
      ({ handle }) => handle,
    ),
    relationship: oneByKey(
      (ids) => relationships(db, viewer.userId, ids),
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
