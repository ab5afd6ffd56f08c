import { answersAsOneSchema, startFederation } from './federation';

const world = () => {
  const steps: string[] = [];
  const fail = () => {
    throw new Error('It fails.');
  };
  const item = (id: string, more: object) => ({
    __typename: 'Item',
    id,
    name: `item ${id}`,
    sure: id,
    maybe: id,
    echo: (args: object) => JSON.stringify(args),
    ...more,
  });
  const one = item('1', {});
  const failing = item('2', { sure: fail, maybe: fail });
  const nulled = item('3', { sure: null, maybe: null });
  const unfindable = item('4', { __fails: true, sure: fail, maybe: fail });
  const other = { __typename: 'Other', id: 'x', label: 'other' };
  const add = ({ step }: { step: string }) => {
    steps.push(step);
    return { __typename: 'Log', id: 'log', steps: [...steps] };
  };
  const log = { __typename: 'Log', id: 'log', count: () => steps.length };
  return {
    entities: [one, failing, nulled, unfindable, other, log],
    roots: {
      items: [one, failing, nulled],
      one,
      failing,
      all: [one, unfindable],
      mixed: [other, one, null, other, failing, one],
      add,
      put: add,
      echo: (args: object) => JSON.stringify(args),
      down: fail,
      sureDown: fail,
    },
  };
};

answersAsOneSchema(
  'operations',
  {
    world,
    subgraphs: {
      a: `
        type Query { items: [Item!]! one: Item failing: Item all: [Item] mixed: [Mixed] echo(a: Int, b: [String!], c: In): String down: String sureDown: String! }
        type Mutation { add(step: String!): Log! }
        input In { x: Int y: [In!] }
        union Mixed = Item | Other
        type Other @key(fields: "id") { id: ID! label: String }
        type Item @key(fields: "id") { id: ID! name: String }
        type Log @key(fields: "id") { id: ID! steps: [String!]! }`,
      b: `
        type Item @key(fields: "id") { id: ID! maybe: String sure: String! @tag(name: "x") echo(n: Int! = 1, s: String): String }
        type Mutation { put(step: String!): Log! }
        type Log @key(fields: "id") { id: ID! steps: [String!]! @shareable }`.replace('steps: [String!]! @shareable', 'size: Int'),
    },
  },
  {
    'aliases on fields with different arguments': '{ a: echo(a: 1) b: echo(b: ["x"]) c: echo one { p: echo(n: 2) q: echo(s: "y") echo } }',
    'variables in nested arguments': {
      query: 'query ($n: Int!, $y: [In!]) { one { echo(n: $n) } echo(c: { x: $n, y: $y }) }',
      variables: { n: 5, y: [{ x: 1 }] },
    },
    'a variable that is null, and one that is not given': {
      query: 'query ($s: String, $t: String) { one { a: echo(s: $s) b: echo(s: $t) } }',
      variables: { s: null },
    },
    'a list variable from a single value': { query: 'query ($b: [String!]) { echo(b: $b) }', variables: { b: 'x' } },
    'a variable by the name of representations': {
      query: 'query ($representations: Int!) { one { echo(n: $representations) } }',
      variables: { representations: 3 },
    },
    '@skip and @include': {
      query:
        'query ($y: Boolean!, $n: Boolean!) { one { name @include(if: $n) maybe @skip(if: $n) } down @include(if: $n) items @skip(if: $y) { id } }',
      variables: { y: true, n: false },
    },
    '@include on a fragment over two subgraphs': {
      query: 'query ($y: Boolean!) { one { ... @include(if: $y) { name maybe } ...F @skip(if: $y) } } fragment F on Item { sure }',
      variables: { y: false },
    },
    'everything skipped': '{ one @skip(if: true) { name } }',
    'null bubbling to the nearest nullable place': '{ failing { name sure } one { sure } }',
    'an error in a nullable field': '{ failing { name maybe } }',
    'errors of entities in a union, with nulls and other types in between': '{ mixed { __typename ... on Item { maybe } ... on Other { label } } }',
    'the same thing in several places, with its errors': '{ failing { maybe } items { maybe } again: failing { x: maybe } }',
    'a root field that fails': '{ down one { name } }',
    'a non-null root field that fails': '{ sureDown one { name } }',
    'mutations one after the other, over two subgraphs':
      'mutation { a: add(step: "1") { steps } b: put(step: "2") { size } c: add(step: "3") { steps } d: put(step: "4") { id } e: add(step: "5") { steps } }'.replaceAll(
        '{ size }',
        '{ id }',
      ),
    'one operation of several': { query: 'query A { one { name } } query B { failing { name } }', operationName: 'B' },
    'the same selection in many places': '{ one { ...F } items { ...F } mixed { ... on Item { ...F } } } fragment F on Item { name maybe }',
  },
);

test('the headers that are to be forwarded arrive, and no others', async () => {
  const federation = await startFederation({ a: 'type Query { one: Item } type Item { id: ID! }' }, world, {
    FORWARD_HEADERS: 'Authorization, x-tenant',
  });
  await federation.ask({ query: '{ one { id } }' }, { authorization: 'Bearer anything at all', 'x-tenant': 'acme', cookie: 'a=b' });
  expect(federation.received[0]?.headers).toMatchObject({ authorization: 'Bearer anything at all', 'x-tenant': 'acme' });
  expect(federation.received[0]?.headers).not.toHaveProperty('cookie');
  expect(federation.received[0]?.headers).not.toHaveProperty('x-ejazz-viewer');
  await federation.stop();
});

test('an error that names no entity is told at the list they stand in', async () => {
  const federation = await startFederation(
    {
      a: 'type Query { all: [Item] } type Item @key(fields: "id") { id: ID! name: String }',
      b: 'type Item @key(fields: "id") { id: ID! maybe: String }',
    },
    world,
  );
  expect(await federation.ask({ query: '{ all { name maybe } }' })).toMatchObject({
    data: {
      all: [
        { name: 'item 1', maybe: null },
        { name: 'item 4', maybe: null },
      ],
    },
    errors: [{ path: ['all'], message: 'Item fails' }],
  });
  await federation.stop();
});
