import { join } from 'node:path';
import { catalogue } from '@ejazz/events/catalogue';
import { createBackbone } from '@ejazz/platform/backbone/backbone';
import { systemClock } from '@ejazz/platform/clock/clock';
import { createPool } from '@ejazz/platform/database/pool';
import { part, type Service, serviceOf } from '@ejazz/platform/lifecycle/service';
import { createLogger } from '@ejazz/platform/log/logger';
import { createMetrics } from '@ejazz/platform/metrics/metrics';
import { createSubgraphServer } from '@ejazz/platform/subgraph/subgraph-server';
import { PrismaPg } from '@prisma/adapter-pg';
import { createContext } from './context';
import type { Deps, Tx } from './deps';
import type { NotificationEnv } from './env';
import { handlers } from './events/handlers';
import { PrismaClient } from './generated/prisma/client';
import { resolvers } from './resolvers/resolvers';

export interface NotificationService extends Service {
  readonly url: string;
  readonly deps: Deps;
}

/** The notification service: what people are told of what concerns them. */
export function createNotification(env: NotificationEnv, overrides: Partial<Pick<Deps, 'clock' | 'log'>> = {}): NotificationService {
  const name = 'notification';
  const { clock = systemClock, log = createLogger(name, env.LOG_LEVEL) } = overrides;
  const metrics = createMetrics(name);
  const pool = createPool({ url: env.DATABASE_URL, max: env.DATABASE_POOL, applicationName: `ejazz-${name}`, log });
  const db = new PrismaClient({ adapter: new PrismaPg(pool) });
  const backbone = createBackbone<Tx, Deps>({ service: name, db, busUrl: env.BUS_URL, catalogue, handlers, deps: () => deps, log, metrics });
  const deps: Deps = { env, db, transact: backbone.transact, pubsub: backbone.pubsub, clock, log };
  const server = createSubgraphServer({
    name,
    host: env.HOST,
    port: env.PORT,
    viewerKey: env.VIEWER_KEY,
    schemaFile: join(__dirname, '../schema.graphql'),
    resolvers,
    context: createContext(deps),
    checks: [{ name: 'database', check: async () => void (await pool.query('SELECT 1')) }],
    log,
    metrics,
  });
  const database = part(
    'database',
    () => undefined,
    async () => {
      await db.$disconnect();
      await pool.end();
    },
  );
  const { start, stop } = serviceOf(name, [database, backbone, server]);
  return {
    name,
    start,
    stop,
    deps,
    get url() {
      return server.url;
    },
  };
}
