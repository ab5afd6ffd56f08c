import { type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError, GraphQLSchema, parse } from 'graphql';
import type { ServerOptions } from 'graphql-ws';
import type { Outcome, Performer } from '../perform';
import type { Socket } from './websocket-endpoint';

/** An error that leaves exactly as it was formatted for the client. */
class Formatted extends GraphQLError {
  constructor(readonly formatted: GraphQLFormattedError) {
    super(formatted.message);
  }
  override toJSON = () => this.formatted;
}

/** graphql-ws asks a document only whether its operation is a subscription; that is known here without reading it again. */
const answeredOnce = { schema: new GraphQLSchema({}), document: parse('query { _ }', { noLocation: true }) };
const answeredByEvents = { ...answeredOnce, document: parse('subscription { _ }', { noLocation: true }) };

/** Lets graphql-ws speak its protocol, and us do what it is about. */
export function operationHooks(perform: Performer['perform']): ServerOptions<Record<string, unknown>, Socket> {
  return {
    onSubscribe: async ({ extra }, _id, payload) => {
      const { connection } = extra;
      if (!connection) return [new GraphQLError('Say who you are first.')];
      const outcome = await perform(payload, connection);
      if (outcome.kind === 'refused') return outcome.errors.map((error) => new Formatted(error));
      return { ...(outcome.kind === 'events' ? answeredByEvents : answeredOnce), rootValue: outcome };
    },
    execute: ({ rootValue }) => resultOf(rootValue as Outcome) as never,
    subscribe: ({ rootValue }) => resultOf(rootValue as Outcome) as never,
    // Results are formatted already; graphql-ws would ask each error to format itself.
    onNext: (_ctx, _id, _payload, _args, result) => result as never,
  };
}

function resultOf(outcome: Outcome): FormattedExecutionResult | AsyncGenerator<FormattedExecutionResult, void, void> | undefined {
  if (outcome.kind === 'refused') return undefined;
  return outcome.kind === 'events' ? outcome.events : outcome.result;
}
