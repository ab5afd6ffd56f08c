import { Kind, type OperationDefinitionNode } from 'graphql';
import { parsed } from '../saved/saved';

/** The operation to run: the only one, or of several that in which the cursor stands. Undefined when the document is no GraphQL. */
export function operationAt(query: string, cursor: number): OperationDefinitionNode | undefined {
  const operations = (parsed(query)?.definitions ?? []).filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return operations.find(({ loc }) => loc && loc.start <= cursor && cursor <= loc.end) ?? operations[0];
}
