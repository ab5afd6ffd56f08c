import type { UnitOfWork } from '@ejazz/platform/outbox/transact';
import type { Deps, Tx } from '../deps';
import type { Media } from '../generated/prisma/client';
import { hintMedia } from './live-channel';

export type Received = Pick<Media, 'byteSize'> & { readonly revision: string };

/** Writes down that the bytes of a file have arrived and are to be worked on; undefined when it had its bytes already, or is none. */
export async function markReceived(
  { pubsub, processing, clock }: Pick<Deps, 'processing' | 'pubsub' | 'clock'>,
  { tx, afterCommit }: UnitOfWork<Tx>,
  id: string,
  received: Received,
): Promise<Media | undefined> {
  const [media] = await tx.media.updateManyAndReturn({
    where: { id, status: 'AWAITING_UPLOAD' },
    data: { ...received, status: 'PROCESSING', dueAt: clock.now(), version: { increment: 1 } },
  });
  if (media) {
    afterCommit(processing.wake);
    afterCommit(() => hintMedia(pubsub, id));
  }
  return media;
}
