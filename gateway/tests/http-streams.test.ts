import { request } from 'node:http';
import { multipart, openStream, sse } from './toy-graph/streams';
import { startToyGraph, type ToyGraph } from './toy-graph/toy-graph';

let graph: ToyGraph;
beforeAll(async () => {
  graph = await startToyGraph({ env: { SUBSCRIPTION_QUEUE: '16' } });
});
afterAll(() => graph.stop());

const log = (after?: string) => ({
  query: 'subscription Log($after: String) { notificationReceived(after: $after) { eventId } }',
  variables: after === undefined ? {} : { after },
});
const eventOf = (index: number) => ({ data: { notificationReceived: { eventId: `event-${index}` } } });

test('a subscription comes as server-sent events, and ends with its source', async () => {
  const stream = await openStream(graph.url, sse, { query: 'subscription { brief }' });
  expect([stream.status, stream.contentType]).toEqual([200, 'text/event-stream; charset=utf-8']);
  expect([await stream.next(), await stream.next(), await stream.next()]).toEqual([{ data: { brief: 1 } }, { data: { brief: 2 } }, 'complete']);
  expect(await stream.next()).toBeUndefined();
});

test("a subscription comes in parts of Apollo's protocol, and ends with its source", async () => {
  const stream = await openStream(graph.url, multipart, { query: 'subscription { brief }' });
  expect([stream.status, stream.contentType]).toEqual([200, 'multipart/mixed;boundary="graphql";subscriptionSpec="1.0"']);
  const payload = (brief: number) => ({ payload: { data: { brief } } });
  expect([await stream.next(), await stream.next(), await stream.next()]).toEqual([payload(1), payload(2), 'complete']);
});

test('selections across subgraphs, and resuming after a cursor, are the same over streams', async () => {
  const before = graph.connect().subscribe(log('cursor--1'));
  graph.notices.publish();
  graph.notices.publish();
  expect(await before.next()).toEqual(eventOf(0));
  for (const accept of [sse, multipart]) {
    const stream = await openStream(graph.url, accept, log('cursor-0'));
    expect(await stream.next()).toEqual(accept === sse ? eventOf(1) : { payload: eventOf(1) });
    stream.leave();
  }
  const joined = 'subscription { sample { ... on NotificationReceived { notification { actor { name } } } } }';
  const stream = await openStream(graph.url, sse, { query: joined });
  expect(await stream.next()).toEqual({ data: { sample: { notification: { actor: { name: 'Bob' } } } } });
  stream.leave();
  await before.stop();
  await graph.notices.listeners(0);
});

test('queries and refusals come as one event, or as plain JSON where the client takes it', async () => {
  const query = await openStream(graph.url, sse, { query: '{ posts { text } }' });
  expect(await query.next()).toMatchObject({ data: { posts: [{ text: 'hello' }, {}, {}] } });
  expect(await query.next()).toBe('complete');
  const invalid = { query: 'subscription { nonsense }' };
  expect(await (await openStream(graph.url, sse, invalid)).next()).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
  const refused = await openStream(graph.url, multipart, invalid);
  expect([refused.status, await refused.next()]).toEqual([400, { errors: [expect.objectContaining({ message: expect.any(String) })] }]);
});

test('what other pages could send without asking, and what is no request, is refused', async () => {
  const operation = { query: 'subscription { brief }' };
  for (const accept of [sse, multipart]) {
    const refused = async (body: unknown, headers?: Record<string, string>) => {
      const stream = await openStream(graph.url, accept, body as never, headers);
      return { status: stream.status, body: await stream.next() };
    };
    const code = (value: string) => ({ errors: [{ extensions: { code: value } }] });
    expect(await refused(operation, { 'content-type': 'text/plain' })).toMatchObject({ status: 415, body: code('BAD_REQUEST') });
    expect(await refused([operation])).toMatchObject({ status: 400, body: code('BAD_REQUEST') });
    expect(await refused(operation, { authorization: 'Bearer nonsense' })).toMatchObject({ status: 401, body: code('UNAUTHENTICATED') });
  }
});

test('upstream is released when the client leaves', async () => {
  const stream = await openStream(graph.url, sse, log());
  await graph.notices.listeners(1);
  stream.leave();
  await graph.notices.listeners(0);
});

test.each([sse, multipart])('a client that does not read is ended, and upstream released: %s', async (accept) => {
  const body = JSON.stringify({ query: 'subscription { flood(count: 3000, bytes: 60000) }' });
  const sent = request(graph.url, { method: 'POST', headers: { accept, 'content-type': 'application/json' } }, (response) => response.pause());
  const closed = new Promise((resolve) => sent.once('close', resolve).once('error', resolve));
  sent.end(body);
  await graph.notices.listeners(1);
  await graph.notices.listeners(0);
  sent.destroy();
  await closed;
  const metrics = await (await fetch(graph.url.replace('/graphql', '/metrics'))).text();
  expect(metrics).toMatch(/gateway_subscriptions_dropped_total\{[^}]*reason="slow"[^}]*\} [1-9]/);
});

test('stopping ends streams with a code that says to come back', async () => {
  const own = await startToyGraph();
  const streams = await Promise.all([sse, multipart].map((accept) => openStream(own.url, accept, log())));
  await own.notices.listeners(2);
  const stopped = own.stopGateway();
  const errors = [{ message: expect.any(String), extensions: { code: 'SERVICE_STOPPING' } }];
  expect([await streams[0]?.next(), await streams[0]?.next()]).toEqual([{ errors }, 'complete']);
  expect([await streams[1]?.next(), await streams[1]?.next()]).toEqual([{ payload: null, errors }, 'complete']);
  await stopped;
  await own.stop();
});
