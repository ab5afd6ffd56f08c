import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { GatewayContext } from '../context';
import type { OperationMetrics } from '../metrics/operation-metrics';
import { continues } from '../subscriptions/role';

/** Reports each operation of a client once it is answered; the events of a subscription are not operations of their own. */
export function measureOperations(metrics: OperationMetrics): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart({ contextValue: { caller, subscription } }) {
      if (continues(subscription)) return;
      const started = performance.now();
      return {
        async willSendResponse({ operation, operationName, response: { body } }) {
          const answer = body.kind === 'single' ? body.singleResult : body.initialResult;
          const { data, errors = [] } = answer;
          metrics.finished({
            operationName: operationName ?? undefined,
            type: operation?.operation,
            clientName: caller.clientName,
            clientVersion: caller.clientVersion,
            outcome: errors.length === 0 ? 'ok' : data === undefined ? 'refused' : 'errors',
            errorCodes: errors.map(codeOf),
            milliseconds: performance.now() - started,
          });
        },
      };
    },
  };
}

const codeOf = ({ extensions }: GraphQLFormattedError) => String(extensions?.code ?? 'INTERNAL_SERVER_ERROR');
