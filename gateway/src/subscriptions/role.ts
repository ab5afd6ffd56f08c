import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import type { GatewayContext } from '../context';

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

/** Answers the event in its context by the plan, and on the supergraph, that the subscription was set up with. */
export type AnswerEvent = (context: GatewayContext) => Promise<ExecutionResult>;

/** Its first fetch is never sent: it is captured when a subscription is set up, and answered with the event in hand afterwards. */
export type SubscriptionRole =
  | {
      readonly kind: 'capture';
      /** It was subscribed to before, and is set up anew on another supergraph. */
      readonly again: boolean;
      /** `name` is that of the client's operation. */
      readonly planned: (answer: AnswerEvent, name: string | undefined) => void;
      readonly capture: (operation: UpstreamOperation) => void;
    }
  | { readonly kind: 'event'; readonly event: UpstreamEvent };

/** Whether this is no operation of its own, but a part of one that was subscribed to before. */
export const continues = (role: SubscriptionRole | undefined): boolean => role !== undefined && (role.kind === 'event' || role.again);
