import { startToyGraph, type ToyGraph } from './toy-graph/toy-graph';

let graph: ToyGraph;
beforeAll(async () => {
  graph = await startToyGraph();
});
afterAll(() => graph.stop());

const repeated = (count: number, text: (index: number) => string) => Array.from({ length: count }, (_, index) => text(index)).join(' ');
const nested = (depth: number) => `${'{ posts { author '.repeat(depth / 2)} { friends { id } } ${'} }'.repeat(depth / 2)}`;
/** Each fragment spreads the next one ten times. */
const laughs = (count: number) =>
  `{ ...F0 } ${repeated(count, (index) => `fragment F${index} on Query { ${repeated(10, (at) => (index + 1 < count ? `...F${index + 1}` : `a${at}: __typename`))} }`)}`;

describe('limits', () => {
  it.each([
    ['depth', nested(20), 15],
    ['aliases', `{ ${repeated(51, (index) => `a${index}: __typename`)} }`, 50],
    ['directives', `{ posts ${repeated(51, () => '@include(if: true)')} { id } }`, 50],
    ['fields', laughs(6), 1000],
    ['repeats', `{ ${repeated(150, () => 'posts { id }')} }`, 10_000],
    ['tokens', `{ ${repeated(2000, () => '__typename')} }`, 2000],
  ])('refuse a document beyond its %s, by a code that names the limit', async (limit, query, maximum) => {
    const answer = await graph.post({ query });
    expect(answer).toEqual({
      status: 400,
      errors: [{ message: expect.stringContaining(String(maximum)), extensions: { code: 'LIMIT_EXCEEDED', limit, maximum } }],
    });
  });

  it('hold for what comes over a websocket too', async () => {
    const events = graph.connect().subscribe({ query: nested(20) });
    await expect(events.next()).rejects.toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED', limit: 'depth', maximum: 15 } }]);
  });

  it('look at a document before its schema does: one error, whatever else is wrong with it', async () => {
    const { errors } = await graph.post({ query: `{ ${repeated(60, (index) => `a${index}: nonsense${index}`)} }` });
    expect(errors).toEqual([expect.objectContaining({ extensions: { code: 'LIMIT_EXCEEDED', limit: 'aliases', maximum: 50 } })]);
  });

  it('refuse fragments in a circle', async () => {
    const query = '{ ...A } fragment A on Query { posts { id } ...B } fragment B on Query { users { id } ...A }';
    expect(await graph.post({ query })).toMatchObject({ status: 400, errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
  });

  it('refuse a body that is too large, before it has come', async () => {
    const answer = await graph.post({ query: '{ posts { id } }', variables: { much: 'x'.repeat(1024 * 1024) } });
    expect(answer).toMatchObject({ status: 413, errors: [{ extensions: { code: 'LIMIT_EXCEEDED', limit: 'bodyBytes', maximum: 1024 * 1024 } }] });
  });

  it('let a batch through and refuse a larger one', async () => {
    const batch = (size: number) =>
      fetch(graph.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(Array.from({ length: size }, (_, index) => ({ query: index === 1 ? '{ nonsense }' : '{ posts { text } }' }))),
      });
    const three = await batch(3);
    expect([three.status, await three.json()]).toEqual([
      200,
      [
        expect.objectContaining({ data: expect.anything() }),
        expect.objectContaining({ errors: expect.anything() }),
        expect.objectContaining({ data: expect.anything() }),
      ],
    ]);
    const eleven = await batch(11);
    expect([eleven.status, await eleven.json()]).toEqual([
      400,
      { errors: [{ message: expect.any(String), extensions: { code: 'LIMIT_EXCEEDED', limit: 'batch', maximum: 10 } }] },
    ]);
  });

  it('do not stand in the way of introspection by the tools that people use', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    const query = getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true, oneOf: false });
    expect(await graph.post({ query })).toMatchObject({ status: 200, data: { __schema: expect.anything() } });
  });
});
