import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  print,
  type SelectionNode,
} from 'graphql';
import { SupergraphRefused } from './supergraph-refused';

/**
 * Names under which the planner asks for what it needs itself: keys, what `@requires` names, and `__typename`. It asks without an
 * alias, so that a client's field of another meaning must not stand under the same name.
 */
export interface RequiredFields {
  readonly names: ReadonlySet<string>;
  /** Those asked for with arguments: not even the field itself, as a client asks for it, means the same. */
  readonly withArguments: ReadonlySet<string>;
}

/** Reads `@key` and `@requires` out of a supergraph; refuses one whose `@requires` ask for one field in two ways. */
export function readRequiredFields(sdl: string, schema: GraphQLSchema): RequiredFields {
  const names = new Set(['__typename']);
  const uses = new Map<string, string>();
  const note = (parent: GraphQLNamedType | undefined, field: FieldNode) => {
    names.add(field.name.value);
    const coordinate = `${parent?.name}.${field.name.value}`;
    const use = (field.arguments ?? [])
      .map((argument) => print(argument))
      .sort()
      .join(', ');
    const other = uses.get(coordinate) ?? use;
    if (other !== use) throw new SupergraphRefused(twoWays(coordinate, other, use));
    uses.set(coordinate, use);
  };
  for (const { type, fieldSet } of fieldSets(sdl)) {
    const [definition] = parse(`{ ${fieldSet} }`, { noLocation: true }).definitions;
    if (definition?.kind === Kind.OPERATION_DEFINITION) walk(schema, schema.getType(type), definition.selectionSet.selections, note);
  }
  const withArguments = new Set([...uses].flatMap(([coordinate, use]) => (use === '' ? [] : [coordinate.slice(coordinate.indexOf('.') + 1)])));
  return { names, withArguments };
}

const twoWays = (coordinate: string, one: string, other: string) =>
  `@requires asks for ${coordinate} with different arguments (${one || 'none'}; ${other || 'none'}), and one answer would be taken for the other. ` +
  'Let every @requires name it with the same arguments, or give the subgraph two fields.';

/** `@key` and `@requires` as composition writes them down. */
function fieldSets(sdl: string): { type: string; fieldSet: string }[] {
  return parse(sdl, { noLocation: true }).definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) return [];
    const type = definition.name.value;
    const keys = (definition.directives ?? []).map((directive) => ({ directive, argument: 'key' }));
    const requires = (definition.fields ?? []).flatMap(({ directives = [] }) => directives.map((directive) => ({ directive, argument: 'requires' })));
    return [...keys, ...requires].flatMap(({ directive, argument }) => {
      const value = directive.name.value.startsWith('join__') ? directive.arguments?.find(({ name }) => name.value === argument)?.value : undefined;
      return value?.kind === Kind.STRING ? [{ type, fieldSet: value.value }] : [];
    });
  });
}

type Note = (parent: GraphQLNamedType | undefined, field: FieldNode) => void;

function walk(schema: GraphQLSchema, parent: GraphQLNamedType | undefined, selections: readonly SelectionNode[], note: Note): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const type = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : parent;
      walk(schema, type, selection.selectionSet.selections, note);
      continue;
    }
    note(parent, selection);
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[selection.name.value] : undefined;
    walk(schema, field && getNamedType(field.type), selection.selectionSet?.selections ?? [], note);
  }
}
