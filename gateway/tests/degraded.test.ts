import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { degradedParts } from '@ejazz/gateway/degraded/tell-degraded';
import { startToyGraph, type ToyGraph } from './toy-graph/toy-graph';

const query = '{ posts { text author { id nickname } } }';

async function ask({ url }: ToyGraph, headers: Record<string, string>, document = query) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: document }),
  });
  return { status: response.status, ...((await response.json()) as object) };
}

describe('in development', () => {
  let graph: ToyGraph;
  beforeAll(async () => {
    graph = await startToyGraph();
  });
  afterAll(() => graph.stop());

  test('a client sees what is missing, where, and when to ask again, with a subgraph down as it asked', async () => {
    expect(await ask(graph, { 'x-ejazz-fault': 'user=down' })).toMatchObject({
      status: 200,
      data: { posts: [{ text: 'hello', author: { nickname: null } }, {}, {}] },
      errors: [{ path: ['posts', 0, 'author'], extensions: { code: 'SUBGRAPH_UNAVAILABLE', service: 'user' } }, {}, {}],
      extensions: { degraded: [{ subgraph: 'user', paths: ['posts.*.author'], retryAfter: expect.any(Number) }] },
    });
  });

  test('others notice nothing of it, however often it is asked for', async () => {
    for (let request = 0; request < 10; request += 1) await ask(graph, { 'x-ejazz-fault': 'user=garbage' });
    const answer = await ask(graph, {});
    expect(answer).toMatchObject({ data: { posts: [{ author: { nickname: 'annie' } }, {}, {}] } });
    expect(answer).not.toHaveProperty('extensions.degraded');
  });

  test.each([
    ['hangs', 'user=hang', { 'x-ejazz-deadline': '300' }, 'SUBGRAPH_UNAVAILABLE'],
    ['answers an error everywhere', 'post=slow:1, user=error', {}, 'INTERNAL_SERVER_ERROR'],
  ])('a subgraph that %s leaves the rest', async (_name, fault, headers, code) => {
    expect(await ask(graph, { 'x-ejazz-fault': fault, ...headers })).toMatchObject({
      data: { posts: [{ text: 'hello' }, { text: 'again' }, { text: 'from bob' }] },
      errors: [{ extensions: { code, service: 'user' } }, {}, {}],
    });
  });

  test.each([
    ['x-ejazz-fault', 'user'],
    ['x-ejazz-fault', 'user=broken'],
    ['x-ejazz-fault', 'user=slow'],
    ['x-ejazz-deadline', 'soon'],
    ['x-ejazz-deadline', '0'],
    ['x-ejazz-deadline', '-5'],
  ])('%s: %s is refused', async (header, value) => {
    expect(await ask(graph, { [header]: value })).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });
});

test('in production faults are refused', async () => {
  const graph = await startToyGraph({ env: { MODE: 'production' } });
  expect(await ask(graph, { 'x-ejazz-fault': 'user=down' })).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  await graph.stop();
});

test('over a websocket an operation has no more time than over HTTP, and is answered with what there is then', async () => {
  const hanging = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(hanging, 'listening');
  const { port } = hanging.address() as AddressInfo;
  const graph = await startToyGraph({ env: { ANSWER_TIMEOUT_MS: '500', SUBGRAPH_URLS: `user=http://127.0.0.1:${port}` } });
  expect(await graph.connect().subscribe({ query }).next()).toMatchObject({
    data: { posts: [{ text: 'hello', author: { nickname: null } }, {}, {}] },
    extensions: { degraded: [{ subgraph: 'user', paths: ['posts.*.author'] }] },
  });
  await graph.stop();
  hanging.closeAllConnections();
  hanging.close();
});

test('the gateway starts and is ready with no subgraph there', async () => {
  const nowhere = 'http://127.0.0.1:1/graphql';
  const graph = await startToyGraph({ env: { SUBGRAPH_URLS: `user=${nowhere},post=${nowhere},notification=${nowhere}` } });
  expect((await fetch(graph.url.replace('/graphql', '/health/ready'))).status).toBe(200);
  expect(await ask(graph, {}, '{ users { id } posts { id } }')).toMatchObject({
    status: 200,
    data: null,
    extensions: {
      degraded: expect.arrayContaining([
        expect.objectContaining({ subgraph: 'user', paths: ['users'] }),
        expect.objectContaining({ subgraph: 'post' }),
      ]),
    },
  });
  await graph.stop();
});

test('parts are told once each, with the longest wait; other errors are not parts that are missing', () => {
  const error = (service: string, path: (string | number)[], retryAfter: number, code = 'SUBGRAPH_UNAVAILABLE') => ({
    message: 'no',
    path,
    extensions: { code, service, retryAfter },
  });
  expect(
    degradedParts([error('a', ['x', 0, 'y'], 5), error('a', ['x', 1, 'y'], 7), error('b', ['z'], 3), error('c', ['w'], 1, 'FORBIDDEN')]),
  ).toEqual([
    { subgraph: 'a', paths: ['x.*.y'], retryAfter: 7 },
    { subgraph: 'b', paths: ['z'], retryAfter: 3 },
  ]);
});
