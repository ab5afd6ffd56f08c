import { eventually } from '@ejazz/testing/eventually';
import { startToyGraph, type ToyGraph } from './toy-graph/toy-graph';

let graph: ToyGraph;
beforeEach(async () => {
  graph = await startToyGraph({ env: { UPSTREAM_RETRIES: '6' } });
});
afterEach(() => graph.stop());

const log = (after?: string) => ({
  query: 'subscription Log($after: String) { notificationReceived(after: $after) { eventId } }',
  variables: after === undefined ? {} : { after },
});
const eventOf = (index: number) => ({ data: { notificationReceived: { eventId: `event-${index}` } } });

test('queries, mutations and their errors go over the websocket too', async () => {
  const connection = graph.connect();
  expect(await connection.subscribe({ query: '{ posts { text } }' }).next()).toMatchObject({ data: { posts: [{ text: 'hello' }, {}, {}] } });
  const mutation = { query: 'mutation ($id: ID!) { touch(id: $id) { text } }', variables: { id: 'pst_none' } };
  expect(await connection.subscribe(mutation).next()).toEqual({ data: { touch: null }, extensions: { cost: expect.anything() } });
  await expect(connection.subscribe({ query: '{ nonsense }' }).next()).rejects.toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  await expect(connection.subscribe({ query: '{' }).next()).rejects.toMatchObject([{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }]);
});

test('a subscription that is not valid, or not allowed, is refused with an error message', async () => {
  const connection = graph.connect();
  const refusal = (query: string, variables = {}) => expect(connection.subscribe({ query, variables }).next()).rejects;
  await refusal('subscription { nonsense }').toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  await refusal('subscription ($k: Kind!) { sample(kind: $k) { eventId } }').toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  await refusal('subscription { sample { ... on NotificationReceived { notification { actor { email } } } } }').toMatchObject([
    { extensions: { code: 'UNAUTHENTICATED', field: 'User.email' } },
  ]);
});

