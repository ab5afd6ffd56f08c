import type { ApolloServerPlugin } from '@apollo/server';
import { currentScope } from '../request/scope';
import type { RequestContext } from './request-context';

/** A query ends when nobody waits for it any more; a mutation that has begun is finished, whoever has left. */
export const abandonQueries = <C extends RequestContext>(): ApolloServerPlugin<C> => ({
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, contextValue }) {
        const scope = currentScope();
        if (scope && operation?.operation === 'query') scope.abandoned = contextValue.signal;
      },
    };
  },
});
