import { busConnections } from '@ejazz/platform/bus/connection-budget';
import { createEngine } from '@ejazz/platform/bus/create-engine';
import { createPubSub } from '@ejazz/platform/bus/create-pubsub';
import type { Logger } from '@ejazz/platform/log/logger';
import type { GatewayEnv } from './env';

/**
 * What instances share: live hints and rate limits; if it has an address. A bus that is away keeps no gateway from its work: ended
 * sessions are asked for as well, and limits carry on in each process.
 */
export function createGatewayBus({ BUS_URL: postgresUrl, REDIS_URL: redisUrl }: GatewayEnv, log: Logger) {
  if (!postgresUrl && !redisUrl) return undefined;
  const engine = createEngine({ postgresUrl, redisUrl, name: 'gateway', connections: busConnections.postgres.smallPool, log });
  const pubsub = createPubSub(engine, log);
  return { engine, pubsub, parts: [engine, pubsub] };
}
