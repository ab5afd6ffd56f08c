import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { AuthRequirements, Requirement } from './auth-requirements';

/** A field of an operation that `@auth` stands on, and the @skip/@include above it that may keep it from being asked for. */
export interface GuardedField {
  readonly coordinate: string;
  readonly requirement: Requirement;
  readonly conditions: readonly Condition[];
}

interface Condition {
  readonly variable: string;
  /** The value of the variable with which the field is asked for. */
  readonly wanted: boolean;
}

interface Walk {
  readonly schema: GraphQLSchema;
  readonly requirements: AuthRequirements;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly found: GuardedField[];
  /** Fragments walked already, each with the conditions above it: spreads of spreads must not multiply the work. */
  readonly spread: Set<string>;
}

/** Every guarded field that a (valid) operation can ask for. */
export function guardedFields(
  schema: GraphQLSchema,
  requirements: AuthRequirements,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): GuardedField[] {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const walk: Walk = { schema, requirements, fragments, found: [], spread: new Set() };
  const root = schema.getRootType(operation.operation);
  if (root) walkSelections(walk, operation.selectionSet, root, []);
  return walk.found;
}

function walkSelections(walk: Walk, { selections }: SelectionSetNode, parent: GraphQLNamedType, above: readonly Condition[]): void {
  for (const selection of selections) {
    const conditions = conditionsOf(selection, above);
    if (!conditions) continue;
    if (selection.kind === Kind.FIELD) {
      const coordinate = `${parent.name}.${selection.name.value}`;
      const requirement = walk.requirements.get(coordinate);
      if (requirement) walk.found.push({ coordinate, requirement, conditions });
      const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[selection.name.value] : undefined;
      if (field && selection.selectionSet) walkSelections(walk, selection.selectionSet, getNamedType(field.type), conditions);
      continue;
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? spreadOf(walk, selection.name.value, conditions) : selection;
    if (!fragment) continue;
    const type = fragment.typeCondition ? walk.schema.getType(fragment.typeCondition.name.value) : parent;
    if (type) walkSelections(walk, fragment.selectionSet, type, conditions);
  }
}

function spreadOf(walk: Walk, name: string, conditions: readonly Condition[]): FragmentDefinitionNode | undefined {
  const key = JSON.stringify([name, conditions]);
  if (walk.spread.has(key)) return undefined;
  walk.spread.add(key);
  return walk.fragments.get(name);
}

/** The conditions under which a selection is asked for; undefined when it never is. */
function conditionsOf({ directives }: SelectionNode, above: readonly Condition[]): readonly Condition[] | undefined {
  const conditions = [...above];
  for (const directive of directives ?? []) {
    const wanted = directive.name.value === 'include';
    if (!wanted && directive.name.value !== 'skip') continue;
    const value = directive.arguments?.find(({ name }) => name.value === 'if')?.value;
    if (value?.kind === Kind.BOOLEAN && value.value !== wanted) return undefined;
    if (value?.kind === Kind.VARIABLE) conditions.push({ variable: value.name.value, wanted });
  }
  return conditions;
}
