import type { FollowedLog } from '@ejazz/platform/subscription/follow-log';
import { followState } from '@ejazz/platform/subscription/follow-state';
import type { Deps } from '../deps';
import { watchNews } from './recipients';

/** How many notifications a person has not read: now, then whenever that has changed. */
export const followUnread = ({ live, pubsub, log }: Pick<Deps, 'live' | 'pubsub' | 'log'>, userId: string): FollowedLog<number> =>
  followState<number>({
    log,
    read: async () => ({ state: await live.unreadCount(userId) }),
    same: (known, present) => known === present,
    watch: (wake) => watchNews(pubsub, userId, wake),
  });
