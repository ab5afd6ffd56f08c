import type { Sql } from '../database/sql';
import { ExplainedError } from '../lifecycle/explained-error';
import type { UnitOfWork } from '../outbox/transact';
import type { EventDefinition } from './define-event';
import type { Received } from './received';

/** What a handler works with: the transaction that also records that the events were handled, and the service's own things. */
export interface HandlerContext<Tx extends Sql, Deps> extends UnitOfWork<Tx> {
  readonly deps: Deps;
}

export interface EventHandler<Tx extends Sql = Sql, Deps = unknown> {
  readonly event: EventDefinition;
  handle(events: readonly Received[], context: HandlerContext<Tx, Deps>): Promise<void>;
}

/** Reacts to events of one kind, a batch at a time, oldest first. The order between batches is not assumed. */
export const defineHandler = <E extends EventDefinition, Tx extends Sql, Deps>(
  event: E,
  handle: (events: readonly Received<E>[], context: HandlerContext<Tx, Deps>) => Promise<void>,
): EventHandler<Tx, Deps> => ({ event, handle: (events, context) => handle(events as readonly Received<E>[], context) });

/** Refuses a service whose handlers are not exactly the subscriptions that the catalogue gives it. */
export function checkHandlers(service: string, catalogue: readonly EventDefinition[], handlers: readonly { event: EventDefinition }[]): void {
  const wanted = catalogue.filter((event) => event.subscribers.includes(service)).map((event) => event.name);
  const given = handlers.map((handler) => handler.event.name);
  const faults = [
    ...wanted.filter((name) => !given.includes(name)).map((name) => `${name} is subscribed to but has no handler`),
    ...new Set(given.filter((name) => !wanted.includes(name)).map((name) => `${name} has a handler but "${service}" is not among its subscribers`)),
    ...new Set(given.filter((name, index) => given.indexOf(name) !== index).map((name) => `${name} has more than one handler`)),
  ];
  if (faults.length > 0)
    throw new ExplainedError(`The event handlers of "${service}" do not fit the catalogue:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
}
