import { buildSchema, operationFromDocument } from '@apollo/federation-internals';
import { parse } from 'graphql';
import type { ResultObject } from '../execution/places';
import { shapeAnswer } from './shape-answer';
import { createShapes } from './shapes';

const schema = buildSchema(`
  type Query { one: Thing things: [Thing!] any: Named sizes: [[Int]!] }
  interface Named { name: String note: String }
  type Thing implements Named { id: ID! name: String! note: String size: Int kind: Kind of: Thing stamp: Stamp }
  type Other implements Named { name: String note: String flag: Boolean }
  enum Kind { BIG SMALL }
  scalar Stamp
`);

function shaped(query: string, input: ResultObject, variables: Record<string, unknown> = {}) {
  const operation = operationFromDocument(schema, parse(query));
  const { data, invalid } = shapeAnswer(createShapes(operation)(variables), input, () => 'introspected');
  return { data: JSON.stringify(data), invalid: invalid.map(({ message }) => message) };
}

describe('the shape of an answer', () => {
  it('has what was asked for, in the order it was first asked for, and nothing else', () => {
    const query = '{ one { size ...F id } one { kind } } fragment F on Thing { of { id } name of { name } }';
    const of = { name: 'b', extra: 1, id: '2', __typename: 'Thing' };
    const { data } = shaped(query, { one: { __typename: 'Thing', id: 1, name: 'a', kind: 'BIG', size: 3, of }, more: 1 });
    expect(data).toBe('{"one":{"size":3,"of":{"id":"2","name":"b"},"name":"a","id":1,"kind":"BIG"}}');
  });

  it('has null where nothing came, and the nearest place that may be null where a null may not be', () => {
    expect(shaped('{ one { size name } }', { one: { name: 'a' } }).data).toBe('{"one":{"size":null,"name":"a"}}');
    expect(shaped('{ one { of { name } } }', { one: { of: { name: null } } })).toEqual({
      data: '{"one":{"of":null}}',
      invalid: ['Cannot return null for non-nullable field Thing.name.'],
    });
    expect(shaped('{ things { name } }', { things: [{ name: 'a' }, null] })).toEqual({
      data: '{"things":null}',
      invalid: ['Cannot return null for non-nullable array element of type Thing at index 1.'],
    });
  });

  it('is what implementations promise, where an interface promises less', () => {
    const query = '{ any { name ... on Thing { name } } }';
    expect(shaped(query, { any: { __typename: 'Other' } }).data).toBe('{"any":{"name":null}}');
    expect(shaped(query, { any: { __typename: 'Thing' } }).data).toBe('{"any":null}');
  });

  it('differs by the type of each object, which it tells', () => {
    const query = '{ any { t: __typename note ... on Other { flag } ... on Named { name } } }';
    expect(shaped(query, { any: { __typename: 'Other', name: 'o', flag: true } }).data).toBe(
      '{"any":{"t":"Other","note":null,"flag":true,"name":"o"}}',
    );
    expect(shaped(query, { any: { __typename: 'Thing', name: 'a' } }).data).toBe('{"any":{"t":"Thing","note":null,"name":"a"}}');
    expect(shaped(query, { any: { __typename: 'Stranger' } })).toEqual({
      data: '{"any":null}',
      invalid: ['Invalid __typename found for object at field Query.any.'],
    });
  });

  it('leaves out what conditions leave out, with the variables as given or by default', () => {
    const query = 'query ($a: Boolean!, $b: Boolean = false) { one { id @include(if: $a) ... @skip(if: $b) { name } size @skip(if: true) } }';
    const input = { one: { id: '1', name: 'a', size: 2 } };
    expect(shaped(query, input, { a: true }).data).toBe('{"one":{"id":"1","name":"a"}}');
    expect(shaped(query, input, { a: false, b: true }).data).toBe('{"one":{}}');
    expect(() => shaped(query, input, { a: true, b: null })).toThrow('may not be null');
  });

  it.each([
    ['a list where there is none', '{ one { size } }', { one: { size: [1] } }, '{"one":{"size":null}}'],
    ['no list where there is one', '{ things { id } }', { things: { id: '1' } }, '{"things":null}'],
    ['no object where there is one', '{ one { id } }', { one: 'x' }, '{"one":null}'],
    ['a name that an enum has not', '{ one { kind } }', { one: { kind: 'HUGE' } }, '{"one":{"kind":null}}'],
    ['a number that is not whole', '{ sizes }', { sizes: [[1, 1.5], []] }, '{"sizes":[[1,null],[]]}'],
  ])('tells of %s, and goes on without it', (_, query, input, data) => {
    const answer = shaped(query, input);
    expect(answer.data).toBe(data);
    expect(answer.invalid).toEqual([expect.stringMatching(/^Invalid value found for /)]);
  });

  it('takes whatever a scalar of somebody else is, and names that objects have of themselves', () => {
    const query = '{ one { stamp __proto__: size constructor: id toString: name } __schema { types { name } } }';
    const input: ResultObject = JSON.parse('{ "one": { "stamp": { "x": [1] }, "__proto__": 5 } }');
    expect(shaped(query, { one: { ...(input.one as object), id: 1 } }).data).toBe('{"one":null,"__schema":"introspected"}');
    const whole = JSON.parse('{ "one": { "stamp": { "x": [1] }, "__proto__": 5, "constructor": "1", "toString": "n" } }');
    expect(shaped(query, whole).data).toBe('{"one":{"stamp":{"x":[1]},"__proto__":5,"constructor":"1","toString":"n"},"__schema":"introspected"}');
  });
});
