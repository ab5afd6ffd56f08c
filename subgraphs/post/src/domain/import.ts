import type { Deps } from '../deps';
import { addComments, type NewComment } from './create-comment';
import { type NewPost, publish } from './create-post';
import { giveReactions, type NewReaction } from './reactions/change-reactions';
import { giveReposts, type NewRepost } from './reposts/change-repost';

type Importing = Pick<Deps, 'transact' | 'pubsub'>;

/**
 * Many at once for seeds and migrations, which vouch for what they bring (nothing is checked). What is there already stays as it is:
 * a second run changes nothing.
 */
export const importPosts = ({ transact, pubsub }: Importing, posts: readonly NewPost[]): Promise<void> =>
  inChunks(posts, (chunk) => transact((unit) => publish(unit, pubsub, chunk)));

export const importReactions = ({ transact, pubsub }: Importing, reactions: readonly NewReaction[]): Promise<void> =>
  inChunks(reactions, (chunk) => transact((unit) => giveReactions(unit, pubsub, chunk)));

export const importComments = ({ transact, pubsub }: Importing, comments: readonly NewComment[]): Promise<void> =>
  inChunks(comments, (chunk) => transact((unit) => addComments(unit, pubsub, chunk)));

export const importReposts = ({ transact, pubsub }: Importing, reposts: readonly NewRepost[]): Promise<void> =>
  inChunks(reposts, (chunk) => transact((unit) => giveReposts(unit, pubsub, chunk)));

const chunkSize = 200;

async function inChunks<T>(items: readonly T[], work: (chunk: readonly T[]) => Promise<void>): Promise<void> {
  for (let begin = 0; begin < items.length; begin += chunkSize) await work(items.slice(begin, begin + chunkSize));
}
