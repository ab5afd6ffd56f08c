import type { FieldSelection } from '@apollo/federation-internals';
import { type ExecutionResult, executeSync, type GraphQLSchema, Kind, OperationTypeNode, type VariableDefinitionNode, visit } from 'graphql';
import { shapeAnswer } from '../shaping/shape-answer';
import type { ResultObject } from './places';
import type { Execution } from './run-plan';

/** What the client asked for, out of what subgraphs answered; with what the schema says of itself, when that was asked for. */
export function respond({ shapes, variables, data: given, errors, incoming }: Execution): ExecutionResult<ResultObject, ResultObject> {
  const introspect = (field: FieldSelection) => introspected(incoming.schema, field, incoming.operation.variableDefinitions ?? [], variables);
  const { data, invalid } = shapeAnswer(shapes(variables), given, introspect);
  if (errors.length > 0) return { errors, data };
  // A subgraph that breaks its own schema is no fault of the client's: told beside the answer, as Apollo's gateways do.
  return invalid.length > 0 ? { data, extensions: { valueCompletion: invalid } } : { data };
}

function introspected(
  schema: GraphQLSchema,
  field: FieldSelection,
  definitions: readonly VariableDefinitionNode[],
  variables: Execution['variables'],
): unknown {
  const selection = field.expandFragments().toSelectionNode();
  const used = new Set<string>();
  visit(selection, { Variable: ({ name }) => void used.add(name.value) });
  const { data } = executeSync({
    schema,
    document: {
      kind: Kind.DOCUMENT,
      definitions: [
        {
          kind: Kind.OPERATION_DEFINITION,
          operation: OperationTypeNode.QUERY,
          variableDefinitions: definitions.filter(({ variable }) => used.has(variable.name.value)),
          selectionSet: { kind: Kind.SELECTION_SET, selections: [selection] },
        },
      ],
    },
    variableValues: variables,
  });
  return data?.[field.element.responseName()];
}
