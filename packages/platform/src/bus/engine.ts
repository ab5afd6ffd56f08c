import type { Redis, RedisOptions } from 'ioredis';
import type { Pool } from 'pg';
import type { BackOff } from '../lifecycle/back-off';
import type { Service } from '../lifecycle/service';
import type { Logger } from '../log/logger';
import type { Outage } from '../log/outage';

/** Where the bus is. Redis is used when both are given. */
export interface BusAddress {
  readonly postgresUrl?: string | undefined;
  readonly redisUrl?: string | undefined;
}

export interface EngineOptions {
  /** Whose connections these are, as the engine lists them. */
  readonly name: string;
  readonly log: Logger;
  /** Most connections of its pool; PostgreSQL alone has one. */
  readonly connections?: number;
  /** Between tries while it is away. */
  readonly backOff?: BackOff;
}

/** One process's connections to what carries queues, live hints, rate limits and cache. It may be away, at any time and at the start. */
interface AnyEngine extends Service {
  /** Fails to start only when waiting would not help: a wrong password, no such database. */
  start(): Promise<void>;
  /** Rejects while it is away. */
  check(): Promise<void>;
  /** Does it at once if the engine is there, else as soon as it is; fails only by being tried again. */
  whenUp(work: () => Promise<void>): Promise<void>;
  readonly outage: Outage;
  readonly backOff: BackOff;
}

export interface PostgresEngine extends AnyEngine {
  readonly kind: 'postgres';
  readonly url: string;
  readonly pool: Pool;
}

export interface RedisEngine extends AnyEngine {
  readonly kind: 'redis';
  /** For commands; they fail at once while Redis is away. */
  readonly commands: Redis;
  /** A connection more, whose commands wait while Redis is away. Whoever asks closes it. */
  connect(purpose: string, options?: RedisOptions): Redis;
}

export type Engine = PostgresEngine | RedisEngine;
