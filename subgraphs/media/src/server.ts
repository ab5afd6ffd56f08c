import { join, resolve } from 'node:path';
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
import { createGate } from './domain/gate';
import type { MediaEnv } from './env';
import { handlers } from './events/handlers';
import { PrismaClient } from './generated/prisma/client';
import { publicUrlOf } from './public-url';
import { resolvers } from './resolvers/resolvers';
import { mediaRoutes } from './routes/routes';
import { createIncoming } from './storage/incoming';
import { createLocalDisk } from './storage/local-disk';

export interface MediaService extends Service {
  readonly url: string;
  readonly deps: Deps;
}

/** Pictures that are worked on at a time; each may take 200 MB. */
const renderings = 2;

/** The media service: uploads, pictures, and who may see them. */
export function createMedia(env: MediaEnv, overrides: Partial<Pick<Deps, 'clock' | 'log'>> = {}): MediaService {
  const name = 'media';
  const { clock = systemClock, log = createLogger(name, env.LOG_LEVEL) } = overrides;
  const metrics = createMetrics(name);
  const pool = createPool({ url: env.DATABASE_URL, max: env.DATABASE_POOL, applicationName: `ejazz-${name}`, log });
  const db = new PrismaClient({ adapter: new PrismaPg(pool) });
  const storage = createLocalDisk(resolve(env.MEDIA_DIR, 'files'));
  const incoming = createIncoming(resolve(env.MEDIA_DIR, 'incoming'));
  const backbone = createBackbone<Tx, Deps>({ service: name, db, busUrl: env.BUS_URL, catalogue, handlers, deps: () => deps, log, metrics });
  const deps: Deps = {
    env,
    db,
    transact: backbone.transact,
    pubsub: backbone.pubsub,
    storage,
    incoming,
    rendering: createGate(renderings),
    publicUrl: publicUrlOf(env, () => server.url),
    clock,
    log,
  };
  const server = createSubgraphServer({
    name,
    host: env.HOST,
    port: env.PORT,
    viewerKey: env.VIEWER_KEY,
    schemaFile: join(__dirname, '../schema.graphql'),
    resolvers,
    context: createContext(deps),
    routes: mediaRoutes(deps),
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
  const files = part(
    'files',
    async () => {
      await storage.prepare();
      await incoming.prepare();
    },
    () => undefined,
  );
  const { start, stop } = serviceOf(name, [database, files, backbone, server]);
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
