import type { BackboneSettings } from '../backbone/settings';
import type { Bus } from '../bus/bus';
import type { Sql, SqlDatabase } from '../database/sql';
import { createRounds } from '../jobs/rounds';
import type { Service } from '../lifecycle/service';
import type { Logger } from '../log/logger';
import { lockOverdue, markSent } from './outbox-table';
import { send } from './send';

/** Advisory lock of a service's own database: one instance sweeps at a time. */
const sweepLock = 5_337_001;
const day = 24 * 3600 * 1000;

interface Options<Tx extends Sql> {
  readonly service: string;
  readonly db: SqlDatabase<Tx>;
  readonly bus: Bus;
  readonly settings: BackboneSettings;
  readonly log: Logger;
}

/** Sends again what stays unacknowledged and deletes what has served. */
export async function sweepOnce<Tx extends Sql>({ service, db, bus, settings }: Omit<Options<Tx>, 'log'>): Promise<void> {
  const wait = { least: settings.resendAfterMs, most: settings.resendAtMostMs };
  const alone = await db.$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRawUnsafe<{ taken: boolean }[]>(`SELECT pg_try_advisory_xact_lock(${sweepLock}) AS taken`);
      if (!lock?.taken) return false;
      const rows = await lockOverdue(tx, settings.relayLimit * 10, wait);
      if (rows.length === 0) return true;
      await send(bus, rows, { producer: service, batchSize: settings.batchSize, rememberSeconds: 0, again: true });
      await markSent(
        tx,
        rows.map((row) => row.id),
      );
      return true;
    },
    { maxWait: 5_000, timeout: 60_000 },
  );
  if (!alone) return;
  await deleteOld(db, settings, 'outbox', 'sequence', 'settled_at', settings.logDays);
  // A day longer than the outbox: nothing that can still be sent may be taken for new.
  await deleteOld(db, settings, 'inbox', 'id', 'received_at', settings.logDays + 1);
  await deleteOld(db, settings, 'client_request', 'ctid', 'created_at', settings.clientRequestDays);
}

async function deleteOld(db: Sql, settings: BackboneSettings, table: string, key: string, time: string, days: number): Promise<void> {
  const chunk = settings.deleteChunk;
  const statement = `DELETE FROM ${table} WHERE ${key} IN (SELECT ${key} FROM ${table} WHERE ${time} < now() - ${days * day} * interval '1 ms' LIMIT ${chunk})`;
  for (let round = 0; round < settings.deleteRounds && (await db.$executeRawUnsafe(statement)) === chunk; round += 1);
}

export const createSweep = <Tx extends Sql>(options: Options<Tx>): Service =>
  createRounds({
    name: 'sweep',
    what: 'sweeping the outbox',
    everyMs: options.settings.sweepMs,
    round: () => sweepOnce(options),
    log: options.log,
  });
