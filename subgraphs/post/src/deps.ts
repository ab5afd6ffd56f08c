import type { UnitOfWork } from '@ejazz/platform/outbox/transact';
import type { SubgraphDeps } from '@ejazz/platform/subgraph/subgraph-service';
import type { PostEnv } from './env';
import type { Prisma, PrismaClient } from './generated/prisma/client';

export type Tx = Prisma.TransactionClient;
export type Unit = Pick<UnitOfWork<Tx>, 'tx' | 'emit'>;

/** What one process holds. */
export type Deps = SubgraphDeps<PostEnv, PrismaClient, Tx>;
