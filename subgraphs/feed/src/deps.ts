import type { SubgraphDeps } from '@ejazz/platform/subgraph/subgraph-service';
import type { ReadNews } from './domain/feed-news';
import type { ReadHashtagTrends } from './domain/hashtag-trends';
import type { LiveReaders } from './domain/live-readers';
import type { FeedEnv } from './env';
import type { Prisma, PrismaClient } from './generated/prisma/client';

export type Tx = Prisma.TransactionClient;

/** What one process holds. */
export interface Deps extends SubgraphDeps<FeedEnv, PrismaClient, Tx> {
  readonly readNews: ReadNews;
  readonly readHashtagTrends: ReadHashtagTrends;
  readonly readers: LiveReaders;
}
