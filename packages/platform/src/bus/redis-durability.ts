import type { Redis } from 'ioredis';
import type { Logger } from '../log/logger';

/** Redis as it comes forgets its jobs when it dies, and drops some when memory is short: what loses them is told at the start. */
export async function tellOfLosses(redis: Redis, log: Logger): Promise<void> {
  const info = await redis.info('persistence', 'memory').catch(() => '');
  const value = (key: string) => new RegExp(`^${key}:(.*?)\r?$`, 'm').exec(info)?.[1];
  if (value('aof_enabled') === '0')
    log.warn('Redis keeps no append-only file: jobs are lost with it and come again only after a minute (set appendonly yes)');
  const policy = value('maxmemory_policy');
  if (policy && policy !== 'noeviction') log.warn({ policy }, 'Redis may throw jobs away when memory is short (set maxmemory-policy noeviction)');
}
