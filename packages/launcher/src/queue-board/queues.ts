import type { Engine } from '@ejazz/platform/bus/engine';
import { acksQueue, eventsQueue } from '@ejazz/platform/events/wire';
import { createPostgresBackend, Queue, withBackend } from 'bullmq';
import { serviceNames } from '../services/service-names';

const names = serviceNames.flatMap((name) => [eventsQueue(name), acksQueue(name)]);
const PostgresQueue = withBackend(createPostgresBackend).Queue;

/** Every queue of the graph, to look into and to try failed jobs again. */
export const queuesOn = (engine: Engine) =>
  names.map((name) =>
    engine.kind === 'redis'
      ? new Queue(name, { connection: engine.commands, prefix: 'ejazz', skipMetasUpdate: true })
      : new PostgresQueue(name, { connection: engine.pool, skipMetasUpdate: true }),
  );
