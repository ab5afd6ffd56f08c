import type { MailQueue } from '@ejazz/platform/mail/mail-queue';
import type { SubgraphDeps } from '@ejazz/platform/subgraph/subgraph-service';
import type { AccessTokens } from './domain/session/access-tokens';
import type { Attempts } from './domain/session/attempts';
import type { UserEnv } from './env';
import type { Prisma, PrismaClient } from './generated/prisma/client';

export type Tx = Prisma.TransactionClient;

/** What one process holds. */
export interface Deps extends SubgraphDeps<UserEnv, PrismaClient, Tx> {
  readonly accessTokens: AccessTokens;
  readonly attempts: Attempts;
  readonly mail: MailQueue;
}
