import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../context';

const wellFormed: readonly unknown[] = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'];

/**
 * GraphQL over HTTP: clients that name `application/json` and not `application/graphql-response+json` take every status but 2xx for an
 * answer of some proxy. They are told of errors in their document by the body alone.
 */
export function legacyStatus(): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart({ request }) {
      const accept = request.http?.headers.get('accept') ?? '';
      if (!accept.includes('application/json') || accept.includes('application/graphql-response+json')) return;
      return {
        async willSendResponse({ response: { http, body } }) {
          if (http.status !== 400 || body.kind !== 'single') return;
          if (body.singleResult.errors?.every(({ extensions }) => wellFormed.includes(extensions?.code))) http.status = 200;
        },
      };
    },
  };
}
