import type { ApolloServerPlugin } from '@apollo/server';
import { Fault } from '@ejazz/platform/errors/fault';
import type { GatewayContext } from '../context';

/** Apollo Server leaves an operationName that names nothing to the gateway's executor, which fails without a code. */
export function requireOperation(): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, request }) {
          if (operation) return;
          const message = request.operationName
            ? `The document has no operation "${request.operationName}".`
            : 'Say by operationName which operation to run.';
          throw new Fault('OPERATION_RESOLUTION_FAILURE', message, { http: { status: 400 } });
        },
      };
    },
  };
}
