import type { DemoPost } from '@ejazz/demo/posts';
import type { DemoComment, DemoLike } from '@ejazz/demo/reactions';
import type { DemoRepost } from '@ejazz/demo/sharing';
import { type Sowing, sow } from '@ejazz/demo/sow';
import type { Deps } from '@ejazz/post/deps';
import { importComments, importPosts, importReactions, importReposts } from '@ejazz/post/domain/import';

/** Items of one transaction. */
const batch = 100;

export const seedPosts = (deps: Deps, posts: readonly DemoPost[], sowing?: Sowing): Promise<void> =>
  inBatches(
    posts,
    (some) =>
      importPosts(
        deps,
        some.map(({ appeal: _, ...post }) => ({ ...post, mediaIds: [...post.mediaIds] })),
      ),
    sowing,
  );

export const seedReposts = (deps: Deps, reposts: readonly DemoRepost[], sowing?: Sowing): Promise<void> =>
  inBatches(
    reposts,
    (some) =>
      importReposts(
        deps,
        some.map(({ postId, actorId, at }) => ({ postId, actorId, repostedAt: at })),
      ),
    sowing,
  );

export const seedComments = (deps: Deps, comments: readonly DemoComment[], sowing?: Sowing): Promise<void> =>
  inBatches(comments, (some) => importComments(deps, some), sowing);

export const seedLikes = (deps: Deps, likes: readonly DemoLike[], sowing?: Sowing): Promise<void> =>
  inBatches(
    likes,
    (some) =>
      importReactions(
        deps,
        some.map(({ postId, actorId, kind, at }) => ({ subjectId: postId, actorId, kind, reactedAt: at })),
      ),
    sowing,
  );

function inBatches<T>(items: readonly T[], work: (some: readonly T[]) => Promise<void>, sowing?: Sowing): Promise<void> {
  const batches = Array.from({ length: Math.ceil(items.length / batch) }, (_, index) => items.slice(index * batch, (index + 1) * batch));
  const tick = sowing?.tick;
  return sow(batches, work, {
    ...sowing,
    concurrency: 1,
    ...(tick ? { tick: (done) => tick(Math.min(done * batch, items.length), items.length) } : {}),
  });
}
