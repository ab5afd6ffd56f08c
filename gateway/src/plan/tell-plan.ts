import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../context';
import { recordPlan } from './plan-records';
import { toldPlan } from './told-plan';

/** A client asks for the plan by this header; over a websocket, where there is none, by `extensions: { executedPlan: true }` of its operation. */
export const planHeader = 'x-ejazz-plan';

/** Answers tell their plan in `extensions.executedPlan`, when asked. Development only: plans name subgraphs and what they are asked. */
export function tellPlan(): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart({ request, contextValue }) {
      if (!request.http?.headers.has(planHeader) && request.extensions?.executedPlan !== true) return;
      const record = recordPlan(contextValue);
      return {
        async willSendResponse({ response: { body } }) {
          const { plan } = record;
          if (!plan || body.kind !== 'single') return;
          body.singleResult.extensions = { ...body.singleResult.extensions, executedPlan: toldPlan({ ...record, plan }) };
        },
      };
    },
  };
}
