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
import { createAccessTokens } from './domain/access-tokens';
import type { UserEnv } from './env';
import { onMediaReady } from './events/media-ready';
import { PrismaClient } from './generated/prisma/client';
import { resolvers } from './resolvers/resolvers';
import { userRoutes } from './routes';

export interface UserService extends Service {
  readonly url: string;
  readonly deps: Deps;
}

/** The user service: people, sessions, follows. */
export function createUser(env: UserEnv, overrides: Partial<Pick<Deps, 'clock' | 'log'>> = {}): UserService {
  const name = 'user';
  const { clock = systemClock, log = createLogger(name, env.LOG_LEVEL) } = overrides;
  const metrics = createMetrics(name);
  const pool = createPool({ url: env.DATABASE_URL, max: env.DATABASE_POOL, applicationName: `ejazz-${name}`, log });
  const db = new PrismaClient({ adapter: new PrismaPg(pool) });
  const backbone = createBackbone<Tx, Deps>({
    service: name,
    db,
    busUrl: env.BUS_URL,
    catalogue,
    handlers: [onMediaReady],
    deps: () => deps,
    log,
    metrics,
  });
  const accessTokens = createAccessTokens({ db, clock, log, env });
  const deps: Deps = { env, db, transact: backbone.transact, pubsub: backbone.pubsub, accessTokens, clock, log };
  const server = createSubgraphServer({
    name,
    host: env.HOST,
    port: env.PORT,
    viewerKey: env.VIEWER_KEY,
    schemaFile: join(__dirname, '../schema.graphql'),
    resolvers,
    context: createContext(deps),
    routes: userRoutes(deps),
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
  const { start, stop } = serviceOf(name, [database, accessTokens, backbone, server]);
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
