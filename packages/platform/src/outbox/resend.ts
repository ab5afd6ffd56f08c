import { backboneSettings } from '../backbone/settings';
import type { Bus } from '../bus/bus';
import type { Sql, SqlDatabase } from '../database/sql';
import { lockSentBefore, markSent } from './outbox-table';
import type { Pace } from './pace';
import { send } from './send';

interface Resending extends Pick<Pace, 'chunk' | 'progress'> {
  readonly service: string;
  readonly db: SqlDatabase<Sql>;
  readonly bus: Bus;
}

/**
 * Sends again, now, what a service has sent and not every consumer has acknowledged; what waits in a queue or is a dead letter stays
 * one. Returns how many events. What was never sent is the relay's, which sends it by itself.
 */
export async function resendUnacknowledged({ service, db, bus, chunk, progress }: Resending): Promise<number> {
  const [now] = await db.$queryRawUnsafe<{ moment: string }[]>('SELECT clock_timestamp()::text AS moment');
  for (let total = 0; ; ) {
    const count = await db.$transaction(async (tx) => {
      const rows = await lockSentBefore(tx, now?.moment ?? '', chunk);
      await send(bus, rows, { producer: service, batchSize: backboneSettings.batchSize, rememberSeconds: 0, again: true });
      await markSent(
        tx,
        rows.map(({ id }) => id),
      );
      return rows.length;
    });
    total += count;
    if (count === 0) return total;
    progress(`${service}: ${total} events sent again`);
  }
}
