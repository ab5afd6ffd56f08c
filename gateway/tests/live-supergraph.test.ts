import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '@ejazz/testing/eventually';
import type { Answer } from './toy-graph/clients';
import { startToyGraph, type ToyGraph } from './toy-graph/toy-graph';

interface Ready {
  readonly status: string;
  readonly supergraph: { readonly id: string; readonly since: string; readonly lastRefusal: { readonly at: string; readonly reason: string } | null };
}

const at = async (graph: ToyGraph, path: string) => fetch(graph.url.replace('/graphql', path));
const ready = async (graph: ToyGraph) => (await (await at(graph, '/health/ready')).json()) as Ready;
const metric = async (graph: ToyGraph, name: string) => {
  const text = await (await at(graph, '/metrics')).text();
  const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`));
  return Object.fromEntries(lines.map((line) => [/(?:outcome|result|id)="(\w+)"/.exec(line)?.[1] ?? '', Number(line.split(' ').at(-1))]));
};

/** What a new version of a subgraph's schema may bring. */
const withField = (sdl: string) => sdl.replace('type Query {', 'type Query {\n  added: String');
const withoutTags = (sdl: string) => sdl.replace('  tags: [String!]!\n', '');
const guarded = (sdl: string) => sdl.replace('nickname: String', 'nickname: String @auth');

describe('a supergraph swapped under traffic', () => {
  let graph: ToyGraph;
  beforeAll(async () => {
    graph = await startToyGraph();
  });
  afterAll(() => graph.stop());

  test('fails no request, and what it adds is answered', async () => {
    const versions = [graph.compose((name, sdl) => (name === 'post' ? withField(sdl) : sdl)), graph.compose()];
    const answers: Answer[] = [];
    let swapping = true;
    const clients = Array.from({ length: 4 }, async (_, client) => {
      for (let n = 0; swapping; n += 1) {
        // A document of its own each time, so that most are planned while graphs are swapped.
        const query = `query Q${client}x${n} { posts { text author { name friends { nickname } } } }`;
        answers.push(await graph.post({ query }));
      }
    });
    for (let round = 0; round < 3; round += 1) {
      const answered = answers.length;
      await eventually(() => answers.length > answered + clients.length);
      graph.publish(versions[round % 2] ?? '');
      await graph.reload();
    }
    swapping = false;
    await Promise.all(clients);
    expect(answers.filter(({ errors, status }) => errors || status !== 200)).toEqual([]);
    expect(await graph.post({ query: '{ added }' })).toMatchObject({ status: 200, data: { added: null } });
  });

  test('has the plans of what was asked for lately before it serves', async () => {
    const query = 'query Asked { users { name posts { text } } }';
    graph.publish(graph.compose());
    await graph.reload();
    await graph.post({ query });
    graph.publish(graph.compose((name, sdl) => (name === 'post' ? withField(sdl) : sdl)));
    await graph.reload();
    const { hit, miss } = await metric(graph, 'gateway_plan_cache_lookups_total');
    expect(await graph.post({ query })).toMatchObject({ status: 200, data: {} });
    expect(await metric(graph, 'gateway_plan_cache_lookups_total')).toEqual({ hit: (hit ?? 0) + 1, miss });
  });

  test('takes away what it no longer has', async () => {
    graph.publish(graph.compose((name, sdl) => (name === 'post' ? withoutTags(sdl) : sdl)));
    await graph.reload();
    expect(await graph.post({ query: '{ posts { tags } }' })).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
  });

  test('says anew what needs signing in', async () => {
    graph.publish(graph.compose());
    await graph.reload();
    const query = '{ users { nickname } }';
    expect(await graph.post({ query })).toMatchObject({ status: 200 });
    graph.publish(graph.compose((name, sdl) => (name === 'user' ? guarded(sdl) : sdl)));
    await graph.reload();
    expect(await graph.post({ query })).toMatchObject({ status: 401 });
  });

  test('is told by its hash, and since when', async () => {
    const before = await ready(graph);
    graph.publish(graph.compose((name, sdl) => (name === 'user' ? withField(sdl) : sdl)));
    await graph.reload();
    const after = await ready(graph);
    expect(after).toMatchObject({ status: 'ready', supergraph: { id: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    expect(after.supergraph.id).not.toBe(before.supergraph.id);
    expect(new Date(after.supergraph.since) >= new Date(before.supergraph.since)).toBe(true);
    expect(await metric(graph, 'gateway_supergraph_info')).toEqual({ [after.supergraph.id.slice(0, 12)]: 1 });
  });

  test('is no swap when it is the same', async () => {
    const [before, loads] = [await ready(graph), await metric(graph, 'gateway_supergraph_loads_total')];
    graph.publish(graph.compose((name, sdl) => (name === 'user' ? withField(sdl) : sdl)));
    await graph.reload();
    expect(await ready(graph)).toEqual(before);
    expect(await metric(graph, 'gateway_supergraph_loads_total')).toEqual(loads);
  });
});

describe('a supergraph that cannot be served', () => {
  let graph: ToyGraph;
  beforeAll(async () => {
    graph = await startToyGraph();
  });
  afterAll(() => graph.stop());

  test.each<[string, (sdl: string) => string, RegExp]>([
    ['nothing', () => '', /Unexpected <EOF>/],
    ['half of a file', (sdl) => sdl.slice(0, sdl.length / 2), /./],
    ['a schema that is no supergraph', () => 'type Query { a: Int }', /core schema/],
    ['a type that does not exist', (sdl) => sdl.replace('mood: Mood!', 'mood: Modo!'), /Modo/],
    ['a subgraph without an address', (sdl) => sdl.replace(/(name: "post", url: )"[^"]*"/, '$1""'), /"post" has no usable URL/],
    [
      'what the planner cannot enforce',
      (sdl) =>
        sdl.replace(
          '@link(url: "https://specs.apollo.dev/join',
          '@link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY) @link(url: "https://specs.apollo.dev/join',
        ),
      /authenticated/,
    ],
  ])('%s: is refused with the reason, and the one before serves on', async (_name, change, reason) => {
    const before = await ready(graph);
    const { refused = 0 } = await metric(graph, 'gateway_supergraph_loads_total');
    graph.publish(change(graph.compose()));
    await graph.reload();
    const after = await ready(graph);
    expect(after).toEqual({
      status: 'ready',
      supergraph: { ...before.supergraph, lastRefusal: { at: expect.any(String), reason: expect.stringMatching(reason) } },
    });
    expect(await metric(graph, 'gateway_supergraph_loads_total')).toMatchObject({ refused: refused + 1 });
    expect(await graph.post({ query: '{ posts { author { name } } }' })).toMatchObject({ status: 200, data: { posts: [{}, {}, {}] } });
  });
});

test('a new file is noticed by itself', async () => {
  const graph = await startToyGraph({ env: { SUPERGRAPH_POLL_MS: '20' } });
  graph.publish(graph.compose((name, sdl) => (name === 'post' ? withField(sdl) : sdl)));
  await eventually(async () => expect(await graph.post({ query: '{ added }' })).toMatchObject({ status: 200 }));
  await graph.stop();
});

test('a URL is asked again by its ETag, and may be away', async () => {
  const served = { sdl: '', away: false };
  const statuses: number[] = [];
  const registry = createServer(({ headers }, response) => {
    const etag = `"${served.sdl.length}"`;
    const status = served.away ? 503 : headers['if-none-match'] === etag ? 304 : 200;
    statuses.push(status);
    response.writeHead(status, { etag }).end(status === 200 ? served.sdl : '');
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  const source = await startToyGraph();
  served.sdl = source.compose();
  const graph = await startToyGraph({
    env: { SUPERGRAPH: `http://127.0.0.1:${(registry.address() as AddressInfo).port}/graph`, SUPERGRAPH_POLL_MS: '0' },
  });
  await graph.reload();
  expect(statuses).toEqual([200, 304]);

  served.away = true;
  await graph.reload();
  expect(await metric(graph, 'gateway_supergraph_loads_total')).toEqual({ live: 1, unreachable: 1 });
  expect(await graph.post({ query: '{ posts { text } }' })).toMatchObject({ status: 200 });

  served.away = false;
  served.sdl = source.compose((name, sdl) => (name === 'post' ? withField(sdl) : sdl));
  await graph.reload();
  expect(await graph.post({ query: '{ added }' })).toMatchObject({ status: 200 });
  await Promise.all([graph.stop(), source.stop()]);
  registry.close();
});
