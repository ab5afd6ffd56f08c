import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import type { Deps, Tx } from '../deps';
import { hint } from './recipients';

interface Named {
  readonly upTo?: string | null | undefined;
  readonly ids?: readonly string[] | null | undefined;
  readonly groupIds?: readonly string[] | null | undefined;
}

type Code = 'NOTHING_NAMED' | 'TOO_MANY_IDS' | 'NOTIFICATION_NOT_FOUND';

const mostIds = 100;

/** Marks as read all up to one of them, some by their ids, whole groups, or more than one of these; gives how many are left unread. */
export async function markRead(
  deps: Pick<Deps, 'transact' | 'clock' | 'pubsub'>,
  recipientId: string,
  { upTo, ids, groupIds }: Named,
): Promise<Outcome<number, Code>> {
  const single = [...new Set(ids ?? [])];
  const groups = [...new Set(groupIds ?? [])];
  if (!upTo && single.length === 0 && groups.length === 0)
    return refused(userError('NOTHING_NAMED', ['input'], 'Name at least one notification, or group.'));
  if (single.length > mostIds) return refused(userError('TOO_MANY_IDS', ['input', 'ids'], `Name at most ${mostIds} notifications.`));
  if (groups.length > mostIds) return refused(userError('TOO_MANY_IDS', ['input', 'groupIds'], `Name at most ${mostIds} groups.`));
  return deps.transact(async ({ tx, afterCommit }): Promise<Outcome<number, Code>> => {
    await tx.$executeRaw`SELECT 1 FROM recipient WHERE user_id = ${recipientId} FOR UPDATE`;
    const positions = await positionsOf(tx, recipientId, upTo ? [upTo, ...single] : single);
    if (upTo && !positions.has(upTo)) return refused(noSuch('upTo'));
    if (single.some((id) => !positions.has(id))) return refused(noSuch('ids'));
    const owned = await tx.notificationGroup.count({ where: { recipientId, id: { in: groups } } });
    if (owned < groups.length) return refused(userError('NOTIFICATION_NOT_FOUND', ['input', 'groupIds'], 'There is no such group.'));
    // What is withdrawn just now is marked too: should it come back, it is not news.
    const left = await tx.$queryRaw<{ unreadCount: number }[]>`
      WITH marked AS (
        UPDATE notification SET read_at = ${deps.clock.now()}
        WHERE recipient_id = ${recipientId} AND read_at IS NULL
          AND (position <= ${upTo ? positions.get(upTo) : null}::bigint OR id = ANY(${single}::text[]) OR group_id = ANY(${groups}::text[]))
        RETURNING withdrawn_at
      )
      UPDATE recipient SET unread_count = unread_count - (SELECT count(*)::int FROM marked WHERE withdrawn_at IS NULL)
      WHERE user_id = ${recipientId} RETURNING unread_count AS "unreadCount"`;
    afterCommit(() => hint(deps, [recipientId]));
    return done(left[0]?.unreadCount ?? 0);
  });
}

/** Positions of those among the named that the recipient was told; also of what was withdrawn since, which a client may still show. */
async function positionsOf(tx: Tx, recipientId: string, ids: readonly string[]): Promise<Map<string, bigint | null>> {
  const rows = await tx.notification.findMany({
    where: { recipientId, id: { in: [...ids] }, position: { not: null } },
    select: { id: true, position: true },
  });
  return new Map(rows.map(({ id, position }) => [id, position]));
}

const noSuch = (field: 'upTo' | 'ids') => userError('NOTIFICATION_NOT_FOUND' as const, ['input', field], 'There is no such notification.');
