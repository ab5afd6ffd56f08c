import { eventually } from '@ejazz/testing/eventually';
import { operation } from '@ejazz/testing/operations';
import type { Perform } from './perform-account';
import type { CountedWorld } from './world';

interface Told {
  readonly viewer: { readonly notificationGroups: { readonly nodes: readonly { readonly post: { readonly id: string } | null }[] } };
}

/** What one is told. In which order the people of the demo world were heard of is chance, so all is read, or one thing that comes last. */
export async function performNotifications(perform: Perform, { ann, ben }: CountedWorld): Promise<void> {
  const { viewer } = await perform<{ viewer: { notifications: { nodes: { id: string }[] } } }>('Notifications', { first: 100 });
  const { createPost } = await ann.data<{ createPost: { post: { id: string } } }>(operation('CreatePost'), { input: { text: 'Last of all' } });
  await ben.data(operation('LikePost'), { id: createPost.post.id });
  await eventually(async () => {
    const { viewer: told } = await ann.data<Told>(operation('NotificationGroups'), { first: 1 });
    expect(told.notificationGroups.nodes[0]?.post?.id).toBe(createPost.post.id);
  });
  await perform('NotificationGroups', { first: 1 });
  await perform('NotificationPreferences');
  await perform('UpdateNotificationPreferences', { input: { preferences: [{ kind: 'REACTION', inApp: 'FOLLOWED' }] } });
  await perform('MarkNotificationsRead', { input: { upTo: viewer.notifications.nodes[0]?.id } });
}
