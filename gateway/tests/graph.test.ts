import { newId } from '@ejazz/platform/ids/id';
import { ann, bob, comments, nobody, notification, posts } from './toy-graph/people';
import { startToyGraph, type ToyGraph } from './toy-graph/toy-graph';

let graph: ToyGraph;
beforeAll(async () => {
  graph = await startToyGraph();
});
afterAll(() => graph.stop());
beforeEach(() => {
  graph.fetches.length = 0;
  graph.resolved.length = 0;
  graph.seen.length = 0;
});

test('an entity that stands in many places is asked for once', async () => {
  const { data } = await graph.post({ query: '{ posts { author { name } } }' });
  expect(data).toEqual({ posts: [{ author: { name: 'Ann' } }, { author: { name: 'Ann' } }, { author: { name: 'Bob' } }] });
  expect(graph.resolved).toEqual([`User:${ann.id}`, `User:${bob.id}`]);
});

test('every fetch is reported with its subgraph, kind and the client operation it serves', async () => {
  await graph.post({ query: 'query Posts { posts { author { name } } }' });
  expect(graph.fetches).toEqual([
    { subgraph: 'post', operationName: 'Posts', kind: 'query', outcome: 'answered', entities: 0, milliseconds: expect.any(Number), statements: 0 },
    { subgraph: 'user', operationName: 'Posts', kind: 'entities', outcome: 'answered', entities: 2, milliseconds: expect.any(Number), statements: 0 },
  ]);
});

test('the request id of a client runs through, and comes back', async () => {
  const headers = { 'content-type': 'application/json', 'x-request-id': 'from-the-client' };
  const body = JSON.stringify({ query: `{ post(id: "${posts[0].id}") { broken } }` });
  const response = await fetch(graph.url, { method: 'POST', headers, body });
  expect(response.headers.get('x-request-id')).toBe('from-the-client');
  expect(await response.json()).toMatchObject({
    data: { post: null },
    errors: [
      {
        message: 'Something went wrong on our side.',
        path: ['post', 'broken'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'from-the-client' },
      },
    ],
  });
});

test('a subgraph that does not answer in time is told as unavailable', async () => {
  const impatient = await startToyGraph({ env: { SUBGRAPH_TIMEOUT_MS: '200' } });
  expect(await impatient.post({ query: '{ slow posts { id } }' })).toMatchObject({
    status: 200,
    errors: [
      { message: 'A part of the graph did not answer.', path: ['slow'], extensions: { code: 'SUBGRAPH_UNAVAILABLE', service: 'post' } },
      { path: ['posts'] },
    ],
  });
  await impatient.stop();
});

describe('@auth', () => {
  const moderator = () => graph.issuer.token({ roles: ['MODERATOR'] });
  test.each([
    ['a visitor and a signed-in field', '{ posts { id } secret }', undefined, 401, 'UNAUTHENTICATED', 'Query.secret'],
    ['a visitor and a moderators field', '{ audit }', undefined, 401, 'UNAUTHENTICATED', 'Query.audit'],
    ['a person and a moderators field', '{ audit }', 'person', 403, 'FORBIDDEN', 'Query.audit'],
    ['a field deep inside', '{ posts { author { friends { email } } } }', undefined, 401, 'UNAUTHENTICATED', 'User.email'],
    ['a field in a named fragment', '{ users { ...E } } fragment E on User { email }', undefined, 401, 'UNAUTHENTICATED', 'User.email'],
    ['a field asked for through an interface', '{ users { ... on Contact { email } } }', undefined, 401, 'UNAUTHENTICATED', 'Contact.email'],
  ] as const)('%s: refused by name before anything is fetched', async (_name, query, who, status, code, field) => {
    const answer = await graph.post({ query }, who && graph.issuer.token());
    expect(answer).toMatchObject({ status, errors: [{ message: expect.stringContaining(field), extensions: { code, field } }] });
    expect(answer).not.toHaveProperty('data');
    expect(graph.seen).toEqual([]);
  });

  test('lets those through who may', async () => {
    expect(await graph.post({ query: '{ secret }' }, graph.issuer.token())).toMatchObject({ data: { secret: 'a secret' } });
    expect(await graph.post({ query: '{ secret audit }' }, moderator())).toMatchObject({ data: { audit: 'an audit' } });
  });

  test('does not count fields that are not asked for', async () => {
    const query = 'query ($with: Boolean = false) { posts { id } secret @include(if: $with) ...A @skip(if: true) } fragment A on Query { audit }';
    expect(await graph.post({ query })).toMatchObject({ status: 200 });
    expect(await graph.post({ query, variables: { with: true } })).toMatchObject({ status: 401 });
  });

  test('stays out of the schema that clients see', async () => {
    const { data } = await graph.post({ query: '{ __schema { directives { name } } }' });
    expect(JSON.stringify(data)).not.toContain('auth');
  });
});

