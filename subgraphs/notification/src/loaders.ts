import { oneByKey } from '@ejazz/platform/loader/batch';
import type { Viewer } from '@ejazz/platform/viewer/viewer';
import type { Deps } from './deps';
import { type GroupSummary, groupsById, summaries } from './domain/groups';
import { visibleNotifications } from './domain/visibility';
import type { Notification, NotificationGroup } from './generated/prisma/client';

export type Loaders = ReturnType<typeof createLoaders>;

export function createLoaders(deps: Deps, viewer: Viewer) {
  const { db } = deps;
  return {
    notification: oneByKey<string, Notification>(
      async (ids) => (viewer.userId ? db.notification.findMany({ where: { ...visibleNotifications(viewer.userId), id: { in: [...ids] } } }) : []),
      ({ id }) => id,
    ),
    group: oneByKey<string, NotificationGroup>(
      async (ids) => (viewer.userId ? groupsById(deps, viewer.userId, ids) : []),
      ({ id }) => id,
    ),
    /** Of groups that the viewer may see. */
    groupSummary: oneByKey<string, GroupSummary>(
      (groupIds) => summaries(deps, groupIds),
      ({ groupId }) => groupId,
    ),
  };
}
