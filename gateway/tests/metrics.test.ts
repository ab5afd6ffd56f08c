import { startToyGraph, type ToyGraph } from './toy-graph/toy-graph';

let graph: ToyGraph;
beforeAll(async () => {
  graph = await startToyGraph();
});
afterAll(() => graph.stop());

const ask = (body: object, client: Record<string, string> = {}) =>
  fetch(graph.url, { method: 'POST', headers: { 'content-type': 'application/json', ...client }, body: JSON.stringify(body) });

/** Lines of one metric, without the label that all have. */
async function samples(metric: string): Promise<string[]> {
  const text = await (await fetch(graph.url.replace('/graphql', '/metrics'))).text();
  return text
    .split('\n')
    .filter((line) => line.startsWith(`${metric}{`))
    .map((line) => line.slice(metric.length).replace(/,service="gateway"|service="gateway",/, ''));
}

test('operations are counted by name, client and what became of them, errors by their code', async () => {
  const web = { 'apollographql-client-name': 'web', 'apollographql-client-version': '1.2' };
  await ask({ query: 'query Texts { posts { text } }' }, web);
  await ask({ query: 'query Texts { posts { text } }' }, web);
  await ask({ query: 'query Broken { posts { forbidden } }' });
  await ask({ query: 'query Wrong { nonsense }' });
  await ask({ query: '{ secret }' });
  expect((await samples('gateway_operations_total')).sort()).toEqual([
    '{operation="Broken",client="unknown",outcome="errors"} 1',
    '{operation="Texts",client="web@1.2",outcome="ok"} 2',
    '{operation="unnamed",client="unknown",outcome="refused"} 2',
  ]);
  expect((await samples('gateway_operation_errors_total')).sort()).toEqual([
    '{operation="Broken",code="FORBIDDEN"} 3',
    '{operation="unnamed",code="GRAPHQL_VALIDATION_FAILED"} 1',
    '{operation="unnamed",code="UNAUTHENTICATED"} 1',
  ]);
  expect((await samples('gateway_operation_seconds_count')).sort()).toEqual([
    '{operation="Broken",type="query"} 1',
    '{operation="Texts",type="query"} 2',
  ]);
});

test('what operations cost is told by their names', async () => {
  await ask({ query: 'query Cheap { posts { text } }' });
  expect((await samples('gateway_operation_cost_count')).filter((line) => line.includes('Cheap'))).toEqual(['{operation="Cheap"} 1']);
});

test('a subscription is one operation, however many events it has', async () => {
  const counted = async () => (await samples('gateway_operations_total')).filter((line) => line.includes('"Live"'));
  const subscription = graph.connect().subscribe({ query: 'subscription Live { brief }' });
  await subscription.next();
  await subscription.next();
  expect(await counted()).toEqual(['{operation="Live",client="unknown",outcome="ok"} 1']);
  await subscription.stop();
});
