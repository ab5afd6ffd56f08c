import type { SubgraphDeps } from '@ejazz/platform/subgraph/subgraph-service';
import type { LiveReads } from './domain/live-reads';
import type { NotificationEnv } from './env';
import type { Prisma, PrismaClient } from './generated/prisma/client';

export type Tx = Prisma.TransactionClient;

/** What one process holds. */
export interface Deps extends SubgraphDeps<NotificationEnv, PrismaClient, Tx> {
  /** What subscribers read, together. */
  readonly live: LiveReads;
}
