import type { UnitOfWork } from '@ejazz/platform/outbox/transact';
import type { Deps, Tx } from '../deps';
import type { Media } from '../generated/prisma/client';
import { originalKey } from './files';
import { inspect } from './inspect';
import { hintMedia } from './live-channel';
import { Refusal } from './refusal';
import type { UploadGrant } from './upload-target';

type Needs = Pick<Deps, 'db' | 'transact' | 'storage' | 'incoming' | 'processing' | 'pubsub' | 'clock'>;

/**
 * Takes the bytes of a file, if they are of a kind that is taken, and leaves them to be worked on. `first` is false when it had its bytes
 * already. Killed in between, it leaves at most a file that the repeat writes again.
 */
export async function upload(
  deps: Needs,
  { mediaId, maxBytes }: UploadGrant,
  body: AsyncIterable<Buffer>,
): Promise<{ media: Media; first: boolean }> {
  const media = await deps.db.media.findUnique({ where: { id: mediaId } });
  if (!media) throw new Refusal('NOT_FOUND', 'There is no such upload.');
  if (media.status !== 'AWAITING_UPLOAD') return { media, first: false };
  return deps.incoming.receive(body, maxBytes, async ({ source, revision, size }) => {
    await inspect(source);
    await deps.storage.take(originalKey(mediaId, revision), source);
    const received = await deps.transact((unit) => markReceived(deps, unit, mediaId, { revision, byteSize: size }));
    if (received) return { media: received, first: true };
    const winner = await deps.db.media.findUniqueOrThrow({ where: { id: mediaId } });
    if (winner.revision !== revision) await deps.storage.delete(originalKey(mediaId, revision));
    return { media: winner, first: false };
  });
}

/** Of several uploads of one file the first to come here wins; the others get nothing. */
async function markReceived(
  { pubsub, processing, clock }: Needs,
  { tx, afterCommit }: UnitOfWork<Tx>,
  id: string,
  received: Pick<Media, 'byteSize'> & { readonly revision: string },
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
