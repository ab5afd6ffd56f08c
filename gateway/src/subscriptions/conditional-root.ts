import { type DocumentNode, type GraphQLFormattedError, getOperationAST, Kind, parse, type SelectionNode, type SelectionSetNode } from 'graphql';

/**
 * The error for a subscription whose root field stands under @skip or @include. Neither graphql-js's validation nor the planner can
 * take a variable there (both throw), so it is looked for before either sees the document.
 */
export function conditionalRootError(query: string, operationName: string | null | undefined): GraphQLFormattedError | undefined {
  const document = parsed(query);
  const operation = document && getOperationAST(document, operationName);
  if (operation?.operation !== 'subscription' || !isConditional(document, operation.selectionSet)) return undefined;
  return {
    message: '@skip and @include may not stand on the root field of a subscription: leave the subscription out instead.',
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  };
}

/** Undefined for what is no GraphQL: the server says what is wrong with it. */
function parsed(query: string): DocumentNode | undefined {
  try {
    return parse(query, { noLocation: true });
  } catch {
    return undefined;
  }
}

function isConditional(document: DocumentNode | undefined, { selections }: SelectionSetNode, spread: readonly string[] = []): boolean {
  return selections.some((selection) => {
    if (hasCondition(selection)) return true;
    if (selection.kind === Kind.INLINE_FRAGMENT) return isConditional(document, selection.selectionSet, spread);
    if (selection.kind === Kind.FIELD || spread.includes(selection.name.value)) return false;
    const named = document?.definitions.find((node) => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === selection.name.value);
    return named?.kind === Kind.FRAGMENT_DEFINITION && isConditional(document, named.selectionSet, [...spread, selection.name.value]);
  });
}

const hasCondition = ({ directives }: SelectionNode) => directives?.some(({ name }) => name.value === 'skip' || name.value === 'include') ?? false;
