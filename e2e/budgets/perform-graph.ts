import { operation } from '@ejazz/testing/operations';
import type { Perform } from './perform-account';
import type { CountedWorld } from './world';

/** How two people stand to each other, and what they let be seen; what ben does makes room for what ann does. */
export async function performGraph(perform: Perform, { ann, ben }: Pick<CountedWorld, 'ann' | 'ben'>): Promise<void> {
  const idOf = async (client: typeof ann) => (await client.data<{ viewer: { id: string } }>('{ viewer { id } }')).viewer.id;
  const [annId, id] = [await idOf(ann), await idOf(ben)];
  await perform('Privacy');
  await perform('UpdatePrivacy', { input: { isPrivate: true } });
  await perform('RemoveFollower', { id });
  await ben.data(operation('FollowUser'), { id: annId });
  await perform('FollowRequests', { first: 20 });
  await perform('DeclineFollowRequest', { id });
  await ben.data(operation('FollowUser'), { id: annId });
  await perform('ApproveFollowRequest', { id });

  await ben.data(operation('UpdatePrivacy'), { input: { isPrivate: true } });
  await ann.data(operation('UnfollowUser'), { id });
  await ann.data(operation('FollowUser'), { id });
  await perform('SentFollowRequests', { first: 20 });
  await perform('CancelFollowRequest', { id });

  await ben.data(operation('SendFriendRequest'), { id: annId });
  await perform('FriendRequests', { first: 20 });
  await perform('DeclineFriendRequest', { id });
  await perform('SendFriendRequest', { id });
  await perform('SentFriendRequests', { first: 20 });
  await perform('CancelFriendRequest', { id });
  await ben.data(operation('SendFriendRequest'), { id: annId });
  await perform('AcceptFriendRequest', { id });
  await perform('Friends', { first: 20 });
  await perform('UnfriendUser', { id });

  await perform('MuteUser', { input: { id } });
  await perform('MutedPeople', { first: 20 });
  await perform('UnmuteUser', { id });
  await perform('BlockUser', { id });
  await perform('BlockedPeople', { first: 20 });
  await perform('UnblockUser', { id });
  await perform('PeopleYouMayKnow', { first: 20 });
  await perform('DismissSuggestion', { id });
}
