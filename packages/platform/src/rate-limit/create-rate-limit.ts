import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterPostgres, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Engine } from '../bus/engine';
import { createFairWeather } from '../bus/fair-weather';
import { prepareTable } from '../bus/prepare-table';
import type { Logger } from '../log/logger';
import { createOutage } from '../log/outage';
import type { RateLimit, Verdict } from './rate-limit';

export interface RateLimitOptions {
  /** Tells this limit's keys from those of others. */
  readonly name: string;
  readonly points: number;
  /** Length of the window, which begins with a key's first request. */
  readonly seconds: number;
  /** Without one each process counts for itself. */
  readonly engine?: Engine | undefined;
  readonly log: Logger;
}

export function createRateLimit(options: RateLimitOptions): RateLimit {
  const ask = createFairWeather({ outage: createOutage(options.log, `rate limit "${options.name}"`) });
  const alone = new RateLimiterMemory(limits(options));
  const { limiter, ready } = options.engine ? sharedLimiter(options, options.engine) : { limiter: alone, ready: undefined };
  return {
    consume: (key, points = 1) =>
      ask(
        async () => {
          await ready;
          return consume(limiter, key, points);
        },
        () => consume(alone, key, points),
      ),
    forgive: (key) =>
      ask(
        async () => {
          await ready;
          await Promise.all([limiter.delete(key), alone.delete(key)]);
        },
        async () => void (await alone.delete(key)),
      ),
  };
}

const limits = ({ name, points, seconds }: RateLimitOptions) => ({ keyPrefix: `ejazz:limit:${name}`, points, duration: seconds });

function sharedLimiter(options: RateLimitOptions, engine: Engine): { limiter: RateLimiterAbstract; ready?: Promise<void> } {
  // A key that has used up its points is refused here, without asking, until its window ends.
  const settings = { ...limits(options), inMemoryBlockOnConsumed: options.points };
  if (engine.kind === 'redis') return { limiter: new RateLimiterRedis({ ...settings, storeClient: engine.commands }) };
  const { pool, whenUp } = engine;
  const table = { schemaName: 'ejazz', tableName: 'rate_limit', tableCreated: true };
  return {
    limiter: new RateLimiterPostgres({ ...settings, ...table, storeClient: pool, storeType: 'pool' }),
    ready: whenUp(() => prepareTable(pool, 'rate_limit', 'key text PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint')),
  };
}

async function consume(limiter: RateLimiterAbstract, key: string, points: number): Promise<Verdict> {
  try {
    return verdict(true, await limiter.consume(key, points));
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return verdict(false, refusal);
    throw refusal;
  }
}

const verdict = (allowed: boolean, { remainingPoints, msBeforeNext }: RateLimiterRes): Verdict => ({
  allowed,
  remaining: allowed ? remainingPoints : 0,
  resetAt: new Date(Date.now() + msBeforeNext),
});
