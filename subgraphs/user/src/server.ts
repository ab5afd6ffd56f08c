import { join } from 'node:path';
import { catalogue } from '@ejazz/events/catalogue';
import { createMailQueue } from '@ejazz/platform/mail/mail-queue';
import { createMailer } from '@ejazz/platform/mail/mailer';
import { createSubgraphService, type SubgraphOverrides, type SubgraphService } from '@ejazz/platform/subgraph/subgraph-service';
import { createContext } from './context';
import type { Deps } from './deps';
import { composeMail } from './domain/mail/compose-mail';
import { createAccessTokens } from './domain/session/access-tokens';
import { createAttempts } from './domain/session/attempts';
import type { UserEnv } from './env';
import { handlers } from './events/handlers';
import { PrismaClient } from './generated/prisma/client';
import { createHousekeeping } from './jobs/housekeeping';
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
    deps: (base): Deps => ({
      ...base,
      accessTokens: createAccessTokens(base),
      attempts: createAttempts(base.rateLimit),
      mail: createMailQueue({
        ...base,
        mailer: env.SMTP_URL ? createMailer({ url: env.SMTP_URL, from: env.MAIL_FROM }) : undefined,
        compose: (mail) => composeMail(base, mail),
      }),
    }),
    parts: (deps) => [deps.accessTokens, deps.mail, createHousekeeping(deps)],
    resolvers,
    context: createContext,
    routes: userRoutes,
  });
