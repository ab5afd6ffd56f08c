import type { Clock } from '@ejazz/platform/clock/clock';
import type { Logger } from '@ejazz/platform/log/logger';
import type { Transact, UnitOfWork } from '@ejazz/platform/outbox/transact';
import type { PostEnv } from './env';
import type { Prisma, PrismaClient } from './generated/prisma/client';

export type Tx = Prisma.TransactionClient;
export type Unit = Pick<UnitOfWork<Tx>, 'tx' | 'emit'>;

/** What one process holds. */
export interface Deps {
  readonly env: PostEnv;
  readonly db: PrismaClient;
  readonly transact: Transact<Tx>;
  readonly clock: Clock;
  readonly log: Logger;
}
