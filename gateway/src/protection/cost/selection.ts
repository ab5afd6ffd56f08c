import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { CostModel } from './cost-model';
import { isSliced, type ListLength, listLength } from './list-length';

/** A field of the answer, however many selections ask for it, with what it costs. */
export interface SelectedField {
  /** Its name in the answer. */
  readonly key: string;
  readonly name: string;
  /** Of each thing it gives. */
  readonly weight: number;
  /** How many things it gives; undefined when one. */
  readonly length: ListLength | undefined;
  readonly below: readonly SelectedField[];
}

interface Occurrence {
  readonly node: FieldNode;
  readonly field: GraphQLField<unknown, unknown>;
  readonly coordinate: string;
}

interface Reading {
  readonly schema: GraphQLSchema;
  readonly model: CostModel;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

interface MergedSet {
  readonly set: SelectionSetNode;
  readonly type: GraphQLNamedType;
}

/** What the answer to an operation consists of. The document must be valid and within the limit of fields. */
export function selectedFields(schema: GraphQLSchema, model: CostModel, { definitions }: DocumentNode, operation: OperationDefinitionNode) {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const root = schema.getRootType(operation.operation);
  return root ? fieldsOf({ schema, model, fragments }, [{ set: operation.selectionSet, type: root }], new Map()) : [];
}

function fieldsOf(reading: Reading, sets: readonly MergedSet[], sizes: ReadonlyMap<string, ListLength>): SelectedField[] {
  const occurrences = new Map<string, Occurrence[]>();
  const spread = new Set<string>();
  for (const { set, type } of sets) collect(reading, set, type, occurrences, spread);
  return [...occurrences].map(([key, places]) => merged(reading, key, places, sizes));
}

function merged(reading: Reading, key: string, places: readonly Occurrence[], sizes: ReadonlyMap<string, ListLength>): SelectedField {
  const [first] = places as [Occurrence, ...Occurrence[]];
  const size = reading.model.lists.get(first.coordinate);
  const own = size || isSliced(first.field) ? listLength(first.field, first.node, size) : undefined;
  const isList = isListType(getNullableType(first.field.type));
  const passedOn = new Map<string, ListLength>();
  if (own) for (const name of size?.sizedFields.length ? size.sizedFields : ['edges', 'nodes']) passedOn.set(name, own);
  const sets = places.flatMap(({ node, field }) => (node.selectionSet ? [{ set: node.selectionSet, type: getNamedType(field.type) }] : []));
  return {
    key,
    name: first.field.name,
    weight: Math.max(...places.map((place) => weightOf(reading.model, place))),
    length: isList ? (sizes.get(first.field.name) ?? own ?? listLength(first.field, first.node, undefined)) : undefined,
    below: sets.length > 0 ? fieldsOf(reading, sets, passedOn) : [],
  };
}

function weightOf({ weights }: CostModel, { node, field, coordinate }: Occurrence): number {
  const type = getNamedType(field.type);
  const own = weights.get(coordinate) ?? weights.get(type.name) ?? (isLeafType(type) ? 0 : 1);
  return (node.arguments ?? []).reduce((sum, { name }) => sum + (weights.get(`${coordinate}(${name.value}:)`) ?? 0), own);
}

function collect(
  reading: Reading,
  { selections }: SelectionSetNode,
  type: GraphQLNamedType,
  into: Map<string, Occurrence[]>,
  spread: Set<string>,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
      // Of the fields that every type has, and of the schema itself, none costs anything.
      if (!field) continue;
      const key = (selection.alias ?? selection.name).value;
      const places = into.get(key) ?? [];
      places.push({ node: selection, field, coordinate: `${type.name}.${field.name}` });
      into.set(key, places);
      continue;
    }
    if (selection.kind === Kind.FRAGMENT_SPREAD && spread.has(selection.name.value)) continue;
    if (selection.kind === Kind.FRAGMENT_SPREAD) spread.add(selection.name.value);
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? reading.fragments.get(selection.name.value) : selection;
    if (!fragment) continue;
    const named = fragment.typeCondition ? reading.schema.getType(fragment.typeCondition.name.value) : type;
    if (named) collect(reading, fragment.selectionSet, named, into, spread);
  }
}
