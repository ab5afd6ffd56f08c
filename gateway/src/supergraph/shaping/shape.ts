import {
  type CompositeType,
  type FieldSelection,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  isSubtype,
  type Schema,
  type SelectionSet,
  type Type,
  typenameFieldName,
} from '@apollo/federation-internals';
import { type Conditions, isSkipped } from './conditions';
import { type IsValid, leafValidity } from './leaf-validity';

/** What an object of the answer consists of; by type, since fragments apply to some types and not to others. */
export interface ObjectShape {
  /** Of an object that says its type, or that does not (then it is of the type its field has); undefined when there is no such type. */
  fieldsOf(typename: string | undefined): readonly FieldShape[] | undefined;
}

/** A field of the answer, once, however many selections ask for it. */
export type FieldShape =
  | { readonly kind: 'value'; readonly name: string; readonly parent: string; readonly value: ValueShape }
  | { readonly kind: 'typename'; readonly name: string; readonly parent: CompositeType }
  | { readonly kind: 'introspection'; readonly name: string; readonly selection: FieldSelection };

export interface ValueShape {
  readonly nonNull: boolean;
  /** The nullable type as it is written. */
  readonly text: string;
  readonly of:
    | { readonly kind: 'leaf'; readonly isValid: IsValid }
    | { readonly kind: 'list'; readonly item: ValueShape }
    | { readonly kind: 'object'; readonly shape: ObjectShape };
}

/** A selection set, and the type it is made on. */
export interface Selected {
  readonly set: SelectionSet;
  readonly type: CompositeType;
}

export interface Shaping {
  readonly schema: Schema;
  readonly conditions: Conditions;
}

export function objectShape(shaping: Shaping, selected: readonly Selected[]): ObjectShape {
  const known = new Map<string, readonly FieldShape[]>();
  return {
    fieldsOf(typename = '') {
      const held = known.get(typename);
      if (held) return held;
      const type = typename === '' ? undefined : shaping.schema.type(typename);
      const fields = typename === '' || (type && isCompositeType(type)) ? fieldsOn(shaping, selected, type as CompositeType | undefined) : undefined;
      // Names that no type has are a subgraph's making: they take no room.
      if (fields) known.set(typename, fields);
      return fields;
    },
  };
}

interface Asked {
  readonly selection: FieldSelection;
  readonly parent: CompositeType;
}

function fieldsOn(shaping: Shaping, selected: readonly Selected[], type: CompositeType | undefined): FieldShape[] {
  const asked = new Map<string, Asked[]>();
  for (const { set, type: own } of selected) collect(shaping, set, type ?? own, type, asked);
  return [...asked].map(([name, places]) => fieldShape(shaping, name, places));
}

/** As fields are collected everywhere in GraphQL: in the order in which they are first asked for. */
function collect(shaping: Shaping, set: SelectionSet, parent: CompositeType, type: CompositeType | undefined, asked: Map<string, Asked[]>): void {
  for (const selection of set.selections()) {
    if (isSkipped(selection.element, shaping)) continue;
    if (selection.kind === 'FieldSelection') {
      const name = selection.element.responseName();
      const places = asked.get(name);
      if (places) places.push({ selection, parent });
      else asked.set(name, [{ selection, parent }]);
      continue;
    }
    const { typeCondition } = selection.element;
    if (typeCondition && !isSubtype(typeCondition, type ?? parent)) continue;
    collect(shaping, selection.selectionSet, typeCondition ?? parent, type, asked);
  }
}

function fieldShape(shaping: Shaping, name: string, places: readonly Asked[]): FieldShape {
  const [{ selection, parent }] = places as [Asked, ...Asked[]];
  const { definition } = selection.element;
  if (definition.isSchemaIntrospectionField()) return { kind: 'introspection', name, selection };
  if (selection.element.name === typenameFieldName) return { kind: 'typename', name, parent };
  const types = places.flatMap(({ selection }) => selection.element.definition.type ?? []);
  return { kind: 'value', name, parent: String(parent), value: valueShape(shaping, strictest(types), places) };
}

/** An implementation may promise more than its interface: the promise holds. */
function strictest([first, ...others]: readonly Type[]): Type {
  if (!first) throw new Error('A field without a type.');
  return others.reduce((strict, other) => (isSubtype(strict, other) ? other : strict), first);
}

function valueShape(shaping: Shaping, type: Type, places: readonly Asked[]): ValueShape {
  if (isNonNullType(type)) return { ...valueShape(shaping, type.ofType, places), nonNull: true };
  const text = String(type);
  if (isListType(type)) return { nonNull: false, text, of: { kind: 'list', item: valueShape(shaping, type.ofType, places) } };
  if (!isCompositeType(type)) return { nonNull: false, text, of: { kind: 'leaf', isValid: leafValidity(shaping.schema, type) } };
  const selected = places.flatMap(({ selection: { selectionSet, element } }) => {
    const own = element.baseType();
    return selectionSet && isCompositeType(own) ? [{ set: selectionSet, type: own }] : [];
  });
  return { nonNull: false, text, of: { kind: 'object', shape: objectShape(shaping, selected) } };
}

/** The type that `__typename` tells of an object; undefined when it is none that an object can have. */
export function typenameOf({ schema }: Pick<Shaping, 'schema'>, said: unknown, parent: CompositeType): string | undefined {
  const type = (typeof said === 'string' ? schema.type(said) : undefined) ?? parent;
  return isObjectType(type) ? type.name : undefined;
}
