import { startToyGraph, type ToyGraph } from './toy-graph/toy-graph';

let graph: ToyGraph;
beforeEach(async () => {
  graph = await startToyGraph();
});
afterEach(() => graph.stop());

const swap = async (change: (name: string, sdl: string) => string) => {
  graph.publish(graph.compose(change));
  await graph.reload();
};
const log = 'subscription { notificationReceived { eventId ... on NotificationReceived { notification { actor { name } } } } }';
const own = 'subscription { notificationReceived { eventId } }';
const eventOf = (index: number) => ({ data: { notificationReceived: { eventId: `event-${index}` } } });

test('subscriptions go on over swaps while events come, each once and in order', async () => {
  const subscriptions = [log, own].map((query) => graph.connect().subscribe({ query }));
  await graph.notices.listeners(2);
  for (let round = 0; round < 3; round += 1) {
    for (let event = 0; event < 5; event += 1) graph.notices.publish();
    const swapped = swap((name, sdl) => (name === 'user' ? sdl.replace('type Query {', `type Query {\n  round${round}: String`) : sdl));
    for (let event = 0; event < 5; event += 1) graph.notices.publish();
    await swapped;
  }
  for (const subscription of subscriptions) {
    for (let event = 0; event < 30; event += 1) expect(await subscription.next()).toMatchObject(eventOf(event));
  }
});

test('what moves to where another plan is needed is planned anew, and goes on after the last event', async () => {
  const subscription = graph.connect().subscribe({ query: log });
  await graph.notices.listeners(1);
  graph.notices.publish();
  expect(await subscription.next()).toMatchObject({ data: { notificationReceived: { notification: { actor: { name: 'Bob' } } } } });
  // Another key field of the same entity is asked for upstream from now on.
  await swap((name, sdl) =>
    name === 'user' ? sdl.replace('name: String!', 'name: String! @tag(name: "moved")').replace('["@key",', '["@key", "@tag",') : sdl,
  );
  graph.notices.publish();
  expect(await subscription.next()).toMatchObject({
    data: { notificationReceived: { eventId: 'event-1', notification: { actor: { name: 'Bob' } } } },
  });
});

test('what the new supergraph no longer answers ends with the reason; what it does, goes on', async () => {
  const [losing, kept] = ['unreadNotificationCount', 'eventId'].map((field) =>
    graph.connect().subscribe({ query: `subscription { notificationReceived { eventId ... on NotificationReceived { ${field} } } }` }),
  );
  await graph.notices.listeners(2);
  await swap((name, sdl) => (name === 'notification' ? sdl.replaceAll('  unreadNotificationCount: Int!\n', '') : sdl));
  expect(await losing?.next()).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
  expect(await losing?.done()).toBe(true);
  graph.notices.publish();
  expect(await kept?.next()).toMatchObject({ data: { notificationReceived: { eventId: 'event-0' } } });
});
