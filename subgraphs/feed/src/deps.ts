import type { Clock } from '@ejazz/platform/clock/clock';
import type { Logger } from '@ejazz/platform/log/logger';
import type { Transact } from '@ejazz/platform/outbox/transact';
import type { FeedEnv } from './env';
import type { Prisma, PrismaClient } from './generated/prisma/client';

export type Tx = Prisma.TransactionClient;

/** What one process holds. */
export interface Deps {
  readonly env: FeedEnv;
  readonly db: PrismaClient;
  readonly transact: Transact<Tx>;
  readonly clock: Clock;
  readonly log: Logger;
}
