import type { EventDefinition, PayloadOf } from './define-event';

/** An event as a handler gets it. */
export interface Received<E extends EventDefinition = EventDefinition> {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly payload: PayloadOf<E>;
  /** The request that caused it. */
  readonly requestId: string;
  readonly occurredAt: Date;
  /** Traceparent of its emission, when somebody traced it. */
  readonly trace?: string | null | undefined;
}
