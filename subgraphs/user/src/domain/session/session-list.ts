import { isId } from '@ejazz/platform/ids/id';
import { type Connection, connection, type PageArgs, pageSize } from '@ejazz/platform/pagination/connection';
import { decodeCursor } from '@ejazz/platform/pagination/cursor';
import { z } from 'zod';
import type { Deps } from '../../deps';
import type { Session } from '../../generated/prisma/client';

const latest = Date.UTC(9999, 11, 31);
const keyset = z.tuple([z.literal('sessions'), z.int().min(0).max(latest), z.string().refine((id) => isId('ses', id))]);

/** A person's live sessions, latest seen first. */
export async function sessionsOf(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  userId: string,
  args: PageArgs,
): Promise<Connection<Session> & { readonly totalCount: number }> {
  const page = { first: pageSize(args.first), after: args.after };
  const live = { userId, revokedAt: null, expiresAt: { gt: clock.now() } };
  const [, seen, id] = page.after ? decodeCursor(page.after, keyset) : [];
  const beyond = seen === undefined ? {} : { OR: [{ lastSeenAt: { lt: new Date(seen) } }, { lastSeenAt: new Date(seen), id: { lt: id } }] };
  const [rows, totalCount] = await Promise.all([
    db.session.findMany({ where: { ...live, ...beyond }, orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }], take: page.first + 1 }),
    db.session.count({ where: live }),
  ]);
  const make = { node: (row: Session) => row, keyset: (row: Session) => ['sessions', row.lastSeenAt.getTime(), row.id] };
  return { ...connection(rows, page, make), totalCount };
}
