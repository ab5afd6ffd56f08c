import { oneByKey } from '@ejazz/platform/loader/batch';
import type { Viewer } from '@ejazz/platform/viewer/viewer';
import type { Deps } from './deps';
import { visibleNotifications } from './domain/visibility';
import type { Notification } from './generated/prisma/client';

export type Loaders = ReturnType<typeof createLoaders>;

export function createLoaders({ db }: Deps, viewer: Viewer) {
  return {
    notification: oneByKey<string, Notification>(
      async (ids) => (viewer.userId ? db.notification.findMany({ where: { ...visibleNotifications(viewer.userId), id: { in: [...ids] } } }) : []),
      ({ id }) => id,
    ),
  };
}
