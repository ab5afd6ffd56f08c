import type { Deps } from '../deps';
import type { Post } from '../generated/prisma/client';
import type { ViewerId } from './visibility';

type PubSub = Pick<Deps['pubsub'], 'publish' | 'subscribe' | 'onResume'>;

/** Something about the post has changed: its counts, its comments, or that it is there. */
const postChannel = (postId: string) => `post:${postId}`;
/** What the person may see has changed, or what may be seen of them. */
const sightChannel = (personId: string) => `sight:${personId}`;

/** Tells those who watch the posts to look. A failure costs only time: the next hint, or look, finds it too. */
export async function hintPosts(pubsub: PubSub, postIds: readonly string[]): Promise<void> {
  await Promise.all([...new Set(postIds)].map((postId) => pubsub.publish(postChannel(postId), '')));
}

/** Tells the people's subscriptions, and those of who watches posts of theirs, to look whether they may go on. */
export async function hintSight(pubsub: PubSub, personIds: readonly string[]): Promise<void> {
  await Promise.all([...new Set(personIds)].map((personId) => pubsub.publish(sightChannel(personId), '')));
}

/** Wakes whoever watches a post as somebody; returns what ends that. */
export function watchPost(pubsub: PubSub, { id, authorId }: Pick<Post, 'id' | 'authorId'>, viewerId: ViewerId, wake: () => void): () => void {
  const channels = [postChannel(id), sightChannel(authorId), ...(viewerId ? [sightChannel(viewerId)] : [])];
  const ends = [...channels.map((channel) => pubsub.subscribe(channel, wake)), pubsub.onResume(wake)];
  return () => {
    for (const end of ends) end();
  };
}
