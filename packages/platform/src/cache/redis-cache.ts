import type { RedisEngine } from '../bus/engine';
import type { Cache } from './cache';

export function redisCache({ commands }: RedisEngine, name: string): Cache {
  const at = (key: string) => `ejazz:cache:${name}:${key}`;
  return {
    get: async (key) => (await commands.get(at(key))) ?? undefined,
    set: async (key, value, ttlSeconds) => void (await commands.set(at(key), value, 'PX', Math.max(1, Math.round(ttlSeconds * 1_000)))),
    delete: async (key) => void (await commands.unlink(at(key))),
  };
}
