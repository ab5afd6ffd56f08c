import type { Operation } from '@apollo/federation-internals';
import type { GraphQLDataSource } from '@apollo/gateway';
import { evaluateCondition, type PlanNode, type QueryPlan } from '@apollo/query-planner';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import type { PlanRecord } from '../../plan/plan-records';
import type { IncomingRequest } from '../executor';
import type { Shapes } from '../shaping/shapes';
import { type Place, placesAt, type ResultObject } from './places';
import { runFetch } from './run-fetch';

/** One operation while its plan is run. */
export interface Execution {
  readonly operation: Operation;
  readonly shapes: Shapes;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly sources: Readonly<Record<string, GraphQLDataSource>>;
  readonly wholeSchema: GraphQLSchema;
  readonly incoming: IncomingRequest;
  /** Notes down how each fetch went, if anybody wants to know. */
  readonly record: PlanRecord | undefined;
  /** Gathers what subgraphs answer, in the shape of the answer but with more in it than was asked for. */
  readonly data: ResultObject;
  readonly errors: GraphQLError[];
}

export async function runPlan(execution: Execution, { node }: QueryPlan): Promise<void> {
  if (!node) return;
  if (node.kind === 'Subscription') throw new Error('A plan of a subscription is run as openSubscriptionPlan makes it.');
  await run(execution, node, [{ at: undefined, object: execution.data }]);
}

async function run(execution: Execution, node: PlanNode, places: readonly Place[]): Promise<void> {
  switch (node.kind) {
    case 'Sequence':
      for (const child of node.nodes) await run(execution, child, places);
      return;
    case 'Parallel':
      await Promise.all(node.nodes.map((child) => run(execution, child, places)));
      return;
    case 'Flatten':
      return run(execution, node.node, placesAt(places, node.path));
    case 'Fetch':
      return runFetch(execution, node, places);
    case 'Condition': {
      const { operation, variables } = execution;
      const branch = evaluateCondition(node, operation.variableDefinitions, variables) ? node.ifClause : node.elseClause;
      return branch && run(execution, branch, places);
    }
    case 'Defer':
      throw new Error('@defer is not planned for.');
  }
}
