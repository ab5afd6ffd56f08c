import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from '../database/sql';
import { currentRequestId, outsideRequests } from '../request/scope';

const betweenLooksMs = 10;

/**
 * Waits until every consumer has had the effect of what this request has told, for so long at most: then whatever its client reads next,
 * anywhere, shows what it did. What is not heard by then is heard as always.
 */
export async function untilHeard(db: Sql, mostMs: number): Promise<void> {
  const requestId = currentRequestId();
  if (!requestId) return;
  const giveUpAt = performance.now() + mostMs;
  // The looks are not the request's own statements: how many there are says nothing of what it costs.
  await outsideRequests(async () => {
    while (performance.now() < giveUpAt) {
      const [left] = await db.$queryRawUnsafe<{ count: number }[]>(
        'SELECT count(*)::int AS count FROM outbox WHERE settled_at IS NULL AND request_id = $1',
        requestId,
      );
      if (!left?.count) return;
      await pause(betweenLooksMs);
    }
  });
}
