import { Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from '../log/logger';
import { attempt, workerSettings } from './attempt';
import type { Queues } from './bus';
import type { RedisEngine } from './engine';
import { jobQueue } from './queues';
import { tellOfLosses } from './redis-durability';
import { closeRedisWorker } from './redis-worker';
import { startedWhenUp } from './started-when-up';

const prefix = 'ejazz';

/** BullMQ on Redis. Adding jobs fails at once while Redis is away; workers wait for it. */
export function redisQueues(engine: RedisEngine, lockMs: number, log: Logger): Queues {
  const { outage, commands } = engine;
  const queues = new Map<string, Queue>();
  const connections: Redis[] = [];
  void engine.whenUp(() => tellOfLosses(commands, log));

  const queue = (name: string): Queue => {
    const known = queues.get(name);
    if (known) return known;
    // Without waiting and without questions at the start: made while Redis is away, it works once Redis is there.
    const made = new Queue(name, { connection: commands, prefix, skipWaitingForReady: true, skipVersionCheck: true, skipMetasUpdate: true });
    made.on('error', (error) => void outage.failed(error));
    queues.set(name, made);
    return made;
  };

  /** One connection for all workers; BullMQ duplicates it for each, to wait on. */
  function connection(): Redis {
    const [known] = connections;
    if (known) return known;
    // Longer than any of them waits for a job: a peer that vanished without a word is noticed then.
    const made = engine.connect('work', { socketTimeout: 15_000 });
    const duplicate = made.duplicate.bind(made);
    made.duplicate = (override) => {
      const copy = duplicate(override);
      connections.push(copy);
      return copy;
    };
    connections.push(made);
    return made;
  }

  return {
    queue: (name) => jobQueue(() => queue(name)),
    worker(name, { concurrency }, work) {
      const inHand = new Set<Promise<void>>();
      let running: Worker | undefined;
      return startedWhenUp(engine, {
        name: `worker ${name}`,
        async start() {
          running = new Worker(
            name,
            async (job, token) => {
              const trying = attempt(job, token, work);
              inHand.add(trying);
              await trying.finally(() => inHand.delete(trying));
            },
            { connection: connection(), prefix, concurrency, ...workerSettings(lockMs) },
          );
          running.on('error', (error) => void outage.failed(error));
          running.on('active', () => outage.over());
        },
        async stop() {
          if (running) await closeRedisWorker(running, connection(), inHand);
        },
      });
    },
    async close() {
      await Promise.all([...queues.values()].map((each) => each.close()));
      for (const each of connections) if (each.status !== 'end') each.disconnect();
    },
  };
}
