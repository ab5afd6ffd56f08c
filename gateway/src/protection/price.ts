import { type DocumentNode, type GraphQLSchema, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { actualCost, estimatedCost } from './cost/cost';
import { costModel, readCostModel } from './cost/cost-model';
import { selectedFields } from './cost/selection';
import { classedFields, countClasses, type OperationClass } from './rate/operation-class';

/** What an operation costs and counts for, the same for everybody who sends it. */
export interface Price {
  /** How many operations of each class it is. */
  readonly counts: ReadonlyMap<OperationClass, number>;
  /** At most, with these variables. */
  estimated(variables: Readonly<Record<string, unknown>>): number;
  /** Of an answer with this data. */
  actual(data: unknown): number;
}

/** Of one mutation, beyond what it gives back. */
const mutationWeight = 10;

export function priceOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Price {
  const fields = selectedFields(schema, costModel(schema), document, operation);
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const basic = basicCost(operation, fields);
  return {
    counts: countClasses(fields, { classed: classedFields(schema), rootType: schema.getRootType(operation.operation)?.name ?? '', isMutation }),
    estimated: (variables) => basic + estimatedCost(fields, variables),
    actual: (data) => basic + actualCost(fields, data),
  };
}

/** What an operation of a graph that is not live would cost at most, with what its variables are by default. */
export function estimateOffline(schema: GraphQLSchema, supergraphSdl: string, document: DocumentNode, operation: OperationDefinitionNode): number {
  const fields = selectedFields(schema, readCostModel(supergraphSdl), document, operation);
  return basicCost(operation, fields) + estimatedCost(fields, {});
}

const basicCost = ({ operation }: OperationDefinitionNode, { length }: readonly unknown[]): number =>
  operation === OperationTypeNode.MUTATION ? length * mutationWeight : 0;
