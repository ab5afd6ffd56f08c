import type { ApolloServerPlugin } from '@apollo/server';
import type { OperationDefinitionNode } from 'graphql';
import type { GatewayContext } from '../context';
import { continues } from '../subscriptions/role';
import { operationPlaces } from '../usage/operation-places';
import type { UsageCounter } from '../usage/usage-counter';

/** Counts what each executed operation relies on for the client that sent it; the events of a subscription are not operations of their own. */
export function recordUsage(count: UsageCounter['count']): ApolloServerPlugin<GatewayContext> {
  // Apollo Server keeps parsed documents, a schema each: an operation sent again is not walked again.
  const known = new WeakMap<OperationDefinitionNode, readonly string[]>();
  return {
    async requestDidStart({ contextValue: { caller, subscription } }) {
      if (continues(subscription)) return;
      return {
        async executionDidStart({ schema, document, operation }) {
          const places = known.get(operation) ?? operationPlaces(schema, document, operation);
          known.set(operation, places);
          count({ name: caller.clientName ?? 'unknown', version: caller.clientVersion ?? '-' }, places);
        },
      };
    },
  };
}
