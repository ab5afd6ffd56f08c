import type { Deps } from '../deps';
import type { ViewerId } from './visibility';

type PubSub = Pick<Deps['pubsub'], 'publish' | 'subscribe' | 'onResume'>;

/** Something about the post has changed: its counts, its comments, or that it is there. */
const postChannel = (postId: string) => `post:${postId}`;
/** What the person may see has changed. */
const sightChannel = (viewerId: string) => `sight:${viewerId}`;

/** Tells those who watch the posts to look. A failure costs only time: the next hint, or look, finds it too. */
export async function hintPosts(pubsub: PubSub, postIds: readonly string[]): Promise<void> {
  await Promise.all([...new Set(postIds)].map((postId) => pubsub.publish(postChannel(postId), '')));
}

/** Tells the people's subscriptions to look whether they may go on. */
export async function hintSight(pubsub: PubSub, viewerIds: readonly string[]): Promise<void> {
  await Promise.all([...new Set(viewerIds)].map((viewerId) => pubsub.publish(sightChannel(viewerId), '')));
}

/** Wakes whoever watches a post as somebody; returns what ends that. */
export function watchPost(pubsub: PubSub, postId: string, viewerId: ViewerId, wake: () => void): () => void {
  const ends = [pubsub.subscribe(postChannel(postId), wake), pubsub.onResume(wake)];
  if (viewerId !== undefined) ends.push(pubsub.subscribe(sightChannel(viewerId), wake));
  return () => {
    for (const end of ends) end();
  };
}
