import { answersAsOneSchema } from './federation';
import type { World } from './world';

const shop = () => {
  const seller = { __typename: 'Seller', region: 'eu', org: { id: 'o1' }, name: 'Ann', rating: 5 };
  const other = { __typename: 'Seller', region: 'us', org: { id: 'o1' }, name: 'Bob', rating: 3 };
  const lamp = { __typename: 'Product', upc: '1', sku: 'A', name: 'Lamp', price: 10, stock: 3, seller, tags: ['new', null] };
  const desk = { __typename: 'Product', upc: '2', sku: 'B', name: 'Desk', price: 20, stock: 0, seller: other, tags: [] };
  const gone = { __typename: 'Product', upc: '3', sku: 'C', name: 'Gone', price: 30, stock: null, seller: null, tags: null };
  const related = [[lamp, desk], [], [gone, null]];
  for (const product of [lamp, desk, gone]) Object.assign(product, { related });
  Object.assign(seller, { products: [lamp, desk] });
  Object.assign(other, { products: [gone] });
  const world: World = {
    entities: [seller, other, lamp, desk, gone],
    roots: {
      products: [lamp, desk, gone, null],
      product: ({ upc }: { upc: string }) => [lamp, desk, gone].find((product) => product.upc === upc),
      bySku: ({ skus }: { skus: string[] }) => skus.map((sku) => [lamp, desk, gone].find((product) => product.sku === sku)),
      sellers: [seller, other],
      bestseller: lamp,
    },
  };
  return world;
};

answersAsOneSchema(
  'entities',
  {
    world: shop,
    subgraphs: {
      catalogue: `
        type Query { products: [Product] product(upc: ID!): Product bestseller: Product! @shareable }
        type Product @key(fields: "upc") { upc: ID! name: String! related: [[Product]] seller: Seller tags: [String] }
        type Seller @key(fields: "region org { id }") { region: String! org: Org! }
        type Org { id: ID! @shareable }`,
      stock: `
        type Query { bySku(skus: [ID!]!): [Product] bestseller: Product! @shareable }
        type Product @key(fields: "upc") @key(fields: "sku") { upc: ID! sku: ID! stock: Int }`,
      prices: `
        type Product @key(fields: "sku") { sku: ID! price: Int! }`,
      people: `
        type Query { sellers: [Seller!]! }
        type Seller @key(fields: "region org { id }") { region: String! org: Org! name: String! rating: Int products: [Product!] }
        type Org { id: ID! @shareable }
        type Product @key(fields: "upc", resolvable: false) { upc: ID! }`,
    },
  },
  {
    'fields of one entity come from several subgraphs': '{ products { upc name stock } }',
    'a key that two subgraphs do not share is fetched from a third': '{ products { name price } }',
    'the other way round': '{ bySku(skus: ["C", "nothing", "A"]) { name price stock } }',
    'a compound key with an object in it': '{ products { seller { name rating org { id } } } }',
    'an entity named without being resolvable where it is named': '{ sellers { products { name price } } }',
    'lists of lists, with nulls in them': '{ product(upc: "1") { related { name stock price } } }',
    'there and back again': '{ sellers { name products { name seller { name products { stock } } } } }',
    'a root field that two subgraphs share': '{ bestseller { name stock price } }',
    'several root fields in the order asked for': '{ b: sellers { name } a: products { name } c: bestseller { price } }',
    'type names everywhere': '{ __typename products { __typename seller { __typename org { __typename } } } t: __typename }',
    'nothing but a type name': '{ __typename }',
    'what does not exist': '{ product(upc: "nothing") { name price stock } }',
    'the same field twice, merged': '{ products { seller { name } name } products { seller { rating } stock } }',
  },
);

answersAsOneSchema(
  'keys that may be null',
  {
    world: () => {
      const one = { __typename: 'Item', id: '1', legacy: null, label: 'one', note: 'n1' };
      const two = { __typename: 'Item', id: '2', legacy: 'L2', label: 'two', note: 'n2' };
      return { entities: [one, two], roots: { items: [one, two] } };
    },
    subgraphs: {
      a: `type Query { items: [Item] } type Item @key(fields: "id") @key(fields: "legacy") { id: ID! legacy: ID }`,
      b: `type Item @key(fields: "id") @key(fields: "legacy") { id: ID! legacy: ID label: String }`,
      c: `type Item @key(fields: "id") { id: ID! note: String }`,
    },
  },
  { 'use the key that is there': '{ items { label note legacy } }' },
);

answersAsOneSchema(
  'old federation, extended types',
  {
    world: () => {
      const user = { __typename: 'User', id: '1', name: 'Ann', posts: [{ title: 'x' }], shout: () => 'ANN' };
      return { entities: [user], roots: { users: [user] } };
    },
    subgraphs: {
      users: `type Query { users: [User] } type User @key(fields: "id") { id: ID! name: String }`,
      posts: `extend type User @key(fields: "id") { id: ID! @external name: String @external posts: [Post] shout: String @requires(fields: "name") } type Post { title: String }`,
    },
  },
  { 'read as ever': '{ users { posts { title } name shout } }' },
);
