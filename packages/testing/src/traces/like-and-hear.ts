import { operation } from '../operations';
import { signUp } from '../people';

/** A person likes another's posts one after the other, and the author hears of each over a subscription: the last is the one that is warm. */
export async function likeAndHear(url: string, likes: number): Promise<void> {
  const [mia, noah] = await Promise.all([signUp(url, 'mia'), signUp(url, 'noah')]);
  const { viewer } = await mia.data<{ viewer: { notifications: { liveCursor: string } } }>(operation('Notifications'), { first: 1 });
  const live = mia.subscribe(operation('NotificationReceived'), { after: viewer.notifications.liveCursor });
  for (let round = 0; round < likes; round += 1) {
    const { createPost } = await mia.data<{ createPost: { post: { id: string } } }>(operation('CreatePost'), { input: { text: `Morning ${round}` } });
    await noah.data(operation('LikePost'), { id: createPost.post.id });
    await live.next();
  }
  await live.stop();
  await Promise.all([mia.close(), noah.close()]);
}
