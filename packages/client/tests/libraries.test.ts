import { ApolloClient, gql } from '@apollo/client';
import { createCache, createLink } from '@ejazz/client/apollo';
import {
  CreatePostDocument,
  FeedPostFragmentDoc,
  HomeFeedDocument,
  type HomeFeedQuery,
  LikePostDocument,
  NotificationReceivedDocument,
  NotificationsDocument,
  UnreadNotificationsChangedDocument,
  type UnreadNotificationsChangedSubscription,
  ViewerDocument,
} from '@ejazz/client/documents';
import { createFetchClient } from '@ejazz/client/fetch';
import { createLiveClient, type LiveClient } from '@ejazz/client/live';
import { createSession, type Session } from '@ejazz/client/session';
import { clientOptions } from '@ejazz/client/urql';
import { eventually } from '@ejazz/testing/eventually';
import { operation } from '@ejazz/testing/operations';
import { type Person, signUp } from '@ejazz/testing/people';
import { Client } from '@urql/core';
import fc from 'fast-check';
import { WebSocket } from 'ws';
import { minutes, newPerson, startTimedHouse, type TimedHouse } from './timed-house.ts';

const texts = ['one', 'two', 'three', 'four', 'five'];
let house: TimedHouse;
let session: Session;
let live: LiveClient;
let reader: Person;
let postId: string;

beforeAll(async () => {
  house = await startTimedHouse();
  const { tokens } = await newPerson(house.url, 'writer');
  session = createSession({ url: house.url, now: house.now });
  session.start(tokens);
  live = createLiveClient({ url: house.url, session, webSocketImpl: WebSocket });
  const client = createFetchClient({ url: house.url, session });
  for (const text of texts) {
    const { createPost } = await client.data(CreatePostDocument, { input: { text } });
    postId = createPost.post?.id ?? '';
  }
  reader = await signUp(house.url, 'reader');
  await eventually(async () => expect(textsIn(await client.data(HomeFeedDocument))).toHaveLength(texts.length));
});
afterAll(async () => {
  live.close();
  await house.remove();
});

const textsIn = (feed: HomeFeedQuery | undefined | null) => feed?.viewer?.homeFeed?.edges.map(({ node }) => node?.text) ?? [];
const latestFirst = [...texts].reverse();

/** Somebody tells the writer something, and how long it takes to be heard does not matter. */
const comment = (text: string) => reader.data(operation('CreateComment'), { input: { postId, text } });

