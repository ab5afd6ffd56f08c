import { createRandom, type Random } from '@ejazz/demo/random';
import { operation } from '@ejazz/testing/operations';
import type { Person } from '@ejazz/testing/people';
import { isActive, type Model, toggled } from './model';
import { untilAcknowledged } from './until-acknowledged';

const documents = {
  follow: operation('FollowUser'),
  unfollow: operation('UnfollowUser'),
  like: operation('LikePost'),
  unlike: operation('UnlikePost'),
  post: operation('CreatePost'),
  comment: operation('CreateComment'),
};

export interface Crowd {
  readonly people: readonly Person[];
  readonly model: Model;
  /** Actions that have been acknowledged so far. */
  readonly acknowledged: () => number;
  /** Whether somebody still acts, or nobody has begun. */
  readonly acting: () => boolean;
  /** Everybody acts, one action after the other; resolves when all are acknowledged. */
  act(actions: number, seed: number): Promise<void>;
}

/** People who act at once and keep on at each action until it is acknowledged; the model takes note of what is. */
export function createCrowd(people: readonly Person[], model: Model): Crowd {
  let acknowledged = 0;
  let acting = true;
  return {
    people,
    model,
    acknowledged: () => acknowledged,
    acting: () => acting,
    async act(actions, seed) {
      let begun = 0;
      await Promise.all(
        people.map(async (person, index) => {
          const random = createRandom(seed * 1_000 + index);
          while (begun < actions) {
            begun += 1;
            await actOnce(person, `${seed}-${begun}`, { people, model, random });
            acknowledged += 1;
          }
        }),
      ).finally(() => {
        acting = false;
      });
    },
  };
}

interface World {
  readonly people: readonly Person[];
  readonly model: Model;
  readonly random: Random;
}

async function actOnce(person: Person, name: string, { people, model, random }: World): Promise<void> {
  const dice = random.next();
  if (dice < 0.2 || model.posts.length === 0) return post(person, name, model);
  if (dice < 0.45) {
    return follow(person, random.pick(people.filter(({ id }) => id !== person.id)).id, model);
  }
  const { id } = random.pick(model.posts);
  return dice < 0.75 ? like(person, id, model) : comment(person, id, name, model);
}

async function post(person: Person, name: string, { posts }: Model): Promise<void> {
  const input = { text: `Post ${name}`, clientRequestId: `post-${name}` };
  const id = await untilAcknowledged(person, documents.post, { input }, { mutation: 'createPost', created: 'post' });
  posts.push({ id, authorId: person.id, text: input.text });
}

async function comment(person: Person, postId: string, name: string, { comments }: Model): Promise<void> {
  const input = { postId, text: `Comment ${name}`, clientRequestId: `comment-${name}` };
  const id = await untilAcknowledged(person, documents.comment, { input }, { mutation: 'createComment', created: 'comment' });
  comments.push({ id, postId, authorId: person.id, text: input.text });
}

async function follow(person: Person, id: string, { follows }: Model): Promise<void> {
  const [mutation, document] = isActive(follows, person.id, id)
    ? (['unfollowUser', documents.unfollow] as const)
    : (['followUser', documents.follow] as const);
  await untilAcknowledged(person, document, { id }, { mutation, created: 'user' });
  toggled(follows, person.id, id);
}

async function like(person: Person, id: string, { likes }: Model): Promise<void> {
  const [mutation, document] = isActive(likes, person.id, id) ? (['unlikePost', documents.unlike] as const) : (['likePost', documents.like] as const);
  await untilAcknowledged(person, document, { id }, { mutation, created: 'post' });
  toggled(likes, person.id, id);
}
