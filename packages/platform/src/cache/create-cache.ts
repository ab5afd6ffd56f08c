import { LRUCache } from 'lru-cache';
import type { Engine } from '../bus/engine';
import { createFairWeather } from '../bus/fair-weather';
import type { Logger } from '../log/logger';
import { createOutage } from '../log/outage';
import type { Cache } from './cache';
import { postgresCache } from './postgres-cache';
import { redisCache } from './redis-cache';

export interface CacheOptions {
  /** Tells this cache's keys from those of others. */
  readonly name: string;
  /** Without one each process remembers for itself. */
  readonly engine?: Engine | undefined;
  readonly log: Logger;
}

/** How long a value of PostgreSQL is held in memory. */
const frontMs = 1_000;

export function createCache({ name, engine, log }: CacheOptions): Cache {
  if (!engine) return memoryCache(Number.POSITIVE_INFINITY);
  const shared = forgiving(engine.kind === 'redis' ? redisCache(engine, name) : postgresCache(engine, name), name, log);
  return engine.kind === 'redis' ? shared : fronted(memoryCache(frontMs), shared);
}

/** Turns failures into misses. */
function forgiving(cache: Cache, name: string, log: Logger): Cache {
  const ask = createFairWeather({ outage: createOutage(log, `cache "${name}"`) });
  const nothing = () => undefined;
  return {
    get: (key) => ask(() => cache.get(key), nothing),
    set: (key, value, ttlSeconds) => ask(() => cache.set(key, value, ttlSeconds), nothing),
    delete: (key) => ask(() => cache.delete(key), nothing),
  };
}

function fronted(front: Cache, shared: Cache): Cache {
  return {
    async get(key) {
      const near = await front.get(key);
      if (near !== undefined) return near;
      const value = await shared.get(key);
      if (value !== undefined) await front.set(key, value, frontMs / 1_000);
      return value;
    },
    async set(key, value, ttlSeconds) {
      await front.set(key, value, ttlSeconds);
      await shared.set(key, value, ttlSeconds);
    },
    async delete(key) {
      await front.delete(key);
      await shared.delete(key);
    },
  };
}

function memoryCache(mostMs: number): Cache {
  const entries = new LRUCache<string, string>({ max: 10_000, maxSize: 16 * 1024 * 1024, sizeCalculation: (value) => value.length + 1 });
  return {
    get: async (key) => entries.get(key),
    set: async (key, value, ttlSeconds) => void entries.set(key, value, { ttl: Math.min(ttlSeconds * 1_000, mostMs) }),
    delete: async (key) => void entries.delete(key),
  };
}
