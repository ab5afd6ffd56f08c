import { oneByKey, pagesByParent } from '@ejazz/platform/loader/batch';
import type { Viewer } from '@ejazz/platform/viewer/viewer';
import type { Deps } from './deps';
import { followersOf, followingOf } from './domain/follow-lists';
import { relationships } from './domain/relationship';
import type { User } from './generated/prisma/client';

export type Loaders = ReturnType<typeof createLoaders>;

export function createLoaders({ db }: Deps, viewer: Viewer) {
  return {
    user: oneByKey<string, User>(
      (ids) => db.user.findMany({ where: { id: { in: [...ids] } } }),
      (user) => user.id,
    ),
    userByHandle: oneByKey<string, User>(
      (handles) => db.user.findMany({ where: { handle: { in: [...handles] } } }),
      (user) => user.handle,
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
