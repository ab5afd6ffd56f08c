import type { SubgraphDeps } from '@ejazz/platform/subgraph/subgraph-service';
import type { AccessTokens } from './domain/access-tokens';
import type { UserEnv } from './env';
import type { Prisma, PrismaClient } from './generated/prisma/client';

export type Tx = Prisma.TransactionClient;

/** What one process holds. */
export interface Deps extends SubgraphDeps<UserEnv, PrismaClient, Tx> {
  readonly accessTokens: AccessTokens;
}
