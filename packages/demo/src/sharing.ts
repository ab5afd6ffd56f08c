import type { DemoPerson } from './people';
import type { DemoPost } from './posts';
import type { Random } from './random';
import { soonAfter } from './reactions';

export interface DemoRepost {
  readonly postId: string;
  readonly actorId: string;
  readonly at: Date;
}

/** A few public posts quote an earlier one with appeal. */
export function withQuotes(posts: readonly DemoPost[], random: Random): DemoPost[] {
  return posts.map((post, index) => {
    if (post.visibility !== 'PUBLIC' || !random.chance(0.06)) return post;
    const earlier = posts.slice(Math.max(0, index - 60), index).filter(({ visibility, appeal }) => visibility === 'PUBLIC' && appeal > 0.3);
    return earlier.length === 0 ? post : { ...post, quotedPostId: random.pick(earlier).id };
  });
}

/** Public posts with appeal are passed on, by few. */
export function makeReposts(people: readonly DemoPerson[], posts: readonly DemoPost[], now: Date, random: Random): DemoRepost[] {
  return posts.flatMap((post) => {
    if (post.visibility !== 'PUBLIC') return [];
    const share = (post.appeal * 4) / people.length;
    return people
      .filter((person) => person.id !== post.authorId && random.chance(share))
      .map((person) => ({ postId: post.id, actorId: person.id, at: soonAfter(post, now, random) }));
  });
}
