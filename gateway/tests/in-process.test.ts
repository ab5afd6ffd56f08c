import type { Answer } from './toy-graph/clients';
import { ann, bob, comments, nobody, notification, posts } from './toy-graph/people';
import { selections } from './toy-graph/selections';
import { startToyGraph, type ToyGraph } from './toy-graph/toy-graph';

let apart: ToyGraph;
let together: ToyGraph;
beforeAll(async () => {
  [apart, together] = await Promise.all([startToyGraph(), startToyGraph({ inProcess: true })]);
});
afterAll(() => Promise.all([apart.stop(), together.stop()]));

/** Everything but what differs from one request to the next. */
const comparable = (answer: Answer): unknown =>
  JSON.parse(JSON.stringify(answer, (key, value) => (key === 'requestId' || key === 'retryAfter' ? 'differs' : value)));

const operations: readonly (readonly [string, string, Record<string, unknown>?])[] = [
  ...selections.map(({ name, text, variables }) => [name, text.replace('OPERATION', 'query'), variables] as const),
  ['an entity in many places', '{ posts { author { name friends { name } } comments { author { name } } } }'],
  ['a coded error', '{ posts { id forbidden } }'],
  ['an error nobody foresaw', '{ post(id: "x") { broken } posts { broken } }'],
  ['a viewer', '{ viewer { id user { name } } }'],
  ['a guarded field', '{ secret }'],
  ['a mutation', 'mutation ($id: ID!) { touch(id: $id) { text author { name } } }', { id: posts[0].id }],
  ['nodes', 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids: [ann.id, nobody, posts[1].id, comments[0].id, notification.id] }],
  ['fragments on an interface', '{ users { ... on Contact { __typename } id } }'],
];

test.each(operations.map(([name, query, variables]) => ({ name, query, variables })))(
  '$name: a subgraph in this process gives the same answer',
  async ({ query, variables = {} }) => {
    for (const sub of [undefined, ann.id, bob.id]) {
      const ask = ({ post, issuer }: ToyGraph) => post({ query, variables }, sub && issuer.token({ sub, sid: `ses_${sub.slice(4)}` }));
      expect(comparable(await ask(together))).toEqual(comparable(await ask(apart)));
    }
  },
);

test('it hears that nobody waits any more', async () => {
  const graph = await startToyGraph({ inProcess: true, env: { SUBGRAPH_TIMEOUT_MS: '300' } });
  expect(await graph.post({ query: '{ slow }' })).toMatchObject({ errors: [{ path: ['slow'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] });
  await graph.stop();
});

test('one that is stopped is down, and up again when it starts', async () => {
  const graph = await startToyGraph({ inProcess: true });
  const query = '{ posts { text author { id nickname } } }';
  const port = graph.portOf('user');
  await graph.down('user');
  expect(await graph.post({ query })).toMatchObject({
    data: { posts: [{ text: 'hello', author: { nickname: null } }, {}, {}] },
    errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', service: 'user' } }, {}, {}],
  });
  await graph.up('user', port);
  expect(await graph.post({ query })).toMatchObject({ data: { posts: [{ author: { nickname: 'annie' } }, {}, {}] } });
  await graph.stop();
});