describe('Apollo Client', () => {
  const start = () => new ApolloClient({ cache: createCache(), link: createLink({ url: house.url, session, live }) });

  it('keeps the pages of a feed as one list', async () => {
    const client = start();
    const variables = { first: 2 };
    await client.query({ query: HomeFeedDocument, variables });
    const query = client.watchQuery({ query: HomeFeedDocument, variables });
    const watching = query.subscribe(() => undefined);
    const cached = () => client.readQuery({ query: HomeFeedDocument, variables });
    const pageInfo = () => cached()?.viewer?.homeFeed?.pageInfo;
    while (pageInfo()?.hasNextPage) await query.fetchMore({ variables: { after: pageInfo()?.endCursor } });
    expect(textsIn(cached())).toEqual(latestFirst);
    await query.refetch();
    expect(textsIn(cached())).toEqual(latestFirst.slice(0, 2));
    watching.unsubscribe();
  });

  it('keeps a list of nodes without edges as one list too', async () => {
    for (const text of ['a', 'b', 'c']) await comment(text);
    const ids = await eventually(async () => {
      const { viewer } = await createFetchClient({ url: house.url, session }).data(NotificationsDocument);
      expect(viewer?.notifications?.nodes).toHaveLength(3);
      return viewer?.notifications?.nodes.map(({ id }) => id);
    });
    const client = start();
    await client.query({ query: NotificationsDocument, variables: { first: 2 } });
    const query = client.watchQuery({ query: NotificationsDocument, variables: { first: 2 } });
    const watching = query.subscribe(() => undefined);
    const cached = () => client.readQuery({ query: NotificationsDocument })?.viewer?.notifications;
    while (cached()?.pageInfo.hasNextPage) await query.fetchMore({ variables: { after: cached()?.pageInfo.endCursor } });
    expect(cached()?.nodes.map(({ id }) => id)).toEqual(ids);
    watching.unsubscribe();
  });

  it('shows what a mutation changed wherever it is seen', async () => {
    const client = start();
    const { data } = await client.query({ query: HomeFeedDocument, variables: { first: 1 } });
    const post = data?.viewer?.homeFeed?.edges[0]?.node;
    await client.mutate({ mutation: LikePostDocument, variables: { id: post?.id ?? '' } });
    const cached = client.readQuery({ query: HomeFeedDocument, variables: { first: 1 } });
    expect(cached?.viewer?.homeFeed?.edges[0]?.node).toMatchObject({ viewerHasLiked: true, likeCount: 1 });
    const fragment = client.readFragment({ id: `Post:${post?.id}`, fragment: FeedPostFragmentDoc, fragmentName: 'FeedPost' });
    expect(fragment).toMatchObject({ text: post?.text, viewerHasLiked: true });
  });

  it('hears live events', async () => {
    const client = start();
    const heard: unknown[] = [];
    const listening = client.subscribe({ query: NotificationReceivedDocument }).subscribe(({ data }) => {
      const event = data?.notificationReceived;
      heard.push(event?.__typename === 'NotificationReceived' ? event.notification.comment?.text : event?.__typename);
    });
    await eventually(async () => {
      if (heard.length === 0) await comment('to Apollo');
      expect(heard[0]).toBe('to Apollo');
    });
    listening.unsubscribe();
  });

  it('renews the session by itself', async () => {
    house.pass(minutes(60));
    const { data } = await start().query({ query: ViewerDocument });
    expect(data?.viewer?.user?.username).toBe('writer');
    reader = await signUp(house.url, 'another_reader');
  });

  it('joins pages of every length into the list that they are of, also when one is asked for twice', () => {
    const list = gql`
      query List($first: Int!, $after: String) {
        viewer { id homeFeed(first: $first, after: $after) { edges { cursor } pageInfo { hasNextPage endCursor } } }
      }
    `;
    const step = fc.record({ length: fc.integer({ min: 0, max: 4 }), back: fc.integer({ min: 0, max: 2 }) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        const cache = createCache();
        const ends: number[] = [];
        for (const { length, back } of steps) {
          ends.splice(Math.max(0, ends.length - back));
          const at = ends.at(-1) ?? 0;
          const edges = Array.from({ length }, (_, index) => ({ __typename: 'HomeFeedEdge', cursor: `${at + index + 1}` }));
          const pageInfo = { __typename: 'PageInfo', hasNextPage: true, endCursor: length > 0 ? `${at + length}` : null };
          const homeFeed = { __typename: 'HomeFeedConnection', edges, pageInfo };
          const variables = { first: 4, ...(at > 0 && { after: `${at}` }) };
          cache.writeQuery({ query: list, variables, data: { viewer: { __typename: 'Viewer', id: 'usr_1', homeFeed } } });
          ends.push(at + length);
        }
        const read = cache.readQuery<{ viewer: { homeFeed: { edges: { cursor: string }[] } } }>({ query: list, variables: { first: 1 } });
        const wanted = Array.from({ length: ends.at(-1) ?? 0 }, (_, index) => index + 1);
        expect(read?.viewer.homeFeed.edges.map(({ cursor }) => Number(cursor))).toEqual(wanted);
      }),
    );
  });

  it('leaves out a page that follows nothing of the list', () => {
    const cache = createCache();
    const write = (after: string | undefined, id: string) => {
      const nodes = [{ __typename: 'Notification' as const, id }];
      const query = gql`query ($after: String) { viewer { id notifications(after: $after) { nodes { id } pageInfo { endCursor } } } }`;
      const notifications = { __typename: 'NotificationConnection', nodes, pageInfo: { __typename: 'PageInfo', endCursor: id } };
      cache.writeQuery({ query, variables: { after }, data: { viewer: { __typename: 'Viewer', id: 'usr_1', notifications } } });
      return cache
        .readQuery<{ viewer: { notifications: { nodes: { id: string }[] } } }>({ query })
        ?.viewer.notifications.nodes.map((node) => node.id);
    };
    expect([write(undefined, 'one'), write('one', 'two'), write('three', 'four')]).toEqual([['one'], ['one', 'two'], ['one', 'two']]);
  });
});

test('every library says who asks, when it is told', async () => {
  const names: (string | null)[] = [];
  const listening: typeof fetch = (input, init) => {
    names.push(new Headers(init?.headers).get('apollographql-client-name'));
    return fetch(input, init);
  };
  const app = { name: 'web', version: '1.0.0' };
  const link = createLink({ url: house.url, session, fetch: listening });
  await createFetchClient({ url: house.url, app, fetch: listening }).send(ViewerDocument);
  await new ApolloClient({ cache: createCache(), clientAwareness: app, link }).query({ query: ViewerDocument });
  await new Client(clientOptions({ url: house.url, app, fetch: listening })).query(ViewerDocument, {}).toPromise();
  expect(names).toEqual(['web', 'web', 'web']);
});

