import { randomUUID } from 'node:crypto';
import type { EventDefinition, PayloadOf } from '../events/define-event';
import { newId } from '../ids/id';
import { currentRequestId } from '../request/scope';
import { currentTrace } from '../tracing/traceparent';

/** An event about to be written to the outbox. */
export interface NewEvent {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly payload: unknown;
  readonly requestId: string;
  readonly occurredAt: string;
  readonly pending: readonly string[];
  readonly trace: string | null;
}

export function newEvent<E extends EventDefinition>(service: string, event: E, payload: PayloadOf<E>): NewEvent {
  if (event.producer !== service) throw new Error(`"${service}" may not emit ${event.name}: it belongs to "${event.producer}".`);
  return {
    id: newId('evt'),
    name: event.name,
    version: event.version,
    payload: event.payload.parse(payload),
    requestId: currentRequestId() ?? randomUUID(),
    occurredAt: new Date().toISOString(),
    pending: event.subscribers,
    trace: currentTrace() ?? null,
  };
}
