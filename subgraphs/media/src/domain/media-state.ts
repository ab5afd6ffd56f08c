import { type Fault, notFound } from '@ejazz/platform/errors/fault';
import type { FollowedLog } from '@ejazz/platform/subscription/follow-log';
import { followState } from '@ejazz/platform/subscription/follow-state';
import type { Deps } from '../deps';
import { watchMedia } from './live-channel';
import { type VisibleMedia, visibleMedia } from './visibility';

/** One's own file as it is, then as it has become whenever something about it has changed. */
export async function openMediaState(
  { db, pubsub, log }: Pick<Deps, 'db' | 'pubsub' | 'log'>,
  ownerId: string,
  mediaId: string,
): Promise<FollowedLog<VisibleMedia | Fault>> {
  const own = async () => (await visibleMedia(db, ownerId, [mediaId])).find((media) => media.ownerId === ownerId);
  if (!(await own())) throw unseenMedia();
  return followState<VisibleMedia | Fault>({
    log,
    async read() {
      const media = await own();
      return media ? { state: media } : { last: unseenMedia() };
    },
    same: (known, present) => versionOf(known) === versionOf(present),
    watch: (wake) => watchMedia(pubsub, mediaId, wake),
  });
}

const unseenMedia = () => notFound('There is no such media of yours.');
const versionOf = (media: VisibleMedia | Fault) => ('version' in media ? media.version : undefined);