test('every library sends the ids of saved documents in place of their text, when it is told', async () => {
  const bodies: string[] = [];
  const listening: typeof fetch = (input, init) => {
    bodies.push(String(init?.body));
    return fetch(input, init);
  };
  const options = { url: house.url, session, byId: true, fetch: listening };
  const [plain, apollo] = [createFetchClient(options), new ApolloClient({ cache: createCache(), link: createLink(options) })];
  const urql = new Client(clientOptions(options));
  const variables = { id: postId };
  const answers = [
    await plain.data(ViewerDocument),
    (await apollo.query({ query: ViewerDocument })).data,
    (await urql.query(ViewerDocument, {}).toPromise()).data,
  ];
  expect(answers.map((answer) => answer?.viewer?.user?.username)).toEqual(['writer', 'writer', 'writer']);
  const changes = [
    await plain.data(LikePostDocument, variables),
    (await apollo.mutate({ mutation: LikePostDocument, variables })).data,
    (await urql.mutation(LikePostDocument, variables).toPromise()).data,
  ];
  expect(changes.map((change) => change?.likePost.post?.viewerHasLiked)).toEqual([true, true, true]);
  expect(bodies).toHaveLength(6);
  for (const [index, body] of bodies.entries()) {
    expect(body).toContain(index < 3 ? ViewerDocument.id : LikePostDocument.id);
    expect(body).not.toMatch(/viewer \{|likePost\(/);
  }
  // What is saved nowhere can be sent as its text alone.
  await apollo.query({ query: gql`query Own { viewer { id emailVerified } }` });
  expect(bodies.at(-1)).toContain('query Own');
});

test('every library names saved subscriptions by their ids too, over the live connection', async () => {
  const sent: string[] = [];
  class Listening extends WebSocket {
    override send(message: string) {
      sent.push(message);
      super.send(message);
    }
  }
  const named = createLiveClient({ url: house.url, session, webSocketImpl: Listening, byId: true });
  const options = { url: house.url, session, live: named, byId: true };
  const heard: unknown[] = [];
  const hear = ({ data }: { data?: UnreadNotificationsChangedSubscription | null | undefined }) =>
    heard.push(data?.unreadNotificationsChanged.unreadNotificationCount);
  const query = UnreadNotificationsChangedDocument;
  const ends = [named.subscribe(query, {}, { next: (data) => hear({ data }) }), () => apollo.unsubscribe(), () => urql.unsubscribe()];
  const apollo = new ApolloClient({ cache: createCache(), link: createLink(options) }).subscribe({ query }).subscribe(hear);
  const urql = new Client(clientOptions(options)).subscription(query, {}).subscribe(hear);
  await eventually(() => expect(heard).toEqual([expect.any(Number), expect.any(Number), expect.any(Number)]));
  for (const end of ends) end();
  named.close();
  const messages = sent.filter((message) => message.includes('"subscribe"'));
  expect(messages.map((message) => JSON.parse(message).payload.extensions.persistedQuery.sha256Hash)).toEqual([query.id, query.id, query.id]);
  expect(messages.join('')).not.toContain('unreadNotificationsChanged {');
});

describe('urql', () => {
  const start = () => new Client(clientOptions({ url: house.url, session, live }));

  it('keeps the pages of a feed as one list, with what else is asked of it', async () => {
    const client = start();
    const ask = async (after?: string | null) => (await client.query(HomeFeedDocument, { first: 2, after }).toPromise()).data;
    let page = await ask();
    while (page?.viewer?.homeFeed?.pageInfo.hasNextPage) page = await ask(page.viewer.homeFeed.pageInfo.endCursor);
    expect(textsIn(page)).toEqual(latestFirst);
    expect(page?.viewer?.homeFeed?.asOf).toEqual(expect.any(String));
  });

  it('shows what a mutation changed wherever it is seen', async () => {
    const client = start();
    const first = async () => (await client.query(HomeFeedDocument, { first: 1 }).toPromise()).data?.viewer?.homeFeed?.edges[0]?.node;
    const before = (await first())?.commentCount ?? 0;
    await client.mutation(LikePostDocument, { id: postId }).toPromise();
    expect(await first()).toMatchObject({ viewerHasLiked: true, commentCount: before });
  });

  it('hears live events', async () => {
    const heard: unknown[] = [];
    const { unsubscribe } = start()
      .subscription(NotificationReceivedDocument, {})
      .subscribe(({ data }) => {
        const event = data?.notificationReceived;
        heard.push(event?.__typename === 'NotificationReceived' ? event.notification.comment?.text : event?.__typename);
      });
    await eventually(async () => {
      if (heard.length === 0) await comment('to urql');
      expect(heard[0]).toBe('to urql');
    });
    unsubscribe();
  });
});
