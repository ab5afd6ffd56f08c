import { postDeleted, postPublished, repostChanged } from '@ejazz/events/post';
import { accountChanged, blockChanged, followChanged, friendshipChanged, muteChanged } from '@ejazz/events/user';
import type { Received } from '@ejazz/platform/events/received';
import { newId } from '@ejazz/platform/ids/id';
import { apply } from '@ejazz/platform/inbox/apply';
import type { SubgraphOverrides } from '@ejazz/platform/subgraph/subgraph-service';
import { heard } from '@ejazz/testing/heard';
import { createTestDatabase } from '@ejazz/testing/postgres/test-database';
import { createSubgraphPeople } from '@ejazz/testing/subgraph-people';
import { readFeedEnv } from '../src/env';
import { handlers } from '../src/events/handlers';
import type { PostVisibility } from '../src/generated/prisma/client';
import { createFeed } from '../src/server';

const key = 'a key that only this test and its service know';

export const person = (): string => newId('usr');

export const follows = (followerId: string, followeeId: string, version = 1, following = true) =>
  heard(followChanged, { followerId, followeeId, following, version, changedAt: new Date().toISOString() });

export const publishes = (authorId: string, postId = newId('pst'), visibility: PostVisibility = 'PUBLIC', version = 1) =>
  heard(postPublished, { postId, authorId, visibility, mediaIds: [], createdAt: new Date().toISOString(), version });

/** Passed on at a moment in seconds from now. */
export const reposts = (actorId: string, postId: string, postAuthorId: string, { version = 1, reposted = true, after = 0 } = {}) =>
  heard(repostChanged, { actorId, postId, postAuthorId, reposted, version, repostedAt: new Date(Date.now() + after * 1_000).toISOString() });

export const deletes = (authorId: string, postId: string, version = 99) => heard(postDeleted, { postId, authorId, version });

export const blocks = (blockerId: string, blockedId: string, version = 1, blocking = true) =>
  heard(blockChanged, { blockerId, blockedId, blocking, version });

export const befriends = (requesterId: string, addresseeId: string, status: 'FRIENDS' | 'ENDED', version = 1) =>
  heard(friendshipChanged, { requesterId, addresseeId, status, version, changedAt: new Date().toISOString() });

export const mutes = (muterId: string, mutedId: string, until: Date | null = null, version = 1, muting = true) =>
  heard(muteChanged, { muterId, mutedId, muting, until: until?.toISOString() ?? null, notifications: true, version });

export const account = (userId: string, status: 'ACTIVE' | 'DEACTIVATED' | 'DELETED', version = 1, isPrivate = false) =>
  heard(accountChanged, { userId, status, isPrivate, defaultPostVisibility: 'PUBLIC', version });

export const homeFeedQuery = `
  query HomeFeed($first: Int! = 20, $after: String) {
    viewer { homeFeed(first: $first, after: $after) { asOf nodes { id } edges { reason repostedBy { id } cursor } pageInfo { hasNextPage endCursor } } }
  }`;

/** The feed service on databases of its own, and ways to speak to it. */
export async function startFeedService(overrides: SubgraphOverrides = {}) {
  const [database, bus] = await Promise.all([createTestDatabase('feed'), createTestDatabase('bus')]);
  const env = readFeedEnv({ DATABASE_URL: database.url, BUS_URL: bus.url, VIEWER_KEY: key, PORT: '0', LOG_LEVEL: 'error', DATABASE_POOL: '10' });
  const service = createFeed(env, overrides);
  await service.start();
  const { deps } = service;
  const byName = new Map(handlers.map((handler) => [handler.event.name, handler]));

  const { as, close } = createSubgraphPeople({ name: 'feed', url: service.url, key });
  /** One page: the posts, and the cursor of the next page if there is one. */
  const page = async (userId: string, first = 20, after?: string) => {
    const { data, errors } = await as(userId).ask(homeFeedQuery, { first, after });
    expect(errors).toBeUndefined();
    const { nodes, pageInfo, edges, asOf } = data.viewer.homeFeed;
    return {
      ids: nodes.map(({ id }: { id: string }) => id) as string[],
      repostedBy: edges.map(({ repostedBy }: { repostedBy: { id: string }[] }) => repostedBy.map(({ id }) => id)) as string[][],
      reasons: edges.map(({ reason }: { reason: string }) => reason) as string[],
      next: pageInfo.hasNextPage ? (pageInfo.endCursor as string) : undefined,
      asOf: asOf as string,
    };
  };

  return {
    deps,
    as,
    page,
    /** Handles the events as one batch, in one transaction. */
    tell: (...events: Received[]) => apply(events, deps.transact, byName, deps),
    stop: async () => {
      await close();
      await service.stop();
      await Promise.all([database.drop(), bus.drop()]);
    },
  };
}

export type FeedHouse = Awaited<ReturnType<typeof startFeedService>>;
