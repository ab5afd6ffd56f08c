import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';

/** Plans operations as the gateway does, from the supergraph alone. */
export interface Planner {
  /** @throws GraphQLError when the document does not fit the schema */
  plan(document: DocumentNode, operationName?: string): QueryPlan;
}

export function createPlanner(supergraphSdl: string): Planner {
  const supergraph = Supergraph.build(supergraphSdl);
  const schema = supergraph.apiSchema();
  const planner = new QueryPlanner(supergraph);
  return { plan: (document, operationName) => planner.buildQueryPlan(operationFromDocument(schema, document, { operationName })) };
}
