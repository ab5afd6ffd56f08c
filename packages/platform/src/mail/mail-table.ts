import type { Sql } from '../database/sql';
import { newId } from '../ids/id';

/** A mail to be sent, before it has its words. */
export interface QueuedMail {
  readonly id: string;
  readonly kind: string;
  /** Whom it is for: a person's id, or an address that somebody typed. */
  readonly recipient: string;
  readonly createdAt: Date;
  readonly attempts: number;
}

export async function insertMail(tx: Sql, { kind, recipient }: Pick<QueuedMail, 'kind' | 'recipient'>, now: Date): Promise<void> {
  await tx.$executeRawUnsafe(
    'INSERT INTO mail (id, kind, recipient, created_at, next_attempt_at) VALUES ($1, $2, $3, $4::timestamptz, $4::timestamptz)',
    newId('eml'),
    kind,
    recipient,
    now,
  );
}

/** Takes mail that is due, for so long that whoever dies with it in hand leaves it to others. */
export const leaseMail = (db: Sql, { now, leaseMs, most }: { now: Date; leaseMs: number; most: number }): Promise<QueuedMail[]> =>
  db.$queryRawUnsafe<QueuedMail[]>(
    `UPDATE mail SET attempts = attempts + 1, next_attempt_at = $2::timestamptz
     WHERE id IN (SELECT id FROM mail WHERE next_attempt_at <= $1::timestamptz ORDER BY next_attempt_at LIMIT $3 FOR UPDATE SKIP LOCKED)
     RETURNING id, kind, recipient, created_at AS "createdAt", attempts`,
    now,
    new Date(now.getTime() + leaseMs),
    most,
  );

export const removeMail = (db: Sql, id: string): Promise<number> => db.$executeRawUnsafe('DELETE FROM mail WHERE id = $1', id);

export const postponeMail = (db: Sql, id: string, until: Date): Promise<number> =>
  db.$executeRawUnsafe('UPDATE mail SET next_attempt_at = $2::timestamptz WHERE id = $1', id, until);
