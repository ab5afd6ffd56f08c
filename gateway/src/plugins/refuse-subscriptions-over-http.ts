import type { ApolloServerPlugin } from '@apollo/server';
import { Fault } from '@ejazz/platform/errors/fault';
import type { GatewayContext } from '../context';

/** Plain HTTP answers once: it has no place for a subscription. */
export function refuseSubscriptionsOverHttp(): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, contextValue }) {
          if (operation?.operation !== 'subscription' || contextValue.subscription) return;
          const message = 'Subscriptions are answered over WebSocket (graphql-transport-ws) at this same URL.';
          throw new Fault('BAD_REQUEST', message, { http: { status: 400 } });
        },
      };
    },
  };
}
