import { createHash } from 'node:crypto';
import { newId } from '@ejazz/platform/ids/id';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import type { Deps } from '../deps';
import type { Media } from '../generated/prisma/client';
import { tellReady } from './process-media';
import { reviewTime } from './review-media';

export interface StoredPicture {
  readonly id?: string;
  readonly altText?: string;
  readonly createdAt?: Date;
}

/** A picture that is at hand, kept as if its owner had uploaded it. With an id that is taken, nothing happens. */
export async function storePicture(
  deps: Pick<Deps, 'env' | 'db' | 'transact' | 'local' | 'clock'>,
  ownerId: string,
  content: Buffer,
  { id = newId('med'), altText, createdAt = deps.clock.now() }: StoredPicture = {},
): Promise<Media> {
  const present = await deps.db.media.findUnique({ where: { id } });
  if (present) return present;
  const revision = createHash('sha256').update(content).digest('hex').slice(0, 32);
  if (!deps.local) throw new ExplainedError('Pictures that are at hand can be kept in MEDIA_DIR alone: leave CLOUDINARY_URL unset.');
  const kept = await deps.local.keep({ id, revision, focalX: null, focalY: null }, content);
  return deps.transact(async ({ tx, emit }) => {
    const media = await tx.media.create({
      data: { id, ownerId, altText, createdAt, revision, ...kept, status: 'READY', byteSize: content.length, reviewAt: reviewTime(deps) },
    });
    tellReady(emit, media, kept);
    return media;
  });
}
