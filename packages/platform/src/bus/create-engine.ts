import type { BusAddress, Engine, EngineOptions } from './engine';
import { createPostgresEngine } from './postgres-engine';
import { createRedisEngine } from './redis-engine';

export function createEngine({ postgresUrl, redisUrl, ...options }: BusAddress & EngineOptions): Engine {
  if (redisUrl) return createRedisEngine(redisUrl, options);
  if (postgresUrl) return createPostgresEngine(postgresUrl, options);
  throw new Error('The bus needs an address: of PostgreSQL or of Redis.');
}
