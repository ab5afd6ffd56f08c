import { Fault } from '@ejazz/platform/errors/fault';
import { type DocumentNode, type FragmentDefinitionNode, Kind, OperationTypeNode, type SelectionNode, type SelectionSetNode } from 'graphql';
import type { Admission } from '../protection/admission';

/**
 * Refuses a subscription whose root field stands under @skip or @include. Neither graphql-js's validation nor the planner can take a
 * variable there (both throw), so it is looked for before either sees the document.
 */
export const refuseConditionalRoot: Admission = (document) => {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION || definition.operation !== OperationTypeNode.SUBSCRIPTION) continue;
    if (!isConditional(definition.selectionSet, fragmentsOf(document), new Set())) continue;
    const message = '@skip and @include may not stand on the root field of a subscription: leave the subscription out instead.';
    return new Fault('GRAPHQL_VALIDATION_FAILED', message, { http: { status: 400 } });
  }
  return undefined;
};

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

const fragmentsOf = ({ definitions }: DocumentNode): Fragments =>
  new Map(definitions.flatMap((definition) => (definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [])));

function isConditional({ selections }: SelectionSetNode, fragments: Fragments, seen: Set<string>): boolean {
  return selections.some((selection) => {
    if (hasCondition(selection)) return true;
    if (selection.kind === Kind.INLINE_FRAGMENT) return isConditional(selection.selectionSet, fragments, seen);
    if (selection.kind === Kind.FIELD || seen.has(selection.name.value)) return false;
    seen.add(selection.name.value);
    const named = fragments.get(selection.name.value);
    return named !== undefined && isConditional(named.selectionSet, fragments, seen);
  });
}

const hasCondition = ({ directives }: SelectionNode) => directives?.some(({ name }) => name.value === 'skip' || name.value === 'include') ?? false;
