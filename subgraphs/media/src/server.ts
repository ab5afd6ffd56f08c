import { join } from 'node:path';
import { catalogue } from '@ejazz/events/catalogue';
import { part } from '@ejazz/platform/lifecycle/service';
import { createSubgraphService, type SubgraphOverrides, type SubgraphService } from '@ejazz/platform/subgraph/subgraph-service';
import { createContext } from './context';
import type { Deps } from './deps';
import type { MediaEnv } from './env';
import { handlers } from './events/handlers';
import { PrismaClient } from './generated/prisma/client';
import { createCollecting } from './jobs/collecting';
import { createProcessing } from './jobs/processing';
import { publicUrlOf } from './public-url';
import { resolvers } from './resolvers/resolvers';
import { mediaRoutes } from './routes/routes';
import { createStore, renderings } from './store/create-store';

export type MediaService = SubgraphService<Deps>;

/** The media service: uploads, pictures, and who may see them. */
export const createMedia = (env: MediaEnv, overrides: SubgraphOverrides = {}): MediaService =>
  createSubgraphService({
    name: 'media',
    env,
    overrides,
    schemaFile: join(__dirname, '../schema.graphql'),
    database: (adapter) => new PrismaClient({ adapter }),
    catalogue,
    handlers,
    deps: (base, url): Deps => {
      const publicUrl = publicUrlOf(env, url);
      const own = { ...base, publicUrl, ...createStore(env, { publicUrl, clock: base.clock, log: base.log }) };
      return { ...own, processing: createProcessing(own, renderings) };
    },
    parts: (deps) => [part('files', deps.store.prepare, () => undefined), deps.processing, createCollecting(deps)],
    resolvers,
    context: createContext,
    routes: mediaRoutes,
  });
