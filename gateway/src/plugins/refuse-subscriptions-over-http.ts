import type { ApolloServerPlugin } from '@apollo/server';
import { Fault } from '@ejazz/platform/errors/fault';
import type { GatewayContext } from '../context';

/** A plain request is answered once: it has no place for a subscription. */
export function refuseSubscriptionsOverHttp(): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, contextValue }) {
          if (operation?.operation !== 'subscription' || contextValue.subscription) return;
          const message =
            'Subscriptions are answered at this same URL over WebSocket (graphql-transport-ws), or by POST with accept: text/event-stream, or multipart/mixed;subscriptionSpec="1.0".';
          throw new Fault('BAD_REQUEST', message, { http: { status: 400 } });
        },
      };
    },
  };
}
