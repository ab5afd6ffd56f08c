import { createPostgresBackend, DelayedError, type Job, UnrecoverableError, withBackend } from 'bullmq';
import { Pool } from 'pg';
import type { Service } from '../lifecycle/service';
import type { Logger } from '../log/logger';
import { createOutage } from '../log/outage';
import { type Bus, Hopeless, type JobQueue, Postponed, type RunningJob, type WorkerOptions } from './bus';
import { busConnections } from './connection-budget';
import { createPostgresPubSub } from './postgres-pubsub';
import { prepareQueueSchema } from './queue-schema';
import { jobQueue, retryDelay } from './queues';

const { Queue, Worker } = withBackend(createPostgresBackend);
type PostgresQueue = InstanceType<typeof Queue>;

interface Options {
  readonly url: string;
  /** Whose connections these are, for pg_stat_activity. */
  readonly name: string;
  readonly log: Logger;
  readonly connections?: number;
  /** A worker silent for so long is taken for dead. */
  readonly lockMs?: number;
}

/** Queues and live hints on one PostgreSQL database, over one small pool. */
export function createPostgresBus({ url, name, log, connections = busConnections.pool, lockMs = 30_000 }: Options): Bus {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    application_name: `ejazz ${name}`,
    // Jobs here can be made again (the outbox keeps events until they are acknowledged), so their commits need not wait for the disk.
    options: '-c search_path=bullmq -c synchronous_commit=off',
  });
  // BullMQ adds a listener to the pool for each queue and worker.
  pool.setMaxListeners(100);
  const outage = createOutage(log, 'the bus');
  pool.on('error', (error) => void outage.failed(error));
  pool.on('connect', () => outage.over());
  const queues = new Map<string, PostgresQueue>();
  const pubsub = createPostgresPubSub({ url, log, pool });

  const queue = (queueName: string): PostgresQueue => {
    const known = queues.get(queueName);
    if (known) return known;
    const made = new Queue(queueName, { connection: pool });
    made.on('error', (error) => void outage.failed(error));
    queues.set(queueName, made);
    return made;
  };

  function worker(queueName: string, { concurrency }: WorkerOptions, work: (job: RunningJob) => Promise<void>): Service {
    let running: InstanceType<typeof Worker> | undefined;
    return {
      name: `worker ${queueName}`,
      async start() {
        running = new Worker(queueName, (job, token) => attempt(job, token, work), {
          connection: pool,
          concurrency,
          lockDuration: lockMs,
          stalledInterval: lockMs,
          maxStalledCount: 20,
          settings: { backoffStrategy: retryDelay },
        });
        running.on('error', (error) => void outage.failed(error));
        running.on('active', () => outage.over());
        await running.waitUntilReady();
      },
      async stop() {
        await running?.close();
      },
    };
  }

  return {
    name: 'bus',
    pubsub,
    queue: (queueName): JobQueue => jobQueue(() => queue(queueName)),
    worker,
    async start() {
      await prepareQueueSchema(pool);
      await pubsub.start();
    },
    async stop() {
      await pubsub.stop();
      await Promise.all([...queues.values()].map((each) => each.close()));
      await pool.end();
    },
  };
}

async function attempt(job: Job, token: string | undefined, work: (job: RunningJob) => Promise<void>): Promise<void> {
  try {
    await work({ id: job.id ?? '', name: job.name, data: job.data, lastAttempt: job.attemptsMade + 1 >= (job.opts.attempts ?? 1) });
  } catch (error) {
    if (error instanceof Postponed) {
      await job.moveToDelayed(Date.now() + error.delayMs, token);
      throw new DelayedError();
    }
    if (error instanceof Hopeless) throw new UnrecoverableError(error.message);
    throw error;
  }
}
