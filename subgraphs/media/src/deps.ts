import type { DueWork } from '@ejazz/platform/jobs/due-work';
import type { SubgraphDeps } from '@ejazz/platform/subgraph/subgraph-service';
import type { MediaEnv } from './env';
import type { Prisma, PrismaClient } from './generated/prisma/client';
import type { CloudinaryStore } from './store/cloudinary/cloudinary-store';
import type { LocalStore } from './store/local-store';
import type { MediaStore } from './store/media-store';

export type Tx = Prisma.TransactionClient;

/** What one process holds. */
export interface Deps extends SubgraphDeps<MediaEnv, PrismaClient, Tx> {
  /** Where files are: one of the two below. */
  readonly store: MediaStore;
  readonly local: LocalStore | undefined;
  readonly cloudinary: CloudinaryStore | undefined;
  /** Works on what has arrived. */
  readonly processing: DueWork;
  /** Where clients reach this service, without a slash at the end. */
  readonly publicUrl: () => string;
}
