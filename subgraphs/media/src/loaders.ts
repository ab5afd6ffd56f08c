import { oneByKey } from '@ejazz/platform/loader/batch';
import type { Viewer } from '@ejazz/platform/viewer/viewer';
import type { Deps } from './deps';
import { type VisibleMedia, visibleMedia } from './domain/visibility';

export type Loaders = ReturnType<typeof createLoaders>;

export function createLoaders({ db }: Deps, viewer: Viewer) {
  return {
    media: oneByKey<string, VisibleMedia>(
      (ids) => visibleMedia(db, viewer.userId, ids),
      ({ id }) => id,
    ),
  };
}
