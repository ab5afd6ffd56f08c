import type { FieldSelection } from '@apollo/federation-internals';
import { GraphQLError } from 'graphql';
import type { ResultObject } from '../execution/places';
import { type FieldShape, type Shaping, typenameOf, type ValueShape } from './shape';
import type { AnswerShape } from './shapes';

/** What becomes of a null where none may be: the nearest place above that may be null is. */
const nothing = Symbol('nothing');

interface Walk {
  readonly shaping: Shaping;
  readonly introspect: (selection: FieldSelection) => unknown;
  readonly path: (string | number)[];
  /** What subgraphs answered against their own schema. */
  readonly invalid: GraphQLError[];
}

export interface ShapedAnswer {
  readonly data: ResultObject | null;
  readonly invalid: readonly GraphQLError[];
}

/** What was asked for, out of what subgraphs answered. */
export function shapeAnswer({ root, shaping }: AnswerShape, input: ResultObject, introspect: Walk['introspect']): ShapedAnswer {
  const walk: Walk = { shaping, introspect, path: [], invalid: [] };
  const data = object(walk, root.fieldsOf(undefined) ?? [], input);
  return { data: data === nothing ? null : data, invalid: walk.invalid };
}

function object(walk: Walk, fields: readonly FieldShape[], input: ResultObject): ResultObject | typeof nothing {
  const output: ResultObject = {};
  for (const field of fields) {
    const value = fieldValue(walk, field, input);
    if (value === nothing) return nothing;
    // The one name that is not simply set.
    if (field.name === '__proto__') Object.defineProperty(output, field.name, { value, enumerable: true, configurable: true, writable: true });
    else output[field.name] = value;
  }
  return output;
}

function fieldValue(walk: Walk, field: FieldShape, input: ResultObject): unknown {
  const { name } = field;
  if (field.kind === 'introspection') return walk.introspect(field.selection);
  const given = Object.hasOwn(input, name) ? input[name] : undefined;
  if (field.kind === 'typename') return typenameOf(walk.shaping, given ?? input.__typename, field.parent) ?? nothing;
  walk.path.push(name);
  const value = completed(walk, field.value, given, field.parent);
  walk.path.pop();
  return value;
}

function completed(walk: Walk, { nonNull, of, text }: ValueShape, given: unknown, parent: string): unknown {
  if (given === null || given === undefined) {
    if (!nonNull) return null;
    report(walk, `Cannot return null for non-nullable ${described(walk, text, parent)}.`);
    return nothing;
  }
  const missing = nonNull ? nothing : null;
  switch (of.kind) {
    case 'leaf':
      if (of.isValid(given)) return given;
      report(walk, `Invalid value found for ${described(walk, text, parent)}.`);
      return missing;
    case 'list':
      if (Array.isArray(given)) return list(walk, of.item, given, parent) ?? missing;
      report(walk, `Invalid value found for ${described(walk, text, parent)}.`);
      return missing;
    case 'object': {
      if (!isObject(given)) {
        report(walk, `Invalid value found for ${described(walk, text, parent)}.`);
        return missing;
      }
      const typename = given.__typename;
      const fields = typename === undefined || typeof typename === 'string' ? of.shape.fieldsOf(typename) : undefined;
      if (!fields) {
        report(walk, `Invalid __typename found for object at ${described(walk, text, parent)}.`);
        return missing;
      }
      const value = object(walk, fields, given);
      return value === nothing ? missing : value;
    }
  }
}

function list(walk: Walk, shape: ValueShape, given: readonly unknown[], parent: string): unknown[] | undefined {
  const items: unknown[] = [];
  let whole = true;
  for (let index = 0; index < given.length; index += 1) {
    walk.path.push(index);
    const item = completed(walk, shape, given[index], parent);
    walk.path.pop();
    if (item === nothing) whole = false;
    items.push(item);
  }
  return whole ? items : undefined;
}

const isObject = (value: unknown): value is ResultObject => typeof value === 'object' && value !== null && !Array.isArray(value);

function report({ invalid, path }: Walk, message: string): void {
  invalid.push(new GraphQLError(message, { path: [...path], extensions: { code: 'INVALID_GRAPHQL' } }));
}

function described({ path }: Walk, type: string, parent: string): string {
  const last = path.at(-1);
  return typeof last === 'number' ? `array element of type ${type} at index ${last}` : `field ${parent}.${last}`;
}
