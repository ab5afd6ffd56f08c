import { eventually } from '../eventually';
import { operation } from '../operations';
import { signUp } from '../people';

/** A person follows another and likes her posts one after the other, and she hears of each over a subscription: the last is the one that is warm. */
export async function likeAndHear(url: string, likes: number): Promise<void> {
  const [mia, noah] = await Promise.all([signUp(url, 'mia'), signUp(url, 'noah')]);
  const { viewer } = await mia.data<{ viewer: { notifications: { liveCursor: string } } }>(operation('Notifications'), { first: 1 });
  const live = mia.subscribe(operation('NotificationReceived'), { after: viewer.notifications.liveCursor });
  await noah.data(operation('FollowUser'), { id: mia.id });
  await live.next();
  for (let round = 0; round < likes; round += 1) {
    const { createPost } = await mia.data<{ createPost: { post: { id: string } } }>(operation('CreatePost'), { input: { text: `Morning ${round}` } });
    // One event at a time: a like that comes right after its post shares a batch with it, which then belongs to neither trace alone.
    await eventually(async () => {
      const feed = await noah.data<{ viewer: { homeFeed: { edges: { node: { id: string } | null }[] } } }>(operation('HomeFeed'), { first: 5 });
      return feed.viewer.homeFeed.edges.some(({ node }) => node?.id === createPost.post.id);
    });
    await noah.data(operation('LikePost'), { id: createPost.post.id });
    await live.next();
  }
  await live.stop();
  await Promise.all([mia.close(), noah.close()]);
}
