import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { inRequestScope } from '@ejazz/platform/request/scope';
import { traceIn } from '@ejazz/platform/tracing/traceparent';
import type { Tracing } from '@ejazz/platform/tracing/tracing';
import { SpanKind } from '@opentelemetry/api';
import type { FormattedExecutionResult, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { SubscriptionMetrics } from '../metrics/subscription-metrics';
import type { Connection } from './connections';
import { createLiveSubscription, type LiveSubscription } from './live-subscription';
import type { ClientOperation, Prepare } from './prepare';
import type { Upstreams } from './upstreams';

/** Refused as a whole, answered once, or answered by one result an event. */
export type Outcome =
  | { readonly kind: 'refused'; readonly errors: readonly GraphQLFormattedError[] }
  | { readonly kind: 'result'; readonly result: FormattedExecutionResult }
  | { readonly kind: 'events'; readonly events: AsyncGenerator<FormattedExecutionResult, void, void> };

export interface Performer {
  /** Runs an operation that came over a connection. */
  perform(operation: ClientOperation, connection: Connection): Promise<Outcome>;
  /** Another supergraph is live: every subscription is prepared again on it, and goes on or is told why not. */
  adoptSupergraph(): Promise<void>;
}

export interface PerformerOptions {
  readonly prepare: Prepare;
  readonly schema: () => GraphQLSchema;
  readonly upstreams: Upstreams;
  readonly queueLimit: number;
  readonly tracing: Tracing;
  readonly metrics: SubscriptionMetrics;
}

interface Live {
  readonly subscription: LiveSubscription;
  readonly operation: ClientOperation;
  readonly connection: Connection;
}

const tooMany: GraphQLFormattedError = {
  message: 'This connection carries as many subscriptions as it may: end one, or open another connection.',
  extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' },
};

export function createPerformer({ prepare, schema, upstreams, queueLimit, tracing, metrics }: PerformerOptions): Performer {
  const live = new Set<Live>();

  const performed = async (operation: ClientOperation, connection: Connection, requestId: string): Promise<Outcome> => {
    const made = schema();
    const preparation = await prepare(operation, connection.context());
    if (preparation.kind !== 'subscription') return preparation;
    const giveBack = connection.reserve();
    if (!giveBack) return { kind: 'refused', errors: [tooMany] };
    const onEnd = () => {
      live.delete(held);
      giveBack();
    };
    const { prepared } = preparation;
    const options = { prepared, connection, requestId, schema, upstreams, queueLimit, tracing, metrics, onEnd };
    const held: Live = { subscription: createLiveSubscription(options), operation, connection };
    live.add(held);
    // The supergraph may have been swapped while it was being prepared on the one before.
    if (schema() !== made) await adopt(held);
    return { kind: 'events', events: held.subscription.events };
  };
  const adopt = async (held: Live) => {
    const preparation = await inRequestScope(randomUUID(), () => prepare(held.operation, held.connection.context(), true));
    if (live.has(held)) held.subscription.adopt(preparation);
  };

  return {
    perform(operation, connection) {
      const requestId = randomUUID();
      const parent = traceIn(operation.extensions);
      return inRequestScope(requestId, () =>
        tracing.entry(`${connection.transport} operation`, { parent, kind: SpanKind.SERVER }, () => performed(operation, connection, requestId)),
      );
    },
    async adoptSupergraph() {
      for (const held of [...live]) {
        if (live.has(held)) await adopt(held);
        await nextTurn();
      }
    },
  };
}