describe('node', () => {
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on User { name } ... on Post { text } ... on Comment { text } } }';
  test('gives anything that exists, in the order asked for, by one question to each owner', async () => {
    const ids = [posts[1].id, bob.id, comments[0].id, ann.id];
    expect(await graph.post({ query, variables: { ids } })).toEqual({
      status: 200,
      data: {
        nodes: [
          { __typename: 'Post', id: ids[0], text: 'again' },
          { __typename: 'User', id: ids[1], name: 'Bob' },
          { __typename: 'Comment', id: ids[2], text: 'nice' },
          { __typename: 'User', id: ids[3], name: 'Ann' },
        ],
      },
    });
    expect(graph.fetches.map(({ subgraph, kind }) => `${subgraph} ${kind}`).sort()).toEqual([
      'post entities',
      'post entities',
      'user entities',
      'user entities',
    ]);
  });

  test('is null for what does not exist, for malformed ids and for ids of no node', async () => {
    const ids = [nobody, 'nonsense', newId('ses'), newId('med'), `${ann.id}x`, ''];
    expect(await graph.post({ query, variables: { ids } })).toEqual({ status: 200, data: { nodes: [null, null, null, null, null, null] } });
  });

  test('asks as the same viewer', async () => {
    await graph.post({ query: '{ node(id: "%") { id } }'.replace('%', notification.id) }, graph.issuer.token());
    expect(graph.seen).toEqual([{ subgraph: 'notification', viewer: expect.objectContaining({ userId: ann.id }) }]);
  });

  test('takes at most 100 ids', async () => {
    const ids = Array<string>(101).fill(ann.id);
    expect(await graph.post({ query, variables: { ids } })).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'BAD_USER_INPUT', argument: 'ids' } }],
    });
    expect(await graph.post({ query, variables: { ids: ids.slice(1) } })).toMatchObject({ status: 200, data: { nodes: expect.arrayContaining([]) } });
    expect(graph.resolved.length).toBeLessThan(5);
  });
});

describe('over HTTP', () => {
  test('queries may be sent by GET, mutations may not, and neither without a header that browsers preflight', async () => {
    const get = (query: string, headers: Record<string, string> = {}) => fetch(`${graph.url}?query=${encodeURIComponent(query)}`, { headers });
    const preflighted = { 'apollo-require-preflight': 'true' };
    expect(await (await get('{ posts { text } }', preflighted)).json()).toMatchObject({ data: { posts: [{ text: 'hello' }, {}, {}] } });
    expect((await get('mutation { touch(id: "x") { id } }', preflighted)).status).toBe(405);
    expect((await get('{ posts { text } }')).status).toBe(400);
    expect((await fetch(graph.url, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"query":"{ posts { id } }"}' })).status).toBe(
      400,
    );
  });

  test('a document may be left out once its hash is known', async () => {
    const { createHash } = await import('node:crypto');
    const query = '{ users { mood } }';
    const extensions = { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') } };
    const ask = (operation: object) => graph.post(operation as never);
    expect(await ask({ extensions })).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] });
    expect(await ask({ query, extensions })).toMatchObject({ data: { users: expect.anything() } });
    expect(await ask({ extensions })).toMatchObject({ data: { users: expect.anything() } });
  });

  test('the pages of allowed origins may call, others are not told that they may', async () => {
    const preflight = (origin: string) =>
      fetch(graph.url, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' },
      });
    for (const origin of ['https://studio.apollographql.com', 'http://localhost:5173']) {
      const { status, headers } = await preflight(origin);
      expect([status, headers.get('access-control-allow-origin'), headers.get('access-control-allow-headers')]).toEqual([
        204,
        origin,
        'authorization,content-type',
      ]);
    }
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });

  test('faults of the request itself have codes', async () => {
    expect(await graph.post({ query: '{' })).toMatchObject({ status: 400, errors: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] });
    expect(await graph.post({ query: '{ nonsense }' })).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
    expect(await graph.post({ query: 'query A { posts { id } } query B { users { id } }', operationName: 'C' })).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }],
    });
    const wrong = await graph.post({ query: 'query ($id: ID!) { post(id: $id) { id } }' });
    expect(wrong).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  test('it is ready once the supergraph is loaded, and tells its measures', async () => {
    const at = (path: string) => fetch(graph.url.replace('/graphql', path));
    expect((await at('/health/ready')).status).toBe(200);
    expect(await (await at('/metrics')).text()).toContain('gateway_subgraph_fetch_seconds');
  });
});

test('in production the schema is not shown', async () => {
  const production = await startToyGraph({ env: { MODE: 'production' } });
  expect(await production.post({ query: '{ __schema { queryType { name } } }' })).toMatchObject({ status: 400 });
  await production.stop();
});

test('a subgraph that is down leaves the rest of the answer, and says where it is missing', async () => {
  const partial = await startToyGraph();
  await partial.down('user');
  const answer = await partial.post({ query: '{ posts { text author { id nickname } } users { id } }' });
  expect(answer).toMatchObject({ data: null, errors: expect.arrayContaining([expect.objectContaining({ path: ['users'] })]) });
  const rest = await partial.post({ query: '{ posts { text author { id nickname } } node(id: "%") { id } }'.replace('%', ann.id) });
  expect(rest).toMatchObject({
    status: 200,
    data: { posts: [{ text: 'hello', author: { id: ann.id, nickname: null } }, { text: 'again' }, { text: 'from bob' }], node: null },
  });
  const missing = rest.errors?.map(({ path, message, extensions }) => ({ path: path?.join('.'), message, ...extensions }));
  const message = 'A part of the graph did not answer.';
  const gone = (path: string) => ({ path, message, code: 'SUBGRAPH_UNAVAILABLE', service: 'user', retryAfter: expect.any(Number) });
  expect(missing).toEqual(expect.arrayContaining(['node', 'posts.0.author', 'posts.1.author', 'posts.2.author'].map(gone)));
  await partial.stop();
});
