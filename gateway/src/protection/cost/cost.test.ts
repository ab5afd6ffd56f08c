import { buildSchema, getOperationAST, type OperationDefinitionNode, parse } from 'graphql';
import { actualCost, estimatedCost } from './cost';
import { readCostModel } from './cost-model';
import { selectedFields } from './selection';

const sdl = `
  directive @cost(weight: Int!) on FIELD_DEFINITION | OBJECT | ARGUMENT_DEFINITION | SCALAR
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!]) on FIELD_DEFINITION
  scalar Score @cost(weight: 3)
  type Query {
    me: Person
    person(name: String, exact: Boolean @cost(weight: 7)): Person
    people(ids: [ID!]!): [Person] @listSize(assumedSize: 100)
    anything: Thing
    dear: Dear
    dearer: Dear @cost(weight: 20)
    score: Score
    tags: [String!]
  }
  interface Thing { id: ID! }
  type Dear implements Thing @cost(weight: 5) { id: ID! }
  type Person implements Thing {
    id: ID!
    name: String
    friends(first: Int! = 20, last: Int): Friends! @listSize(slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"])
    unmarked(first: Int): Friends!
    some: [Person!]! @listSize(assumedSize: 4)
    any: [Person!]!
  }
  type Friends { edges: [Edge!]! nodes: [Person!]! total: Int }
  type Edge { node: Person }
`;
const schema = buildSchema(sdl);
const model = readCostModel(sdl);
const fieldsOf = (query: string) => {
  const document = parse(query);
  return selectedFields(schema, model, document, getOperationAST(document) as OperationDefinitionNode);
};
const estimate = (query: string, variables = {}) => estimatedCost(fieldsOf(query), variables);

describe('the estimated cost', () => {
  it.each([
    ['of a thing is 1, of its scalars nothing', '{ me { id name } }', 1],
    ['of nothing but names is nothing', '{ __typename tags }', 0],
    ['is what the type says', '{ dear { id } }', 5],
    ['is what the field says before what its type says', '{ dearer { id } }', 20],
    ['counts scalars that cost something', '{ score }', 3],
    ['counts arguments that cost something, where they are given', '{ a: person(name: "a") { id } b: person(exact: true) { id } }', 9],
    ['counts a page as long as it is asked for', '{ me { friends(first: 5) { edges { node { id } } } } }', 1 + 1 + 5 * 2],
    ['takes the default of a page that is not asked for', '{ me { friends { nodes { id } total } } }', 1 + 1 + 20],
    ['takes the longest of two lengths', '{ me { friends(first: 5, last: 7) { nodes { id } } } }', 1 + 1 + 7],
    ['counts pages of pages', '{ me { friends(first: 10) { nodes { friends(first: 10) { nodes { id } } } } } }', 1 + 1 + 10 * (1 + 1 + 10)],
    ['takes page sizes for lengths where the schema does not say so', '{ me { unmarked(first: 6) { nodes { id } } } }', 1 + 1 + 6],
    ['takes the assumed length of a list', '{ me { some { id } } }', 1 + 4],
    ['takes a list without a word about it for ten', '{ me { any { id } } }', 1 + 10],
    ['takes no more of a list than ids are given', '{ people(ids: ["a", "b"]) { id } }', 2],
    ['counts two names of one field twice', '{ a: me { id } b: me { id } }', 2],
    [
      'counts what is asked for in two fragments once',
      '{ me { ...A ...B } } fragment A on Person { some { id } } fragment B on Person { some { name } }',
      1 + 4,
    ],
    ['counts fragments on types and interfaces', '{ anything { id ... on Person { some { id } } ... on Dear { id } } }', 1 + 4],
  ])('%s', (_what, query, cost) => {
    expect(estimate(query)).toBe(cost);
  });

  it('is known once the variables are', () => {
    const query = 'query ($first: Int! = 3, $ids: [ID!]!) { me { friends(first: $first) { nodes { id } } } people(ids: $ids) { id } }';
    expect(estimate(query, { first: 8, ids: ['a'] })).toBe(1 + 1 + 8 + 1);
    expect(estimate(query, { first: -1, ids: [] })).toBe(2);
  });

  it('is known at once of a selection that would be too large to answer', () => {
    const query = `{ me { ${'friends(first: 100) { nodes { '.repeat(6)} id ${'} }'.repeat(6)} } }`;
    expect(estimate(query)).toBeGreaterThan(1e12);
  });
});

describe('the actual cost', () => {
  it('is of what came back', () => {
    const fields = fieldsOf('{ me { friends(first: 50) { edges { node { id } } } some { id } } dear { id } missing: dear { id } }');
    const data = {
      me: { friends: { edges: [{ node: { id: 1 } }, { node: null }] }, some: [{ id: 2 }, null] },
      dear: { id: 3 },
      missing: null,
    };
    expect(actualCost(fields, data)).toBe(1 + 1 + 2 + 1 + 1 + 5);
    expect(actualCost(fields, null)).toBe(0);
  });
});
