import { PrismaPg } from '@prisma/adapter-pg';
import { type Backbone, createBackbone } from '../backbone/backbone';
import type { PubSub } from '../bus/pubsub';
import { type Clock, systemClock } from '../clock/clock';
import { createPool } from '../database/pool';
import type { Sql, SqlDatabase } from '../database/sql';
import type { Env } from '../env/define-env';
import type { EventDefinition } from '../events/define-event';
import type { EventHandler } from '../events/handler';
import type { Route } from '../http/http-server';
import { part, type Service, serviceOf } from '../lifecycle/service';
import { createLogger, type Logger } from '../log/logger';
import { createMetrics } from '../metrics/metrics';
import type { Transact } from '../outbox/transact';
import { createRateLimit, type RateLimitOptions } from '../rate-limit/create-rate-limit';
import type { RateLimit } from '../rate-limit/rate-limit';
import { createTracing } from '../tracing/tracing';
import type { AnswerInProcess } from './in-process';
import type { RequestContext } from './request-context';
import { createSubgraphServer } from './subgraph-server';
import type { subgraphSettings } from './subgraph-settings';

type SubgraphEnv = Env<ReturnType<typeof subgraphSettings>>;

/** What every subgraph's process holds; `deps.ts` of each adds its own. */
export interface SubgraphDeps<E, Db, Tx> {
  readonly env: E;
  readonly db: Db;
  readonly transact: Transact<Tx>;
  readonly pubsub: PubSub;
  /** A limit counted over all instances of this service. */
  readonly rateLimit: (limit: Pick<RateLimitOptions, 'name' | 'points' | 'seconds'>) => RateLimit;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface SubgraphOverrides {
  /** Nobody else is in this process: its memory, event loop and so on are this service's figures. */
  readonly alone?: boolean;
  readonly clock?: Clock;
  readonly log?: Logger;
}

export interface SubgraphServiceOptions<E extends SubgraphEnv, Db extends PrismaLike<Tx>, Tx extends Sql, D extends SubgraphDeps<E, Db, Tx>> {
  readonly name: string;
  readonly env: E;
  readonly overrides: SubgraphOverrides;
  readonly schemaFile: string;
  /** The generated client on a pool of connections. */
  readonly database: (adapter: PrismaPg) => Db;
  readonly catalogue: readonly EventDefinition[];
  readonly handlers: readonly EventHandler<Tx, D>[];
  /** Completes what the process holds; `url` may be called once it listens. */
  readonly deps: (base: SubgraphDeps<E, Db, Tx>, url: () => string) => D;
  /** Own parts, started after the database and stopped before it. */
  readonly parts?: (deps: D) => readonly Service[];
  readonly resolvers: object;
  readonly context: (deps: D) => (request: RequestContext) => RequestContext;
  readonly routes?: (deps: D) => readonly Route[];
}

interface PrismaLike<Tx extends Sql> extends SqlDatabase<Tx> {
  $disconnect(): Promise<void>;
}

export interface SubgraphService<D> extends Service {
  /** Where it answers GraphQL, once started. */
  readonly url: string;
  /** The same for a gateway in this process. */
  readonly answer: AnswerInProcess;
  readonly deps: D;
  readonly backbone: Pick<Backbone<unknown>, 'pending' | 'settled'>;
}

/** A whole subgraph from its parts: database, events, GraphQL. */
export function createSubgraphService<E extends SubgraphEnv, Db extends PrismaLike<Tx>, Tx extends Sql, D extends SubgraphDeps<E, Db, Tx>>(
  options: SubgraphServiceOptions<E, Db, Tx, D>,
): SubgraphService<D> {
  const { name, env, catalogue, handlers } = options;
  const { clock = systemClock, log = createLogger(name, env.LOG_LEVEL) } = options.overrides;
  const metrics = createMetrics(name, { processFigures: options.overrides.alone ?? false });
  const tracing = createTracing(name, env.OTEL_EXPORTER_OTLP_ENDPOINT);
  const pool = createPool({ url: env.DATABASE_URL, max: env.DATABASE_POOL, applicationName: `ejazz-${name}`, log });
  const db = options.database(new PrismaPg(pool));
  const bus = { postgresUrl: env.BUS_URL, redisUrl: env.REDIS_URL };
  const backbone = createBackbone<Tx, D>({ service: name, db, bus, catalogue, handlers, deps: () => deps, log, metrics, tracing });
  const { transact, pubsub, engine } = backbone;
  const rateLimit: SubgraphDeps<E, Db, Tx>['rateLimit'] = (limit) => createRateLimit({ ...limit, name: `${name}:${limit.name}`, engine, log });
  const deps = options.deps({ env, db, transact, pubsub, rateLimit, clock, log }, () => server.url);
  const server = createSubgraphServer({
    name,
    host: env.HOST,
    port: env.PORT,
    viewerKey: env.VIEWER_KEY,
    lameDuck: env.LAME_DUCK_MS,
    schemaFile: options.schemaFile,
    resolvers: options.resolvers,
    context: options.context(deps),
    routes: options.routes?.(deps) ?? [],
    checks: [{ name: 'database', check: async () => void (await pool.query('SELECT 1')) }, backbone.readiness],
    log,
    metrics,
    tracing,
  });
  const disconnect = async () => {
    await db.$disconnect();
    await pool.end();
  };
  const database = part('database', () => undefined, disconnect);
  return {
    ...serviceOf(name, [tracing, database, ...(options.parts?.(deps) ?? []), backbone, server]),
    deps,
    backbone,
    answer: server.answer,
    get url() {
      return server.url;
    },
  };
}
