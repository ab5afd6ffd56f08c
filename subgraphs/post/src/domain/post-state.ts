import type { Fault } from '@ejazz/platform/errors/fault';
import type { FollowedLog } from '@ejazz/platform/subscription/follow-log';
import { followState } from '@ejazz/platform/subscription/follow-state';
import type { Deps } from '../deps';
import type { Post } from '../generated/prisma/client';
import { unseenPost } from './comment-log';
import { watchPost } from './live-channels';
import { reactionCounts } from './reactions/kinds';
import type { ViewerId } from './visibility';

/** A post as it is, then as it has become whenever its counts have changed, for as long as the viewer may see it. */
export async function openPostState(
  { live, pubsub, log }: Pick<Deps, 'live' | 'pubsub' | 'log'>,
  viewerId: ViewerId,
  postId: string,
): Promise<FollowedLog<Post | Fault>> {
  const post = await live.post({ postId, viewerId });
  if (!post) throw unseenPost();
  return followState<Post | Fault>({
    log,
    async read() {
      const present = await live.post({ postId, viewerId });
      return present ? { state: present } : { last: unseenPost() };
    },
    same: (known, present) => countsOf(known) === countsOf(present),
    watch: (wake) => watchPost(pubsub, post, viewerId, wake),
  });
}

const countsOf = (post: Post | Fault): string =>
  'likeCount' in post ? JSON.stringify([post.version, post.commentCount, post.repostCount, post.quoteCount, reactionCounts(post)]) : '';
