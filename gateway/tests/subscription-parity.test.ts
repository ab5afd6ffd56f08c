import type { Answer, Operation } from './toy-graph/clients';
import { selections } from './toy-graph/selections';
import { startToyGraph, type ToyGraph } from './toy-graph/toy-graph';

let graph: ToyGraph;
beforeAll(async () => {
  graph = await startToyGraph();
});
afterAll(() => graph.stop());

/** Everything but what differs from one request to the next. */
function comparable({ status: _, ...answer }: Answer): unknown {
  const text = JSON.stringify(answer, (key, value) => (key === 'requestId' ? 'an id' : value));
  const { errors = [], ...rest } = JSON.parse(text) as Answer;
  return { ...rest, errors: errors.map((error) => JSON.stringify(error)).sort() };
}

describe('a subscription answers as the same selection does in a query', () => {
  test.each(selections.map((selection) => [selection.name, selection] as const))('%s', async (_name, { text, variables, expect: expected }) => {
    const operation = (kind: string): Operation => ({ query: text.replace('OPERATION', kind), variables: variables ?? {} });
    const asQuery = await graph.post(operation('query'));
    const subscription = graph.connect().subscribe(operation('subscription'));
    const event = await subscription.next();
    await subscription.stop();
    expect(comparable(event)).toEqual(comparable(asQuery));
    expect(event).toMatchObject(expected);
  });
});
