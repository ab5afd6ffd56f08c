import type { Sql } from '../database/sql';
import type { EventHandler } from '../events/handler';
import type { Received } from '../events/received';
import type { Transact } from '../outbox/transact';
import { takeFresh } from './inbox-table';

/** Has the effect of the events that have not had it yet, in one transaction. Returns the ids that were new. */
export function apply<Tx extends Sql, Deps>(
  events: readonly Received[],
  transact: Transact<Tx>,
  handlers: ReadonlyMap<string, EventHandler<Tx, Deps>>,
  deps: Deps,
): Promise<Set<string>> {
  return transact(async (unit) => {
    const fresh = await takeFresh(
      unit.tx,
      events.map((event) => event.id),
    );
    const byName = new Map<string, Received[]>();
    for (const event of events) {
      if (fresh.has(event.id)) byName.set(event.name, [...(byName.get(event.name) ?? []), event]);
    }
    for (const [name, group] of byName) await handlers.get(name)?.handle(group, { ...unit, deps });
    return fresh;
  });
}
