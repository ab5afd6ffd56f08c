import type { UserErrors } from './accounts';
import type { UserHouse } from './user-service';

export interface Changed extends UserErrors {
  readonly user: { readonly id: string; readonly followerCount: number; readonly viewerRelationship: Record<string, unknown> | null } | null;
}

export const relationshipFields = `isFollowing isFollowedBy isFollowRequested isFollowRequestedBy isFriend isFriendRequested isFriendRequestedBy
  isBlocking muting { until notifications }`;

/** What people do to each other through the service's own API, and what they see of each other. */
export const graphActions = (house: UserHouse) => ({
  /** A mutation that takes a person's id and gives the person. */
  async act(name: string, actorId: string, id: string): Promise<Changed> {
    const document = `mutation ($id: ID!) { changed: ${name}(id: $id) { user { id followerCount viewerRelationship { ${relationshipFields} } } userErrors { code field message } } }`;
    return (await house.as(actorId).data<{ changed: Changed }>(document, { id })).changed;
  },
  async mute(actorId: string, input: object): Promise<Changed> {
    const document = `mutation ($input: MuteUserInput!) { changed: muteUser(input: $input) { user { id followerCount viewerRelationship { ${relationshipFields} } } userErrors { code field message } } }`;
    return (await house.as(actorId).data<{ changed: Changed }>(document, { input })).changed;
  },
  async setPrivacy(actorId: string, input: object): Promise<void> {
    const document = 'mutation ($input: UpdatePrivacyInput!) { updatePrivacy(input: $input) { userErrors { code } } }';
    await house.as(actorId).data(document, { input });
  },
  /** What holds between the two, as names of the fields that are true. */
  async between(viewerId: string, id: string): Promise<string[]> {
    const [person] = await house.as(viewerId).entities<{ viewerRelationship: object }>('User', [id], `viewerRelationship { ${relationshipFields} }`);
    return Object.entries(person?.viewerRelationship ?? { unseen: true })
      .filter(([, value]) => value !== false && value !== null)
      .map(([name]) => name);
  },
  /** Ids of one of a person's own lists, latest first. */
  async listed(viewerId: string, list: string): Promise<string[]> {
    const { viewer } = await house
      .as(viewerId)
      .data<{ viewer: Record<string, { nodes: { id: string }[] }> }>(`{ viewer { ${list} { nodes { id } } } }`);
    return (viewer[list]?.nodes ?? []).map(({ id }) => id);
  },
  people: async (count: number): Promise<string[]> => (await house.people(count)).map(({ id }) => id),
});
