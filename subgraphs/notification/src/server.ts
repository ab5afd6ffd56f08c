import { join } from 'node:path';
import { catalogue } from '@ejazz/events/catalogue';
import { createSubgraphService, type SubgraphOverrides, type SubgraphService } from '@ejazz/platform/subgraph/subgraph-service';
import { createContext } from './context';
import type { Deps } from './deps';
import { createLiveReads } from './domain/live-reads';
import type { NotificationEnv } from './env';
import { handlers } from './events/handlers';
import { PrismaClient } from './generated/prisma/client';
import { resolvers } from './resolvers/resolvers';

export type NotificationService = SubgraphService<Deps>;

/** The notification service: what people are told of what concerns them. */
export const createNotification = (env: NotificationEnv, overrides: SubgraphOverrides = {}): NotificationService =>
  createSubgraphService({
    name: 'notification',
    env,
    overrides,
    schemaFile: join(__dirname, '../schema.graphql'),
    database: (adapter) => new PrismaClient({ adapter }),
    catalogue,
    handlers,
    deps: (base) => ({ ...base, live: createLiveReads(base.db) }),
    resolvers,
    context: createContext,
  });
