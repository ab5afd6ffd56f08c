import type { Outcome, UserError } from '@ejazz/platform/errors/user-error';
import { untilHeard } from '@ejazz/platform/outbox/until-heard';
import { signedIn } from '@ejazz/platform/viewer/viewer';
import type { Context } from '../context';
import type { Deps } from '../deps';
import { approveFollowRequest, cancelFollowRequest, declineFollowRequest } from '../domain/graph/answer-follow-request';
import { blockUser, unblockUser } from '../domain/graph/block';
import { followUser, removeFollower, unfollowUser } from '../domain/graph/follow';
import { acceptFriendRequest, cancelFriendRequest, declineFriendRequest, sendFriendRequest, unfriendUser } from '../domain/graph/friendship';
import { muteUser, unmuteUser } from '../domain/graph/mute';
import { dismissSuggestion } from '../domain/graph/suggestions';
import { updatePrivacy } from '../domain/privacy';
import type { SubgraphResolvers } from '../generated/graphql';
import { forget } from '../loaders';
import type { UserModel } from '../models';

type Change<Code extends string> = (deps: Deps, actorId: string, otherId: string) => Promise<Outcome<UserModel, Code>>;

/** A change between the person asking and another; what it concerns is read anew after it. */
const onPerson =
  <Code extends string>(change: Change<Code>) =>
  async (
    _root: object,
    { id }: { id: string },
    { deps, viewer, loaders }: Context,
  ): Promise<{ user: UserModel | null; userErrors: UserError<Code>[] }> => {
    const { value: user, userErrors } = await change(deps, signedIn(viewer), id);
    forget(loaders);
    return { user, userErrors };
  };

/** The same where what may be seen becomes less: whatever the person reads next, anywhere, does not show it any more. */
const heardOnPerson =
  <Code extends string>(change: Change<Code>) =>
  async (root: object, args: { id: string }, context: Context) => {
    const payload = await onPerson(change)(root, args, context);
    await untilHeard(context.deps.db, context.deps.env.CHANGE_PATIENCE_MS);
    return payload;
  };

type Mutations = Pick<
  SubgraphResolvers['Mutation'],
  | 'updatePrivacy'
  | 'followUser'
  | 'unfollowUser'
  | 'removeFollower'
  | 'approveFollowRequest'
  | 'declineFollowRequest'
  | 'cancelFollowRequest'
  | 'sendFriendRequest'
  | 'acceptFriendRequest'
  | 'declineFriendRequest'
  | 'cancelFriendRequest'
  | 'unfriendUser'
  | 'blockUser'
  | 'unblockUser'
  | 'muteUser'
  | 'unmuteUser'
  | 'dismissSuggestion'
>;

/** How people stand to each other, and what they let be seen. */
export const graphMutations: Mutations = {
  updatePrivacy: async (_root, { input }, { deps, viewer, loaders }) => {
    const { value, userErrors } = await updatePrivacy(deps, signedIn(viewer), input);
    forget(loaders);
    await untilHeard(deps.db, deps.env.CHANGE_PATIENCE_MS);
    return { viewer: value && { id: value.id }, userErrors };
  },
  followUser: onPerson(followUser),
  unfollowUser: heardOnPerson(unfollowUser),
  removeFollower: heardOnPerson(removeFollower),
  approveFollowRequest: onPerson(approveFollowRequest),
  declineFollowRequest: heardOnPerson(declineFollowRequest),
  cancelFollowRequest: onPerson(cancelFollowRequest),
  sendFriendRequest: onPerson(sendFriendRequest),
  acceptFriendRequest: heardOnPerson(acceptFriendRequest),
  declineFriendRequest: heardOnPerson(declineFriendRequest),
  cancelFriendRequest: onPerson(cancelFriendRequest),
  unfriendUser: heardOnPerson(unfriendUser),
  blockUser: heardOnPerson(blockUser),
  unblockUser: heardOnPerson(unblockUser),
  muteUser: async (_root, { input }, { deps, viewer, loaders }) => {
    const { value: user, userErrors } = await muteUser(deps, signedIn(viewer), input);
    forget(loaders);
    await untilHeard(deps.db, deps.env.CHANGE_PATIENCE_MS);
    return { user, userErrors };
  },
  unmuteUser: heardOnPerson(unmuteUser),
  dismissSuggestion: async (_root, { id }, { deps, viewer }) => {
    const { value: dismissedUserId, userErrors } = await dismissSuggestion(deps, signedIn(viewer), id);
    return { dismissedUserId, userErrors };
  },
};
