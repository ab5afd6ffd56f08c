import type { GraphQLFormattedError } from 'graphql';

/** The one operation that a subscription sends to the subgraph owning its root field. */
export interface UpstreamOperation {
  readonly subgraph: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

/** What the owning subgraph said: the answer to the plan's first fetch. */
export interface UpstreamEvent {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/**
 * A subscription's operation runs through the gateway once to learn what to ask upstream, and then once an event.
 * Its first fetch is never sent: it is captured, or answered with the event in hand.
 */
export type SubscriptionRole =
  | { readonly kind: 'capture'; readonly capture: (operation: UpstreamOperation) => void }
  | { readonly kind: 'event'; readonly event: UpstreamEvent };
