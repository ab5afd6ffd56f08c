import { join } from 'node:path';
import { catalogue } from '@ejazz/events/catalogue';
import { createRounds } from '@ejazz/platform/jobs/rounds';
import { createSubgraphService, type SubgraphOverrides, type SubgraphService } from '@ejazz/platform/subgraph/subgraph-service';
import { createContext } from './context';
import type { Deps } from './deps';
import { eraseDeleted } from './domain/erase-author';
import { createLiveReads } from './domain/live-reads';
import type { PostEnv } from './env';
import { handlers } from './events/handlers';
import { PrismaClient } from './generated/prisma/client';
import { resolvers } from './resolvers/resolvers';

export type PostService = SubgraphService<Deps>;

/** The post service: posts, comments, likes. */
export const createPost = (env: PostEnv, overrides: SubgraphOverrides = {}): PostService =>
  createSubgraphService({
    name: 'post',
    env,
    overrides,
    schemaFile: join(__dirname, '../schema.graphql'),
    database: (adapter) => new PrismaClient({ adapter }),
    catalogue,
    handlers,
    deps: (base) => ({ ...base, live: createLiveReads(base.db) }),
    parts: (deps) => [
      createRounds({ name: 'erasing', what: 'erasing what deleted accounts left', everyMs: 60_000, round: () => eraseDeleted(deps), log: deps.log }),
    ],
    resolvers,
    context: createContext,
  });
