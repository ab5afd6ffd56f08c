import type { UnitOfWork } from '@ejazz/platform/outbox/transact';
import type { SubgraphDeps } from '@ejazz/platform/subgraph/subgraph-service';
import type { LiveReads } from './domain/live-reads';
import type { PostEnv } from './env';
import type { Prisma, PrismaClient } from './generated/prisma/client';

export type Tx = Prisma.TransactionClient;
export type Unit = Pick<UnitOfWork<Tx>, 'tx' | 'emit' | 'afterCommit'>;

/** What one process holds. */
export interface Deps extends SubgraphDeps<PostEnv, PrismaClient, Tx> {
  /** What subscribers read, together. */
  readonly live: LiveReads;
}
