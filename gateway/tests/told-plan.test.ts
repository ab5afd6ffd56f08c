import type { ToldNode, ToldPlan } from '@ejazz/gateway/plan/told-plan';
import { startToyGraph, type ToyGraph } from './toy-graph/toy-graph';

let graph: ToyGraph;
beforeEach(async () => {
  graph = await startToyGraph();
});
afterEach(() => graph.stop());

const ask = async (query: string, headers: Record<string, string> = { 'x-ejazz-plan': '1' }) => {
  const response = await fetch(graph.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as { data: unknown; errors?: unknown; extensions?: { executedPlan: ToldPlan } };
};
const fetchesIn = (node: ToldNode | undefined): (ToldNode & { kind: 'FETCH' })[] => {
  if (!node) return [];
  return node.kind === 'FETCH' ? [node] : node.nodes.flatMap(fetchesIn);
};
const across = '{ posts { text author { id name } } }';

test('an answer tells its plan when asked: what was fetched where, one after the other, and how long it took', async () => {
  const { executedPlan: plan } = (await ask(across)).extensions ?? {};
  expect(plan?.root?.kind).toBe('SEQUENCE');
  const [posts, authors] = fetchesIn(plan?.root);
  expect(posts).toMatchObject({ subgraph: 'post', path: '', operation: expect.stringContaining('posts'), fetched: { errors: 0 } });
  expect(authors).toMatchObject({ subgraph: 'user', path: 'posts.@.author', fetched: { entities: 2, errors: 0 } });
  const { fetched: first } = posts ?? {};
  const { fetched: second } = authors ?? {};
  expect(first?.milliseconds).toBeGreaterThan(0);
  expect(second?.startedAt).toBeGreaterThanOrEqual((first?.startedAt ?? 0) + (first?.milliseconds ?? 0) - 0.02);
  expect(plan?.milliseconds).toBeGreaterThanOrEqual((second?.startedAt ?? 0) + (second?.milliseconds ?? 0) - 0.02);
});

test('an answer that was not asked for its plan tells none', async () => {
  expect(await ask(across, {})).not.toHaveProperty('extensions.executedPlan');
});

test('a fetch that had nothing to ask for is told as such, one that failed with its errors', async () => {
  const none = await ask('{ post(id: "pst_none") { author { name } } }');
  expect(fetchesIn(none.extensions?.executedPlan.root).at(-1)).not.toHaveProperty('fetched');
  await graph.down('user');
  const failed = await ask(across);
  expect(fetchesIn(failed.extensions?.executedPlan.root).at(-1)).toMatchObject({ subgraph: 'user', fetched: { errors: 2 } });
});

test('over a websocket it is asked for in the extensions of the operation', async () => {
  const connection = graph.connect();
  const operation = { query: across, extensions: { executedPlan: true } };
  expect(await connection.subscribe(operation).next()).toMatchObject({ extensions: { executedPlan: { root: { kind: 'SEQUENCE' } } } });
});