test.each([
  'subscription ($yes: Boolean!) { sample @include(if: $yes) { eventId } }',
  'subscription ($yes: Boolean!) { ... @skip(if: $yes) { sample { eventId } } }',
  'subscription ($yes: Boolean!) { ...Root } fragment Root on Subscription { sample @skip(if: $yes) { eventId } }',
])('a condition on the root field is refused in words: %s', async (query) => {
  await expect(
    graph
      .connect()
      .subscribe({ query, variables: { yes: true } })
      .next(),
  ).rejects.toMatchObject([{ message: expect.stringContaining('root field of a subscription'), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
});

test('a subscription over HTTP is refused with a pointer to the websocket', async () => {
  expect(await graph.post({ query: 'subscription { sample { eventId } }' })).toMatchObject({
    status: 400,
    errors: [{ message: expect.stringContaining('WebSocket'), extensions: { code: 'BAD_REQUEST' } }],
  });
});

test('what the owning subgraph refuses reaches the client, then the subscription completes', async () => {
  const subscription = graph.connect().subscribe({ query: 'subscription { refused }' });
  expect(await subscription.next()).toMatchObject({
    data: null,
    errors: [{ message: 'refused to a visitor', extensions: { code: 'BAD_USER_INPUT' } }],
  });
  expect(await subscription.done()).toBe(true);
});

test('a subscription that its owner completes is completed', async () => {
  const subscription = graph.connect().subscribe({ query: 'subscription { brief }' });
  expect([await subscription.next(), await subscription.next()]).toEqual([{ data: { brief: 1 } }, { data: { brief: 2 } }]);
  expect(await subscription.done()).toBe(true);
});

test('upstream is released when the client completes, and when its socket is lost', async () => {
  const connection = graph.connect();
  const first = connection.subscribe(log());
  connection.subscribe(log());
  await graph.notices.listeners(2);
  await first.stop();
  await graph.notices.listeners(1);
  connection.socket().terminate();
  await graph.notices.listeners(0);
});

test('subscribers go on when the subgraph is restarted, without a gap and without a double', async () => {
  const following = graph.connect().subscribe(log());
  const literal = graph.connect().subscribe({ query: 'subscription { n: notificationReceived(after: "cursor--1") { eventId } }' });
  await graph.notices.listeners(2);
  graph.notices.publish();
  graph.notices.publish();
  expect([await following.next(), await following.next()]).toEqual([eventOf(0), eventOf(1)]);
  expect(await literal.next()).toEqual({ data: { n: { eventId: 'event-0' } } });
  expect(await literal.next()).toEqual({ data: { n: { eventId: 'event-1' } } });
  const port = graph.portOf('notification');
  await graph.down('notification');
  graph.notices.publish();
  await graph.up('notification', port);
  expect(await following.next()).toEqual(eventOf(2));
  expect(await literal.next()).toEqual({ data: { n: { eventId: 'event-2' } } });
  graph.notices.publish();
  expect(await following.next()).toEqual(eventOf(3));
});

test('a client that comes back with its cursor gets what it missed', async () => {
  for (let index = 0; index < 4; index += 1) graph.notices.publish();
  const resumed = graph.connect().subscribe(log('cursor-1'));
  expect([await resumed.next(), await resumed.next()]).toEqual([eventOf(2), eventOf(3)]);
  const bad = graph.connect().subscribe(log('no cursor'));
  expect(await bad.next()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT', argument: 'after' } }] });
});

test('when the subgraph stays away the subscriber gets an error and the end', async () => {
  const subscription = graph.connect().subscribe(log());
  await graph.notices.listeners(1);
  await graph.down('notification');
  expect(await subscription.next()).toMatchObject({ errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', service: 'notification' } }] });
  expect(await subscription.done()).toBe(true);
});

test('a joined subgraph that is down makes events partial', async () => {
  await graph.down('user');
  const event = await graph
    .connect()
    .subscribe({
      query: 'subscription { sample { ... on NotificationReceived { unreadNotificationCount notification { actor { id nickname } } } } }',
    })
    .next();
  expect(event).toMatchObject({
    data: { sample: { unreadNotificationCount: 3, notification: { actor: { nickname: null } } } },
    errors: [{ path: ['sample', 'notification', 'actor'], extensions: { code: 'SUBGRAPH_UNAVAILABLE', service: 'user' } }],
    extensions: { degraded: [{ subgraph: 'user', paths: ['sample.notification.actor'] }] },
  });
});

test('a consumer that does not read is cut off with a close it may come back from, and upstream is released', async () => {
  const connection = graph.connect();
  const flood = connection.subscribe({ query: 'subscription { flood(count: 3000, bytes: 60000) }' });
  await flood.next();
  connection.socket().pause();
  await graph.notices.listeners(0);
  connection.socket().resume();
  expect(await connection.closed).toMatchObject({ code: 1013 });
});

test('stopping tells every client to go elsewhere', async () => {
  const connection = graph.connect();
  await connection.subscribe({ query: 'subscription { sample { eventId } }' }).next();
  const stopped = graph.stopGateway();
  expect(await connection.closed).toMatchObject({ code: 1001 });
  await stopped;
});

test('a subscription that has ended, by whichever side, is live no longer and makes room for another', async () => {
  const connection = graph.connect();
  connection.subscribe(log());
  const live = async () => {
    const text = await (await fetch(graph.url.replace('/graphql', '/metrics'))).text();
    const counts = [...text.matchAll(/^gateway_subscriptions_live\{.*\} (\d+)$/gm)].map(([, count]) => Number(count));
    return counts.reduce((sum, count) => sum + count, 0);
  };
  for (let round = 0; round < 3; round += 1) {
    const brief = connection.subscribe({ query: 'subscription { brief }' });
    await brief.next();
    await brief.next();
    expect(await brief.done()).toBe(true);
  }
  await graph.notices.listeners(1);
  await eventually(async () => (await live()) === 1);
});
