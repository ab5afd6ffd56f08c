import { join } from 'node:path';
import { catalogue } from '@ejazz/events/catalogue';
import { createSubgraphService, type SubgraphOverrides, type SubgraphService } from '@ejazz/platform/subgraph/subgraph-service';
import { createContext } from './context';
import type { Deps } from './deps';
import { createAccessTokens } from './domain/access-tokens';
import type { UserEnv } from './env';
import { handlers } from './events/handlers';
import { PrismaClient } from './generated/prisma/client';
import { resolvers } from './resolvers/resolvers';
import { userRoutes } from './routes';

export type UserService = SubgraphService<Deps>;

/** The user service: people, sessions, follows. */
export const createUser = (env: UserEnv, overrides: SubgraphOverrides = {}): UserService =>
  createSubgraphService({
    name: 'user',
    env,
    overrides,
    schemaFile: join(__dirname, '../schema.graphql'),
    database: (adapter) => new PrismaClient({ adapter }),
    catalogue,
    handlers,
    deps: (base): Deps => ({ ...base, accessTokens: createAccessTokens(base) }),
    parts: ({ accessTokens }) => [accessTokens],
    resolvers,
    context: createContext,
    routes: userRoutes,
  });
