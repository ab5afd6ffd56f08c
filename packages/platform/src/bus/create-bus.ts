import { serviceOf } from '../lifecycle/service';
import type { Bus } from './bus';
import { createEngine } from './create-engine';
import { createPubSub } from './create-pubsub';
import type { BusAddress, EngineOptions } from './engine';
import { postgresQueues } from './postgres-queues';
import { redisQueues } from './redis-queues';

export interface BusOptions extends BusAddress, EngineOptions {
  /** A worker silent for so many ms is taken for dead. */
  readonly lockMs?: number;
}

/** Queues and live hints on Redis if it has an address, else on PostgreSQL. */
export function createBus({ lockMs = 30_000, ...options }: BusOptions): Bus {
  const engine = createEngine(options);
  const pubsub = createPubSub(engine, options.log);
  const { queue, worker, close } = engine.kind === 'redis' ? redisQueues(engine, lockMs, options.log) : postgresQueues(engine, lockMs);
  const queues = { name: 'queues', start: async () => undefined, stop: close };
  return { ...serviceOf('bus', [engine, queues, pubsub]), pubsub, engine, queue, worker, check: engine.check };
}
