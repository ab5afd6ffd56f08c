import { answersAsOneSchema, startFederation } from './federation';

const world = () => {
  const ann = { __typename: 'User', id: '1', name: 'Ann', email: 'ann@x', age: 30, secret: 'x' };
  const post = { __typename: 'Post', id: 'p', text: 'hi', author: ann, likes: 3 };
  Object.assign(ann, { posts: [post] });
  return {
    entities: [ann, post],
    roots: {
      users: [ann],
      posts: [post],
      me: ann,
      find: ({ by }: { by: object }) => JSON.stringify(by),
      level: ({ of }: { of?: string }) => of ?? 'LOW',
    },
  };
};

answersAsOneSchema(
  'fields that subgraphs share, provide, override and hide',
  {
    world,
    subgraphs: {
      users: `
        type Query { users: [User!]! me: User @shareable level(of: Level = LOW): Level! }
        enum Level { LOW HIGH }
        type User @key(fields: "id") { id: ID! name: String! @shareable email: String secret: String @inaccessible age: Int @tag(name: "private") }`,
      posts: `
        type Query { posts: [Post!]! me: User @shareable }
        type Post @key(fields: "id") { id: ID! text: String author: User @provides(fields: "name") likes: Int }
        type User @key(fields: "id") { id: ID! name: String! @external posts: [Post!]! }`,
      likes: `
        type Post @key(fields: "id") { id: ID! likes: Int @override(from: "posts") }
        input By @inaccessible { id: ID } type Query { find(by: Filter!): String } input Filter { ids: [ID!] like: Like } input Like { text: String = "any" deep: [Like!] }`,
    },
  },
  {
    '@provides': '{ posts { author { name } } }',
    '@provides and what is not provided': '{ posts { author { name email age } likes } }',
    '@override': '{ posts { text likes } }',
    '@shareable roots': '{ me { name posts { likes } email } }',
    'nested input objects in variables': {
      query: 'query ($f: Filter!) { find(by: $f) }',
      variables: { f: { ids: ['1'], like: { deep: [{ text: 'x' }, {}] } } },
    },
    'variables inside nested input objects': {
      query: 'query ($t: String, $i: [ID!]) { find(by: { ids: $i, like: { text: $t } }) }',
      variables: { t: 'x' },
    },
    'defaults of arguments and enums': '{ a: level b: level(of: HIGH) }',
    'defaults of variables': 'query ($l: Level = HIGH) { level(of: $l) }',
  },
);

test('what is inaccessible or tagged stays inside, and asking for it is refused', async () => {
  const federation = await startFederation(
    { users: 'type Query { users: [User!]! } type User @key(fields: "id") { id: ID! secret: String @inaccessible age: Int @tag(name: "private") }' },
    world,
    { MODE: 'development' },
  );
  expect(await federation.ask({ query: '{ users { secret } }' })).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
  const { data } = await federation.ask({ query: '{ __schema { directives { name } } __type(name: "User") { fields { name } } }' });
  expect(data).toMatchObject({ __type: { fields: [{ name: 'id' }, { name: 'age' }] } });
  expect(JSON.stringify(data)).not.toMatch(/join__|inaccessible|"tag"/);
  await federation.stop();
});

test.each([
  ['not yet', 'percent(0)', ['posts']],
  ['whole', 'percent(100)', ['all', 'posts']],
  ['in part', 'percent(50)', ['all', 'posts']],
  ['by a label of other tools, which is not decided here', 'beta', ['posts']],
])('a field that is moved to another subgraph, %s, is answered by whichever has it', async (_how, label, asked) => {
  const federation = await startFederation(
    {
      posts: 'type Query { posts: [Post!]! } type Post @key(fields: "id") { id: ID! text: String likes: Int }',
      all: `type Post @key(fields: "id") { id: ID! likes: Int @override(from: "posts", label: "${label}") }`,
    },
    world,
  );
  for (let turn = 0; turn < 20; turn += 1) {
    expect(await federation.ask({ query: '{ posts { text likes } }' })).toEqual({ data: { posts: [{ text: 'hi', likes: 3 }] } });
  }
  expect([...new Set(federation.received.map(({ subgraph }) => subgraph))].sort()).toEqual(asked);
  const alone = federation.received.filter(({ subgraph }) => subgraph === 'all').length;
  if (label === 'percent(100)') expect(alone).toBe(20);
  if (label === 'percent(50)') expect(alone).toBeLessThan(20);
  await federation.stop();
});
