import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from '../log/logger';
import { alwaysEnds } from './always-ends';
import type { Queues } from './bus';
import type { RedisEngine } from './engine';
import { jobQueue } from './queues';
import { tellOfLosses } from './redis-durability';
import { redisWorker } from './redis-worker';

const prefix = 'ejazz';

/** BullMQ on Redis. Adding jobs fails at once while Redis is away; workers wait for it. */
export function redisQueues(engine: RedisEngine, lockMs: number, log: Logger): Queues {
  const { outage, commands } = engine;
  const queues = new Map<string, Queue>();
  const waiting = new Set<Redis>();
  let workConnection: Redis | undefined;
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
    if (workConnection) return workConnection;
    // Longer than any of them waits for a job: a peer that vanished without a word is noticed then.
    const made = engine.connect('work', { socketTimeout: 15_000 });
    const duplicate = made.duplicate.bind(made);
    made.duplicate = (override) => {
      const copy = alwaysEnds(duplicate(override));
      waiting.add(copy);
      copy.once('end', () => waiting.delete(copy));
      return copy;
    };
    workConnection = made;
    return made;
  }

  return {
    queue: (name) => jobQueue(() => queue(name)),
    worker: (name, { concurrency }, work) => redisWorker(engine, { queue: name, prefix, concurrency, lockMs, connection }, work),
    async close() {
      await Promise.all([...queues.values()].map((each) => each.close()));
      for (const each of waiting) each.disconnect();
      workConnection?.disconnect();
    },
  };
}
