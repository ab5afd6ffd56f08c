import { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { attempt, workerSettings } from './attempt';
import type { RunningJob } from './bus';
import type { RedisEngine } from './engine';
import { startedWhenUp } from './started-when-up';

interface Options {
  readonly queue: string;
  readonly prefix: string;
  readonly concurrency: number;
  readonly lockMs: number;
  /** Shared by all workers. */
  readonly connection: () => Redis;
}

/** Works on a queue while Redis is there. It stops when its work in hand is done, whether Redis can be told or not. */
export function redisWorker(
  engine: RedisEngine,
  { queue, prefix, concurrency, lockMs, connection }: Options,
  work: (job: RunningJob) => Promise<void>,
) {
  const inHand = new Set<Promise<void>>();
  let running: Worker | undefined;

  const tracked = (job: RunningJob): Promise<void> => {
    const working = work(job).finally(() => inHand.delete(working));
    inHand.add(working);
    return working;
  };
  async function handsEmpty(): Promise<void> {
    while (inHand.size > 0) await Promise.allSettled(inHand);
  }

  return startedWhenUp(engine, {
    name: `worker ${queue}`,
    async start() {
      const redis = connection();
      if (redis.status === 'wait') await redis.connect();
      const worker = new Worker(queue, (job, token) => attempt(job, token, tracked), {
        connection: redis,
        prefix,
        concurrency,
        autorun: false,
        ...workerSettings(lockMs),
      });
      worker.on('error', (error) => void engine.outage.failed(error));
      worker.on('active', () => engine.outage.over());
      try {
        // A worker whose connection fails at the start never recovers: it is made anew.
        await unlessLost(redis, worker.waitUntilReady(), () => Promise.reject(new Error('the connection was closed')));
      } catch (error) {
        await worker.close(true);
        throw error;
      }
      running = worker;
      void worker.run().catch((error) => void engine.outage.failed(error));
    },
    async stop() {
      // A closing worker tells Redis, and would wait for one that is away. Whoever does its jobs again finds their effects in the inbox.
      if (running) await unlessLost(connection(), running.close(), handsEmpty);
    },
  });
}

/** What comes of something that needs a connection, or of `otherwise` when that is not there or is lost meanwhile. */
async function unlessLost(redis: Redis, outcome: Promise<unknown>, otherwise: () => Promise<unknown>): Promise<void> {
  let lost = () => {};
  const away = new Promise<void>((resolve) => {
    lost = resolve;
    redis.once('close', lost);
  });
  if (redis.status !== 'ready') lost();
  try {
    await Promise.race([outcome, away.then(otherwise)]);
  } finally {
    redis.off('close', lost);
  }
}
