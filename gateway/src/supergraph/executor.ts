import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { getVariableValues } from 'graphql';
import type { GatewayContext } from '../context';
import { planRecordOf } from '../plan/plan-records';
import type { ResultObject } from './execution/places';
import { respond } from './execution/respond';
import { runPlan } from './execution/run-plan';
import type { Supergraphs } from './supergraphs';

type Gateway = ApolloServerOptionsWithGateway<GatewayContext>['gateway'];
/** An operation as Apollo Server hands it over: parsed, valid, and let through by every plugin. */
export type IncomingRequest = Parameters<Executor>[0];
type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;

/**
 * Apollo's planner behind Apollo Server. ApolloGateway itself changes graphs under the operations in hand, and some fail; here each
 * runs on the graph that it was validated against.
 */
export function createExecutor(supergraphs: Supergraphs): Gateway {
  const executor: Executor = (requestContext) => {
    // Subscriptions answer events long after their request: they keep nothing of it that they do not need.
    const { request, response: _, context: asked, ...kept } = requestContext;
    const { document, queryHash, schema } = kept;
    const supergraph = supergraphs.of(schema);
    const { variables = {} } = request;
    const operationName = requestContext.operation.name?.value;
    const { errors } = getVariableValues(schema, kept.operation.variableDefinitions ?? [], variables);
    if (errors) return Promise.resolve({ errors });
    const answer = (context: GatewayContext) =>
      supergraph.during(async () => {
        const { plan, operation, shapes, names } = supergraph.plans.planOf({ document, queryHash, operationName });
        const { sources, wholeSchema } = supergraph;
        const record = planRecordOf(context);
        if (record) record.plan = plan;
        const data: ResultObject = {};
        const incoming = { ...kept, request: { variables, operationName }, response: { http: undefined }, context };
        const execution = { operation, shapes, variables: names.variables(variables), sources, wholeSchema, incoming, record, data, errors: [] };
        await runPlan(execution, plan);
        return names.restore(respond(execution));
      });
    const context = asked as GatewayContext;
    if (context.subscription?.kind === 'capture') context.subscription.planned(answer, operationName ?? undefined);
    return answer(context);
  };
  return {
    load: async () => ({ executor }),
    onSchemaLoadOrUpdate: (listener) =>
      supergraphs.onLive(({ schema: apiSchema, sdl: coreSupergraphSdl }) => listener({ apiSchema, coreSupergraphSdl })),
    stop: async () => undefined,
  };
}
