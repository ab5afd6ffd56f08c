import { createPostgresBackend, withBackend } from 'bullmq';
import { attempt, workerSettings } from './attempt';
import type { Queues } from './bus';
import type { PostgresEngine } from './engine';
import { prepareQueueSchema } from './queue-schema';
import { jobQueue } from './queues';
import { startedWhenUp } from './started-when-up';

const { Queue, Worker } = withBackend(createPostgresBackend);
type PostgresQueue = InstanceType<typeof Queue>;
type PostgresWorker = InstanceType<typeof Worker>;

/** BullMQ on PostgreSQL, over the engine's pool. */
export function postgresQueues(engine: PostgresEngine, lockMs: number): Queues {
  const { pool, outage, whenUp } = engine;
  const queues = new Map<string, PostgresQueue>();
  // Registered before the engine starts, so that it is done before anything else on it.
  void whenUp(() => prepareQueueSchema(pool));

  const queue = (name: string): PostgresQueue => {
    const known = queues.get(name);
    if (known) return known;
    const made = new Queue(name, { connection: pool });
    made.on('error', (error) => void outage.failed(error));
    queues.set(name, made);
    // BullMQ keeps a first failure for good: a queue made while PostgreSQL was away is made anew.
    made.waitUntilReady().catch(() => {
      if (queues.get(name) === made) queues.delete(name);
      void made.close();
    });
    return made;
  };

  return {
    queue: (name) => jobQueue(() => queue(name)),
    worker(name, { concurrency }, work) {
      let running: PostgresWorker | undefined;
      return startedWhenUp(engine, {
        name: `worker ${name}`,
        async start() {
          running = new Worker(name, (job, token) => attempt(job, token, work), { connection: pool, concurrency, ...workerSettings(lockMs) });
          running.on('error', (error) => void outage.failed(error));
          running.on('active', () => outage.over());
          try {
            await running.waitUntilReady();
          } catch (error) {
            await running.close();
            throw error;
          }
        },
        async stop() {
          await running?.close();
        },
      });
    },
    async close() {
      await Promise.all([...queues.values()].map((each) => each.close()));
    },
  };
}
