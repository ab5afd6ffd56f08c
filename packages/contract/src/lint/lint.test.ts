import { elementsOf } from '../schema/elements';
import { lint } from './lint';

const findings = (sdl: string) => lint(elementsOf({ file: 'a.graphql', sdl })).map(({ code, path, place }) => `${code} ${path} ${place.line}`);
const connection = '"c" type ThingConnection { "e" edges: [Int!]! "n" nodes: [Thing!]! "p" pageInfo: Int! }';
const thing = '"t" type Thing @key(fields: "id") { "i" id: ID! }';

it.each([
  ['a type without a description', 'type Thing { "i" id: ID! }', ['DESCRIPTION Thing 1']],
  ['a field without a description', '"t" type Thing {\n  id: ID!\n}', ['DESCRIPTION Thing.id 2']],
  ['an argument with an empty description', 'type Query { "t" thing(\n" " id: ID!): Int }', ['DESCRIPTION Query.thing.id 2']],
  ['an enum value without a description', '"r" enum Role {\n"a" A\nB\n}', ['DESCRIPTION Role.B 3']],
  ['an input field without a description', '"i" input ThingInput {\na: Int\n}', ['DESCRIPTION ThingInput.a 2']],
  ['nothing in a root type without a description', 'type Query { "a" a: Int } type Mutation { "b" b: BPayload! }', []],
  ['nothing in an extension of a described type', 'extend type Thing { "a" a: Int }', []],
  ['names of another form', '"t" type thing { "a" My_field: Int }', ['NAMING thing 1', 'NAMING thing.My_field 1']],
  ['an enum value that is not UPPER_CASE', '"r" enum Role { "a" Member }', ['NAMING Role.Member 1']],
  [
    'an input that does not say so, and a type that says it is one',
    '"i" input Thing { "a" a: Int } "t" type XInput { "a" a: Int }',
    ['NAMING Thing 1', 'NAMING XInput 1'],
  ],
  ['a scalar without a specification', '"s" scalar JSON', ['SCALAR JSON 1']],
  ['nothing in a scalar with one', '"s" scalar URL @specifiedBy(url: "https://x.test")', []],
  [
    'a deprecation without a day',
    'type Query { "a" a: Int @deprecated(reason: "Old.") "b" b: Int @deprecated }',
    ['DEPRECATION Query.a 1', 'DEPRECATION Query.b 1'],
  ],
  [
    'a deprecation with a day that does not exist',
    'type Query { "a" a: Int @deprecated(reason: "Gone after 2027-02-30.") }',
    ['DEPRECATION Query.a 1'],
  ],
  ['nothing in a deprecation with a day', 'type Query { "a" a: Int @deprecated(reason: "Use b. Gone after 2027-02-28.") }', []],
  ['a mutation without a payload of its own', 'type Mutation { "a" doIt: Thing }', ['MUTATION Mutation.doIt 1']],
  [
    'a mutation with an input of another name',
    'type Mutation { "a" doIt("i" input: OtherInput!): DoItPayload! }',
    ['MUTATION Mutation.doIt.input 1'],
  ],
  ['a list of things without an end', `type Query {\n"a" things: [Thing!]!\n}${thing}`, ['PAGINATION Query.things 2']],
  ['nothing in a list that says its bound', `type Query { "At most 4." things: [Thing!]! }${thing}`, []],
  ['nothing in a list that is asked for by ids', `type Query { "a" things("i" ids: [ID!]!): [Thing]! }${thing}`, []],
  ['nothing in a list of values', '"t" type Limits { "k" kinds: [String!]! }', []],
  ['a connection without its parts', '"c" type AConnection {\n"n" nodes: [Int]\n}', ['PAGINATION AConnection 1']],
  [
    'a connection that is asked for without first',
    `type Query {\n"a" things("a" after: String): ThingConnection\n} ${thing} ${connection}`,
    ['PAGINATION Query.things 2'],
  ],
  [
    'nothing in a connection that is paged',
    `type Query { "a" things("f" first: Int! = 20, "a" after: String): ThingConnection } ${thing} ${connection}`,
    [],
  ],
])('finds %s', (_what, sdl, found) => {
  expect(findings(sdl)).toEqual(found);
});
