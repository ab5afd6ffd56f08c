import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { trace } from '@opentelemetry/api';

/** Names the span in hand after the operation it turns out to be. */
export const nameOperations = <C extends BaseContext>(): ApolloServerPlugin<C> => ({
  async requestDidStart() {
    const span = trace.getActiveSpan();
    if (!span) return;
    return {
      async didResolveOperation({ operation, operationName }) {
        if (!operation) return;
        span.updateName(`${operation.operation} ${operationName ?? '(unnamed)'}`);
        span.setAttributes({ 'graphql.operation.type': operation.operation, 'graphql.operation.name': operationName ?? '' });
      },
      async didEncounterErrors({ errors }) {
        span.setAttribute('graphql.errors', errors.length);
      },
    };
  },
});
