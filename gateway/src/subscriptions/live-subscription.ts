import { randomUUID } from 'node:crypto';
import { inRequestScope } from '@ejazz/platform/request/scope';
import { currentTrace, traceIn } from '@ejazz/platform/tracing/traceparent';
import type { Tracing } from '@ejazz/platform/tracing/tracing';
import { SpanKind } from '@opentelemetry/api';
import type { FormattedExecutionResult, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { SubscriptionMetrics } from '../metrics/subscription-metrics';
import type { Connection } from './connections';
import { endings } from './endings';
import { createEventQueue, type EventQueue } from './event-queue';
import type { Preparation, Prepared } from './prepare';
import { type Resumable, resumable } from './resume';
import type { UpstreamEvent } from './role';
import type { Upstreams } from './upstreams';

/** One subscription of one client, for as long as it lives. */
export interface LiveSubscription {
  readonly events: AsyncGenerator<FormattedExecutionResult, void, void>;
  /** Goes on as the supergraph of today would have it; ends with the error when that refuses it. */
  adopt(preparation: Preparation): void;
}

export interface LiveSubscriptionOptions {
  readonly prepared: Prepared;
  readonly connection: Connection;
  readonly requestId: string;
  readonly schema: () => GraphQLSchema;
  readonly upstreams: Upstreams;
  /** Events that may wait for the subscriber. */
  readonly queueLimit: number;
  readonly tracing: Tracing;
  readonly metrics: SubscriptionMetrics;
  readonly onEnd: () => void;
}

/** What waits for the subscriber: an event with the plan that it came by, or why there are no more. */
type Waiting =
  | { readonly prepared: Prepared; readonly event: UpstreamEvent; readonly since: number }
  | { readonly errors: readonly GraphQLFormattedError[] };

export function createLiveSubscription(options: LiveSubscriptionOptions): LiveSubscription {
  const { connection, requestId, schema, upstreams, queueLimit, tracing, metrics, onEnd } = options;
  const trace = currentTrace();
  const spanName = `subscription ${options.prepared.name ?? '(unnamed)'}`;
  let { prepared } = options;
  let following = begin(undefined);
  const { field } = following.resuming;
  const labels = { transport: connection.transport, field };

  const answer = async (waiting: Waiting): Promise<FormattedExecutionResult> => {
    if ('errors' in waiting) return { errors: waiting.errors };
    const { extensions, ...event } = waiting.event;
    const result = await inRequestScope(randomUUID(), () =>
      tracing.entry(spanName, { parent: traceIn(extensions), kind: SpanKind.CONSUMER }, () => waiting.prepared.answer(event, connection.context())),
    );
    metrics.delivered.inc(labels);
    metrics.lag.observe({ field }, (performance.now() - waiting.since) / 1000);
    return result;
  };
  const queue: EventQueue<Waiting, FormattedExecutionResult> = createEventQueue({
    limit: queueLimit,
    answer,
    onOverflow() {
      metrics.dropped.inc({ reason: 'slow' });
      connection.end(endings.tooSlow);
    },
    onLeave() {
      following.release();
      metrics.live.dec(labels);
      onEnd();
    },
  });
  metrics.live.inc(labels);
  if (following.resuming.cursor() !== undefined) metrics.resumed.inc({ by: 'client' });

  /** Asks upstream, from a cursor on if there is one to go on from. */
  function begin(after: unknown) {
    const by = prepared;
    const resuming: Resumable = resumable(by.upstream, schema(), after);
    let current = true;
    const release = upstreams.subscribe(
      {
        subgraph: by.upstream.subgraph,
        operationName: by.upstream.operationName,
        resumable: resuming,
        viewer: () => connection.viewer,
        requestId,
        trace,
        onResumed: () => metrics.resumed.inc({ by: 'upstream' }),
      },
      {
        event: (event) => current && queue.push({ prepared, event, since: performance.now() }),
        fail(errors, lost) {
          if (!current) return;
          if (lost) metrics.dropped.inc({ reason: 'subgraph' });
          queue.push({ errors });
        },
        end: () => current && queue.end(),
      },
    );
    return {
      resuming,
      upstream: by.upstream,
      release() {
        current = false;
        release();
      },
    };
  }

  return {
    events: queue,
    adopt(preparation) {
      if (preparation.kind !== 'subscription') {
        metrics.dropped.inc({ reason: 'supergraph' });
        following.release();
        queue.push({ errors: preparation.kind === 'refused' ? preparation.errors : (preparation.result.errors ?? []) });
        queue.end();
        return;
      }
      ({ prepared } = preparation);
      metrics.resumed.inc({ by: 'supergraph' });
      if (sameUpstream(following.upstream, prepared.upstream)) return;
      const after = following.resuming.cursor();
      following.release();
      following = begin(after);
    },
  };
}

const sameUpstream = (one: Prepared['upstream'], other: Prepared['upstream']): boolean =>
  one.subgraph === other.subgraph && one.query === other.query && JSON.stringify(one.variables) === JSON.stringify(other.variables);
