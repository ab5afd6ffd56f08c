import { startToyGraph, type ToyGraph } from './toy-graph/toy-graph';

let graph: ToyGraph;
beforeAll(async () => {
  graph = await startToyGraph({ env: { MODE: 'production' } });
});
afterAll(() => graph.stop());

const misfit = [{ message: 'The document does not fit the schema.', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }];

describe('in production', () => {
  it.each([
    ['an unknown field that is nearly one', '{ post { id } pots { id } usrs }'],
    ['a field without its selection', '{ posts }'],
    ['a selection on a scalar', '{ posts { id { x } } }'],
    ['a missing argument', '{ post { id } }'],
    ['an unknown argument', '{ posts(frst: 1) { id } }'],
    ['an unknown type', 'query ($input: TouchInpt) { posts { id } } fragment F on Usr { id }'],
    ['a value of another type', '{ post(id: { a: 1 }) { id } }'],
    ['a variable in the wrong place', 'query ($id: Int) { post(id: $id) { id } }'],
    ['several of them', '{ a b c d e f posts }'],
  ])('%s is told in the same words', async (_what, query) => {
    expect(await graph.post({ query })).toEqual({ status: 400, errors: misfit });
  });

  it('a variable of another type is told by its own name alone', async () => {
    const answer = await graph.post({ query: 'query ($id: ID!) { post(id: $id) { id } }', variables: { id: { pots: 1 } } });
    expect(answer).toEqual({
      status: 400,
      errors: [{ message: 'Variable "$id" has a value that does not fit the schema.', extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  it('introspection is refused, and so is asking for one type', async () => {
    for (const query of ['{ __schema { queryType { name } } }', '{ __type(name: "User") { name } }']) {
      const errors = [{ message: 'Introspection is switched off.', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }];
      expect(await graph.post({ query })).toEqual({ status: 400, errors });
    }
  });

  it('a refusal names the field that was asked for, and not the type it is of', async () => {
    const answer = await graph.post({ query: '{ users { ... on Contact { email } } }' });
    expect(answer).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED', field: 'email' } }] });
    expect(JSON.stringify(answer)).not.toContain('Contact');
  });
});
