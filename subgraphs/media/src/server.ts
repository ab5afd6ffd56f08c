import { join, resolve } from 'node:path';
import { catalogue } from '@ejazz/events/catalogue';
import { part } from '@ejazz/platform/lifecycle/service';
import { createSubgraphService, type SubgraphOverrides, type SubgraphService } from '@ejazz/platform/subgraph/subgraph-service';
import { createContext } from './context';
import type { Deps } from './deps';
import { createDeriving } from './domain/files';
import { createGate } from './domain/gate';
import type { MediaEnv } from './env';
import { handlers } from './events/handlers';
import { PrismaClient } from './generated/prisma/client';
import { createCollecting } from './jobs/collecting';
import { createProcessing } from './jobs/processing';
import { publicUrlOf } from './public-url';
import { resolvers } from './resolvers/resolvers';
import { mediaRoutes } from './routes/routes';
import { createIncoming } from './storage/incoming';
import { createLocalDisk } from './storage/local-disk';

export type MediaService = SubgraphService<Deps>;

/** Pictures that are worked on at a time; each may take 200 MB. */
const renderings = 2;

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
      const own = {
        ...base,
        storage: createLocalDisk(resolve(env.MEDIA_DIR, 'files')),
        incoming: createIncoming(resolve(env.MEDIA_DIR, 'incoming')),
        rendering: createGate(renderings),
        publicUrl: publicUrlOf(env, url),
      };
      return { ...own, deriving: createDeriving(own), processing: createProcessing(own, renderings) };
    },
    parts: (deps) => [
      part(
        'files',
        async () => {
          await deps.storage.prepare();
          await deps.incoming.prepare();
        },
        () => undefined,
      ),
      deps.processing,
      createCollecting(deps),
    ],
    resolvers,
    context: createContext,
    routes: mediaRoutes,
  });
