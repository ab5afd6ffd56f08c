import type { Viewer } from '@ejazz/platform/viewer/viewer';
import type { InjectedFaults } from './degraded/faults';
import type { Caller } from './http/caller';
import type { Renewed } from './local/renew-subscriptions';
import type { SubscriptionRole } from './subscriptions/role';

/** What one operation of a client holds. */
export interface GatewayContext {
  readonly viewer: Viewer;
  readonly caller: Caller;
  /** Aborts when the client has gone. */
  readonly signal: AbortSignal;
  /** When the client's time is up, on the clock of `performance.now()`. Without one each subgraph has its own time alone. */
  readonly deadline?: number;
  /** Lets the live connections of the request's session go on with the token it came with; undefined for an anonymous visitor. */
  readonly renewSubscriptions?: (() => Renewed) | undefined;
  /** What the client wants to see fail; in development alone. */
  readonly faults?: InjectedFaults | undefined;
  /** Set while a subscription is being set up or one of its events is answered. */
  readonly subscription?: SubscriptionRole;
}
