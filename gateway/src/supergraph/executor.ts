import { buildOperationContext, executeQueryPlan } from '@apollo/gateway';
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { getVariableValues } from 'graphql';
import type { GatewayContext } from '../context';
import type { Supergraphs } from './supergraphs';

type Gateway = ApolloServerOptionsWithGateway<GatewayContext>['gateway'];
type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;

/**
 * Apollo's planner and executor behind Apollo Server. ApolloGateway itself changes graphs under the operations in hand, and some
 * fail; here each runs on the graph that it was validated against.
 */
export function createExecutor(supergraphs: Supergraphs): Gateway {
  const executor: Executor = (requestContext) => {
    const { request, document, queryHash, schema } = requestContext;
    const supergraph = supergraphs.of(schema);
    const { operationName, variables = {} } = request;
    const { errors } = getVariableValues(schema, requestContext.operation.variableDefinitions ?? [], variables);
    if (errors) return Promise.resolve({ errors });
    const answer = (context: GatewayContext) =>
      supergraph.during(async () => {
        const { plan, names } = supergraph.plans.planOf({ document, queryHash, operationName });
        const operation = buildOperationContext({ schema, operationDocument: names.document, operationName });
        const renamed = { ...requestContext, context, request: { ...request, variables: names.variables(variables) } };
        return names.restore(await executeQueryPlan(plan, supergraph.sources, renamed, operation, supergraph.wholeSchema, supergraph.apiSchema));
      });
    const context = requestContext.context as GatewayContext;
    if (context.subscription?.kind === 'capture') context.subscription.planned(answer);
    return answer(context);
  };
  return {
    load: async () => ({ executor }),
    onSchemaLoadOrUpdate: (listener) =>
      supergraphs.onLive(({ schema: apiSchema, sdl: coreSupergraphSdl }) => listener({ apiSchema, coreSupergraphSdl })),
    stop: async () => undefined,
  };
}
