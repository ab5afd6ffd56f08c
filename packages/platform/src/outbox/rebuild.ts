import { backboneSettings } from '../backbone/settings';
import type { Bus } from '../bus/bus';
import type { Sql, SqlDatabase } from '../database/sql';
import { forgetHandled } from '../inbox/inbox-table';
import { type LogRow, logOf, lookBack, reopen } from './outbox-table';
import { type Pace, settleTo } from './pace';
import { send } from './send';

interface Rebuilding extends Pace {
  readonly producer: { readonly name: string; readonly db: SqlDatabase<Sql> };
  readonly consumer: { readonly name: string; readonly db: Sql };
  readonly bus: Bus;
  /** Names of the events to deliver again. */
  readonly events: readonly string[];
  /** Goes on behind this place of the producer's log. */
  readonly after?: bigint | undefined;
}

/**
 * Delivers a producer's log to one consumer again, oldest first; the log is what the outbox still keeps, up to the moment this begins.
 * The consumer forgets that it handled the events, so it handles them anew: handlers compare versions, so what has had its effect
 * has no other. May be broken off and begun again at any place. Returns how many events.
 */
export async function rebuild({ producer, consumer, bus, events, after = 0n, ...pace }: Rebuilding): Promise<number> {
  const { end, count } = await lookBack(producer.db, events, after);
  for (let [place, total] = [after, 0]; ; ) {
    const rows = await logOf(producer.db, events, { after: place, end, limit: pace.chunk });
    const last = rows.at(-1);
    if (!last) return total;
    await deliverAgain(rows);
    place = BigInt(last.sequence);
    total += rows.length;
    pace.progress(`${producer.name} -> ${consumer.name}: ${total} of ${count} events (to go on from here: --after ${place})`);
  }

  async function deliverAgain(rows: readonly LogRow[]): Promise<void> {
    const ids = rows.map(({ id }) => id);
    await forgetHandled(consumer.db, ids);
    await producer.db.$transaction(async (tx) => {
      const reopened = await reopen(tx, consumer.name, ids);
      const sending = { producer: producer.name, batchSize: backboneSettings.batchSize, rememberSeconds: 0, again: true };
      // To the one consumer alone, whoever else has yet to acknowledge.
      const wire = reopened.map((row) => ({ ...row, pending: [consumer.name] }));
      await send(bus, wire, sending);
    });
    await settleTo(0, () => unacknowledged(ids), pace);
  }

  async function unacknowledged(ids: readonly string[]): Promise<number> {
    const [row] = await producer.db.$queryRawUnsafe<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM outbox WHERE id = ANY($1::text[]) AND $2::text = ANY(pending)',
      ids,
      consumer.name,
    );
    return row?.count ?? 0;
  }
}
