import { answersAsOneSchema, startFederation } from './federation';
import { type Entity, given, type World } from './world';

interface Parcel extends Entity {
  price: number;
  weight: number | null;
  box: { size: number; side: { length: number } };
}

const parcels = (): World => {
  const parcel = (id: string, price: number, weight: number | null) => ({
    __typename: 'Parcel',
    id,
    price,
    weight,
    box: { size: price + 1, side: { length: price + 2 } },
    parts: [{ grams: 1 }, { grams: price }],
    shipping(this: Parcel) {
      return this.price * 100 + (this.weight ?? 0);
    },
    volume(this: Parcel) {
      return this.box.size * 100 + this.box.side.length;
    },
    total(this: Parcel) {
      return Number(given(this, 'shipping')) + 1;
    },
    heaviest(this: { parts: { grams: number }[] }) {
      return Math.max(...this.parts.map(({ grams }) => grams));
    },
  });
  const all = [parcel('1', 10, 3), parcel('2', 20, null)];
  return { entities: all, roots: { parcels: all } };
};

answersAsOneSchema(
  '@requires',
  {
    world: parcels,
    subgraphs: {
      catalogue: `
        type Query { parcels: [Parcel!]! }
        type Parcel @key(fields: "id") { id: ID! price: Int! weight: Int box: Box! parts: [Part!]! }
        type Box { size: Int! side: Side! } type Side { length: Int! } type Part { grams: Int! }`,
      post: `
        type Parcel @key(fields: "id") { id: ID! price: Int! @external weight: Int @external box: Box! @external parts: [Part!]! @external
          shipping: Int @requires(fields: "price weight") volume: Int @requires(fields: "box { size side { length } }")
          heaviest: Int @requires(fields: "parts { grams }") }
        type Box { size: Int! @external side: Side! @external } type Side { length: Int! @external } type Part { grams: Int! @external }`,
      billing: `type Parcel @key(fields: "id") { id: ID! shipping: Int @external total: Int @requires(fields: "shipping") }`,
    },
  },
  {
    'gives a field what it needs': '{ parcels { shipping } }',
    'also when the client asks for the same': '{ parcels { weight shipping price } }',
    'nested objects': '{ parcels { volume box { side { length } } } }',
    'lists of objects': '{ parcels { heaviest } }',
    'what itself requires something': '{ parcels { total } }',
    'under an alias': '{ parcels { s: shipping t: total p: price } }',
    'an alias that takes the name of what is required': '{ parcels { price: weight shipping } }',
    'an alias that takes the name of the key': '{ parcels { id: price shipping } }',
    'an alias that takes the name of a nested thing required': '{ parcels { box { size: side { length } } volume } }',
    'an alias of __typename': '{ parcels { __typename: price shipping } }',
    'aliases swapped': '{ parcels { price: weight weight: price shipping total } }',
  },
);

const priced = (): World => {
  const prices: Record<string, number> = { USD: 1, EUR: 2, GBP: 3 };
  const ware = (id: string, base: number) => ({
    __typename: 'Ware',
    id,
    name: `ware ${id}`,
    price: ({ currency = 'USD' }: { currency?: string }) => base * (prices[currency] ?? 0),
    tags: ({ first = 3 }: { first?: number }) => ['a', 'b', 'c'].slice(0, first).map((name) => ({ name })),
    costly() {
      return Number(given(this, 'price', { currency: 'EUR' })) > 25;
    },
    inEuro() {
      return given(this, 'price', { currency: 'EUR' });
    },
    firstTag() {
      const [tag] = given(this, 'tags', { first: 1 }) as { name: string }[];
      return tag?.name;
    },
  });
  const all = [ware('1', 10), ware('2', 20)];
  return { entities: all, roots: { wares: all, ware: ({ id }: { id: string }) => all.find((one) => one.id === id) } };
};

answersAsOneSchema(
  '@requires of a field with arguments',
  {
    world: priced,
    subgraphs: {
      catalogue: `
        type Query { wares: [Ware!]! ware(id: ID!): Ware }
        enum Currency { USD EUR GBP } type Tag { name: String! }
        type Ware @key(fields: "id") { id: ID! name: String price(currency: Currency = USD): Int! tags(first: Int = 3): [Tag!]! }`,
      shop: `
        enum Currency { USD EUR GBP } type Tag { name: String! @external }
        type Ware @key(fields: "id") { id: ID! price(currency: Currency = USD): Int! @external tags(first: Int = 3): [Tag!]! @external
          costly: Boolean @requires(fields: "price(currency: EUR)") inEuro: Int @requires(fields: "price(currency: EUR)")
          firstTag: String @requires(fields: "tags(first: 1) { name }") }`,
    },
  },
  {
    'gives what it needs': '{ wares { costly inEuro firstTag } }',
    "beside the client's own arguments": '{ wares { price(currency: GBP) inEuro costly } }',
    'beside the same field without arguments': '{ wares { price inEuro } }',
    'beside the very same arguments': '{ wares { price(currency: EUR) inEuro } }',
    'beside several uses under aliases': '{ wares { gbp: price(currency: GBP) eur: price(currency: EUR) price inEuro } }',
    'beside a use that a variable decides': { query: 'query ($c: Currency) { wares { price(currency: $c) inEuro } }', variables: { c: 'GBP' } },
    'beside objects': '{ wares { tags(first: 2) { name } firstTag t: tags { n: name } } }',
    'in a fragment': 'query { wares { ...F costly } } fragment F on Ware { price(currency: GBP) tags(first: 2) { __typename } firstTag }',
    'in the order asked for': '{ ware(id: "2") { inEuro price(currency: GBP) name } }',
  },
);

answersAsOneSchema(
  '@requires that circles between subgraphs',
  {
    world: () => {
      const one = {
        __typename: 'Post',
        id: '1',
        author: { __typename: 'Author', id: 'a', name: 'Ann', yearsOfAge: 30 },
        byExpert(this: { author: { yearsOfAge: number } }) {
          return this.author.yearsOfAge > 20;
        },
        byNovice() {
          return !given(this, 'byExpert');
        },
      };
      return { entities: [one, one.author], roots: { feed: [one] } };
    },
    subgraphs: {
      posts: `type Query { feed: [Post] } type Post @key(fields: "id") { id: ID! author: Author! byNovice: Boolean! @requires(fields: "byExpert") byExpert: Boolean! @external }
        type Author @key(fields: "id") { id: ID! }`,
      experts: `type Post @key(fields: "id") { id: ID! author: Author! @external byExpert: Boolean! @requires(fields: "author { yearsOfAge }") }
        type Author @key(fields: "id") { id: ID! @external yearsOfAge: Int! @external }`,
      authors: `type Author @key(fields: "id") { id: ID! name: String! yearsOfAge: Int! }`,
    },
  },
  { 'is followed to its end': '{ feed { byNovice byExpert } }', 'by itself': '{ feed { byNovice } }' },
);

test('a graph whose @requires ask for one field with different arguments is refused', async () => {
  const subgraphs = {
    catalogue: 'enum C { EUR USD } type Query { wares: [Ware!]! } type Ware @key(fields: "id") { id: ID! price(currency: C): Int }',
    shop: `enum C { EUR USD } type Ware @key(fields: "id") { id: ID! price(currency: C): Int @external
      inEuro: Int @requires(fields: "price(currency: EUR)") inDollar: Int @requires(fields: "price(currency: USD)") }`,
  };
  const sentence = '@requires asks for Ware.price with different arguments (currency: EUR; currency: USD)';
  await expect(startFederation(subgraphs, priced)).rejects.toThrow(sentence);
});
