import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../context';

/** Says once that a document does not fit: how often it does not tells of the schema as well. */
export function oneValidationError(): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response: { body } }) {
          if (body.kind !== 'single') return;
          const { errors } = body.singleResult;
          if (errors && errors.length > 1 && errors[0]?.extensions?.code === 'GRAPHQL_VALIDATION_FAILED')
            body.singleResult.errors = errors.slice(0, 1);
        },
      };
    },
  };
}
