import type { Worker } from 'bullmq';
import type { Redis } from 'ioredis';

/**
 * A closing worker tells Redis, and would wait for one that is away. Then the work in hand is finished, and that is that: whoever
 * does the jobs again finds their effects in the inbox.
 */
export async function closeRedisWorker(worker: Worker, redis: Redis, inHand: ReadonlySet<Promise<void>>): Promise<void> {
  if (redis.status !== 'ready') {
    await Promise.allSettled(inHand);
    return worker.close(true);
  }
  let lost = () => {};
  const away = new Promise<void>((resolve) => {
    lost = () => void Promise.allSettled(inHand).then(() => resolve());
    redis.once('close', lost);
  });
  await Promise.race([worker.close(), away]);
  redis.off('close', lost);
}
