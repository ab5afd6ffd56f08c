import { join } from 'node:path';
import { catalogue } from '@ejazz/events/catalogue';
import { createSubgraphService, type SubgraphOverrides, type SubgraphService } from '@ejazz/platform/subgraph/subgraph-service';
import { createContext } from './context';
import type { Deps } from './deps';
import { createReadNews } from './domain/feed-news';
import { createHashtagTrends } from './domain/hashtag-trends';
import { createLiveReaders } from './domain/live-readers';
import type { FeedEnv } from './env';
import { handlers } from './events/handlers';
import { PrismaClient } from './generated/prisma/client';
import { createForgetting } from './jobs/forgetting';
import { resolvers } from './resolvers/resolvers';

export type FeedService = SubgraphService<Deps>;

/** The feed service: what people read when they come home. */
export const createFeed = (env: FeedEnv, overrides: SubgraphOverrides = {}): FeedService =>
  createSubgraphService({
    name: 'feed',
    env,
    overrides,
    schemaFile: join(__dirname, '../schema.graphql'),
    database: (adapter) => new PrismaClient({ adapter }),
    catalogue,
    handlers,
    deps: (base) => ({
      ...base,
      readNews: createReadNews(base.db),
      readHashtagTrends: createHashtagTrends(base.db, base.clock),
      readers: createLiveReaders(base),
    }),
    parts: (deps) => [deps.readers, createForgetting(deps)],
    resolvers,
    context: createContext,
  });
