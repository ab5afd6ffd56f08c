import type { SubgraphDeps } from '@ejazz/platform/subgraph/subgraph-service';
import type { NotificationEnv } from './env';
import type { Prisma, PrismaClient } from './generated/prisma/client';

export type Tx = Prisma.TransactionClient;

/** What one process holds. */
export type Deps = SubgraphDeps<NotificationEnv, PrismaClient, Tx>;
