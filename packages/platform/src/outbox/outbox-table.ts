import type { Sql } from '../database/sql';
import type { WireEvent } from '../events/wire';
import type { NewEvent } from './new-event';

/** An event taken from the outbox to be sent. */
export interface OutboxRow extends WireEvent {
  readonly pending: readonly string[];
}

const columns = `id, name, version, payload, request_id AS "requestId",
  to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "occurredAt", pending, trace`;

/** Everything goes as one JSON parameter: one statement whatever the number, and no doubts about parameter types. */
export async function insertEvents(tx: Sql, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.$executeRawUnsafe(
    `INSERT INTO outbox (id, name, version, payload, request_id, occurred_at, pending, trace, sent_at, settled_at)
     SELECT e.id, e.name, e.version, e.payload, e."requestId", e."occurredAt", e.pending, e.trace,
            CASE WHEN e.pending = '{}' THEN now() END, CASE WHEN e.pending = '{}' THEN now() END
     FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (id text, name text, version int, payload jsonb, "requestId" text, "occurredAt" timestamptz, pending text[], trace text))
          WITH ORDINALITY AS e (id, name, version, payload, "requestId", "occurredAt", pending, trace, position)
     ORDER BY e.position`,
    JSON.stringify(events),
  );
}

/** Takes up to `limit` unsent events for sent, oldest first, passing over those that another instance has in hand. */
export const takeUnsent = (tx: Sql, limit: number): Promise<OutboxRow[]> =>
  tx.$queryRawUnsafe<OutboxRow[]>(
    `WITH unsent AS (SELECT sequence AS place FROM outbox WHERE sent_at IS NULL ORDER BY sequence LIMIT ${limit} FOR UPDATE SKIP LOCKED), taken AS (
       UPDATE outbox SET sent_at = clock_timestamp() FROM unsent WHERE outbox.sequence = unsent.place RETURNING outbox.*
     ) SELECT ${columns} FROM taken ORDER BY sequence`,
  );

/**
 * Locks events that were sent and not acknowledged for too long. The wait doubles with each sending (an event sent at the age of
 * five minutes is due again at ten) up to `most`, so that a consumer's long absence does not fill its queue.
 */
export const lockOverdue = (tx: Sql, limit: number, wait: { least: number; most: number }): Promise<OutboxRow[]> =>
  tx.$queryRawUnsafe<OutboxRow[]>(
    `SELECT ${columns} FROM outbox
     WHERE settled_at IS NULL AND sent_at IS NOT NULL
       AND clock_timestamp() > sent_at + least(${wait.most} * interval '1 ms', greatest(${wait.least} * interval '1 ms', sent_at - occurred_at))
     ORDER BY sequence LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
  );

/** Locks events that were sent before a moment and not acknowledged by everyone. */
export const lockSentBefore = (tx: Sql, moment: string, limit: number): Promise<OutboxRow[]> =>
  tx.$queryRawUnsafe<OutboxRow[]>(
    `SELECT ${columns} FROM outbox WHERE settled_at IS NULL AND sent_at < $1::timestamptz ORDER BY sequence LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
    moment,
  );

export interface LogRow {
  readonly id: string;
  readonly sequence: string;
}

/** Where the log of these events ends now, and how many it has behind a place. */
export async function lookBack(db: Sql, names: readonly string[], after: bigint): Promise<{ end: bigint; count: number }> {
  const [row] = await db.$queryRawUnsafe<{ end: string; count: number }[]>(
    `SELECT coalesce(max(sequence), 0)::text AS end, count(*)::int AS count FROM outbox
     WHERE name = ANY($1::text[]) AND sequence > $2::bigint AND sent_at IS NOT NULL`,
    names,
    String(after),
  );
  return { end: BigInt(row?.end ?? 0), count: row?.count ?? 0 };
}

/** A stretch of the log. What was not sent yet is left to the relay. */
export const logOf = (db: Sql, names: readonly string[], { after, end, limit }: { after: bigint; end: bigint; limit: number }): Promise<LogRow[]> =>
  db.$queryRawUnsafe<LogRow[]>(
    `SELECT id, sequence::text AS sequence FROM outbox
     WHERE name = ANY($1::text[]) AND sequence > $2::bigint AND sequence <= $3::bigint AND sent_at IS NOT NULL
     ORDER BY outbox.sequence LIMIT ${limit}`,
    names,
    String(after),
    String(end),
  );

/** Takes events of the log for unacknowledged by this consumer again, and for sent just now. */
export const reopen = (tx: Sql, consumer: string, ids: readonly string[]): Promise<OutboxRow[]> =>
  tx.$queryRawUnsafe<OutboxRow[]>(
    `WITH taken AS (SELECT sequence AS place FROM outbox WHERE id = ANY($2::text[]) ORDER BY sequence FOR UPDATE), reopened AS (
       UPDATE outbox SET pending = array_append(array_remove(pending, $1::text), $1::text), settled_at = NULL, sent_at = clock_timestamp()
       FROM taken WHERE outbox.sequence = taken.place RETURNING outbox.*
     ) SELECT ${columns} FROM reopened ORDER BY sequence`,
    consumer,
    ids,
  );

export const markSent = (tx: Sql, ids: readonly string[]): Promise<number> =>
  tx.$executeRawUnsafe('UPDATE outbox SET sent_at = clock_timestamp() WHERE id = ANY($1::text[])', ids);

/** Takes a consumer off the events it has acknowledged; locks in one order, so that two acknowledgements cannot deadlock. */
export const acknowledge = (db: Sql, consumer: string, ids: readonly string[]): Promise<number> =>
  db.$executeRawUnsafe(
    `WITH taken AS (SELECT sequence FROM outbox WHERE id = ANY($2::text[]) AND $1::text = ANY(pending) ORDER BY sequence FOR UPDATE)
     UPDATE outbox SET pending = array_remove(pending, $1::text),
                       settled_at = CASE WHEN array_remove(pending, $1::text) = '{}' THEN clock_timestamp() END
     FROM taken WHERE outbox.sequence = taken.sequence`,
    consumer,
    ids,
  );

/** Events not sent yet, and events sent but not acknowledged by every consumer. */
export async function countPending(db: Sql): Promise<{ unsent: number; unacknowledged: number }> {
  const rows = await db.$queryRawUnsafe<{ unsent: number; unacknowledged: number }[]>(
    `SELECT (count(*) FILTER (WHERE sent_at IS NULL))::int AS unsent, (count(*) FILTER (WHERE sent_at IS NOT NULL))::int AS unacknowledged
     FROM outbox WHERE settled_at IS NULL`,
  );
  return rows[0] ?? { unsent: 0, unacknowledged: 0 };
}
