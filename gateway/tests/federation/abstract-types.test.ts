import { answersAsOneSchema } from './federation';

const media = () => {
  const book = { __typename: 'Book', __implements: ['Media'], id: 'b', title: 'Book', pages: 7, price: 1, score: 9, alt: 'book alt' };
  const film = { __typename: 'Film', __implements: ['Media'], id: 'f', title: 'Film', minutes: 90, price: 2, score: 8, alt: null };
  const song = { __typename: 'Song', id: 's', name: 'Song', plays: 4 };
  Object.assign(book, { related: [film, song] });
  Object.assign(film, { related: [book] });
  return {
    entities: [book, film, song],
    roots: {
      media: [book, film, null],
      things: [song, film, book, film],
      thing: ({ id }: { id: string }) => [book, film, song].find((one) => one.id === id),
      rated: [film, book],
    },
  };
};

answersAsOneSchema(
  'interfaces and unions',
  {
    world: media,
    subgraphs: {
      a: `
        type Query { media: [Media] things: [Thing!]! thing(id: ID!): Thing }
        interface Media { id: ID! title: String! }
        union Thing = Book | Film | Song
        type Book implements Media @key(fields: "id") { id: ID! title: String! pages: Int related: [Thing] }
        type Film implements Media @key(fields: "id") { id: ID! title: String! minutes: Int related: [Thing] }
        type Song @key(fields: "id") { id: ID! name: String! }`,
      b: `
        type Book @key(fields: "id") { id: ID! price: Int alt: String }
        type Film @key(fields: "id") { id: ID! price: Int alt: String }
        type Song @key(fields: "id") { id: ID! plays: Int }`,
    },
  },
  {
    'fields of the interface': '{ media { id title __typename } }',
    'fields of each type from another subgraph': '{ media { title ... on Book { price pages } ... on Film { minutes price } } }',
    'a union, types apart': '{ things { __typename ... on Song { name plays } ... on Media { title } ... on Film { price } } }',
    'one alias for different fields of different types':
      '{ things { ... on Book { x: pages } ... on Film { x: minutes } ... on Song { x: plays } } }',
    'one alias for a nullable and a non-null field': '{ things { ... on Book { x: alt } ... on Song { y: name } ... on Film { x: alt } } }',
    'an alias that names another field of a sibling type':
      '{ things { ... on Book { price: pages } ... on Film { price } ... on Song { name: id } } }',
    'fragments within fragments': '{ things { ... on Media { ... on Book { ... on Media { ... on Film { minutes } title } pages } } } }',
    'fragments on the interface and its types together': `{ media { ...I ...B } } fragment I on Media { ...J } fragment J on Media { ... on Film { minutes } ... on Book { pages } }
      fragment B on Book { price ...J }`,
    'unions inside of unions':
      '{ things { ... on Book { related { ... on Song { plays } ... on Film { price related { ... on Book { title } } } } } } }',
    'a type that is not there': '{ thing(id: "s") { ... on Book { price } } }',
    'nothing but type names': '{ things { __typename } media { __typename } }',
    'an alias of __typename on a union': '{ things { kind: __typename ... on Song { plays } } }',
  },
);

answersAsOneSchema(
  '@interfaceObject',
  {
    world: media,
    subgraphs: {
      a: `
        type Query { media: [Media] }
        interface Media @key(fields: "id") { id: ID! title: String! }
        type Book implements Media @key(fields: "id") { id: ID! title: String! pages: Int }
        type Film implements Media @key(fields: "id") { id: ID! title: String! minutes: Int }`,
      b: `
        type Query { rated: [Media] }
        type Media @key(fields: "id") @interfaceObject { id: ID! score: Int! }`,
    },
  },
  {
    'adds a field to every type': '{ media { title score } }',
    'asked for on a type': '{ media { ... on Book { score pages } ... on Film { minutes } } }',
    'from its own root field, types resolved by the owner': '{ rated { __typename score title ... on Film { minutes } } }',
    'from its own root field, its own fields alone': '{ rated { id score } }',
    'with one type left out': '{ rated { ... on Book { title } } }',
  },
);

answersAsOneSchema(
  'unions and interfaces that subgraphs know in part',
  {
    world: () => {
      const oven = { __typename: 'Oven', id: '1', warranty: 2 };
      const toaster = { __typename: 'Toaster', id: '2', warranty: 3 };
      return { entities: [oven, toaster], roots: { product: oven, products: [oven, toaster], toasters: [toaster] } };
    },
    subgraphs: {
      a: 'type Query { products: [Product!]! } union Product = Oven | Toaster type Oven @key(fields: "id") { id: ID! } type Toaster @key(fields: "id") { id: ID! }',
      b: `type Query { toasters: [Node!]! } interface Node { id: ID! } type Toaster implements Node @key(fields: "id") { id: ID! warranty: Int }
        type Oven implements Node @key(fields: "id") { id: ID! warranty: Int }`,
    },
  },
  {
    'are asked for what they know': '{ products { ... on Oven { warranty } ... on Toaster { id warranty } } }',
    'by an interface that one of them does not know': '{ products { ... on Node { id } } toasters { id ... on Toaster { warranty } } }',
  },
);
