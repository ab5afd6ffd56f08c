import type { DueWork } from '@ejazz/platform/jobs/due-work';
import type { SubgraphDeps } from '@ejazz/platform/subgraph/subgraph-service';
import type { createDeriving } from './domain/files';
import type { Gate } from './domain/gate';
import type { MediaEnv } from './env';
import type { Prisma, PrismaClient } from './generated/prisma/client';
import type { Incoming } from './storage/incoming';
import type { Storage } from './storage/storage';

export type Tx = Prisma.TransactionClient;

/** What one process holds. */
export interface Deps extends SubgraphDeps<MediaEnv, PrismaClient, Tx> {
  readonly storage: Storage;
  readonly incoming: Incoming;
  /** Lets few pictures be worked on at a time: a decoded one takes up to 200 MB. */
  readonly rendering: Gate;
  /** Makes variants that are asked for. */
  readonly deriving: ReturnType<typeof createDeriving>;
  /** Works on what has arrived. */
  readonly processing: DueWork;
  /** Where clients reach this service, without a slash at the end. */
  readonly publicUrl: () => string;
}
