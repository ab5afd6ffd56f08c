import { demoId } from './demo-id';
import type { DemoPerson } from './people';
import type { DemoPost } from './posts';
import type { Random } from './random';

export interface DemoComment {
  readonly id: string;
  readonly postId: string;
  /** What it answers: the post, or an earlier comment. */
  readonly belowId: string;
  readonly authorId: string;
  readonly text: string;
  readonly createdAt: Date;
}

export interface DemoLike {
  readonly postId: string;
  readonly actorId: string;
  readonly kind: 'LIKE' | 'LOVE' | 'LAUGH' | 'WOW' | 'SAD' | 'ANGRY';
  readonly at: Date;
}

const others = ['LOVE', 'LOVE', 'LAUGH', 'WOW', 'SAD', 'ANGRY'] as const;
const replies = [
  'This made my morning.',
  'I tried it; you are right.',
  'Where was this?',
  'Strong disagree, but nicely put.',
  'Saving this for the weekend.',
  'My cat agrees.',
  'Say more!',
  'The light in this one.',
  'Exactly what I needed to read.',
] as const;

/** Comments and likes go to public posts, most of them to the few with appeal, within two days. */
export function makeComments(people: readonly DemoPerson[], posts: readonly DemoPost[], now: Date, random: Random): DemoComment[] {
  const names = new Map(people.map(({ id, username }) => [id, username]));
  return posts.flatMap((post) => {
    const moments = Array.from({ length: audience(post, 8) }, () => soonAfter(post, now, random)).sort((one, other) => Number(one) - Number(other));
    const written: DemoComment[] = [];
    for (const createdAt of moments) {
      const { id: authorId } = random.pick(people);
      const answered = written.length > 0 && random.chance(0.4) ? random.pick(written) : undefined;
      const called = answered && random.chance(0.5) ? `@${names.get(answered.authorId)} ` : '';
      const text = `${called}${random.pick(replies)}`;
      written.push({ id: demoId('cmt', createdAt, random), postId: post.id, belowId: answered?.id ?? post.id, authorId, text, createdAt });
    }
    return written;
  });
}

export function makeLikes(people: readonly DemoPerson[], posts: readonly DemoPost[], now: Date, random: Random): DemoLike[] {
  return posts.flatMap((post) => {
    const share = audience(post, 20) / people.length;
    return people
      .filter((person) => person.id !== post.authorId && random.chance(share))
      .map((person) => ({
        postId: post.id,
        actorId: person.id,
        kind: random.chance(0.7) ? 'LIKE' : random.pick(others),
        at: soonAfter(post, now, random),
      }));
  });
}

const audience = (post: DemoPost, most: number) => (post.visibility === 'PUBLIC' ? Math.round(post.appeal * most) : 0);

/** A moment within two days of a post. */
export function soonAfter(post: DemoPost, now: Date, random: Random): Date {
  return new Date(Math.min(now.getTime() - 1_000, post.createdAt.getTime() + random.between(60_000, 172_800_000)));
}
