import type { Deps } from '../deps';

type PubSub = Pick<Deps['pubsub'], 'publish' | 'subscribe' | 'onResume'>;

const channel = (mediaId: string) => `media:${mediaId}`;

/** Tells those who watch the file to look. A failure costs only time: the next look finds it too. */
export const hintMedia = (pubsub: PubSub, mediaId: string): Promise<void> => pubsub.publish(channel(mediaId), '');

/** Wakes whoever watches a file; returns what ends that. */
export function watchMedia(pubsub: PubSub, mediaId: string, wake: () => void): () => void {
  const ends = [pubsub.subscribe(channel(mediaId), wake), pubsub.onResume(wake)];
  return () => {
    for (const end of ends) end();
  };
}
