import type { Deps } from '../deps';
import type { Media } from '../generated/prisma/client';
import { originalKey } from '../store/file-names';
import type { LocalStore } from '../store/local-store';
import { inspect } from './inspect';
import { markReceived } from './receive';
import { Refusal } from './refusal';
import type { UploadGrant } from './upload-target';

type Needs = Pick<Deps, 'db' | 'transact' | 'processing' | 'pubsub' | 'clock'>;

/**
 * Takes the bytes of a file, if they are of a kind that is taken, and leaves them to be worked on. `first` is false when it had its bytes
 * already. Killed in between, it leaves at most a file that the repeat writes again.
 */
export async function upload(
  deps: Needs,
  { incoming, storage }: Pick<LocalStore, 'incoming' | 'storage'>,
  { mediaId, maxBytes }: UploadGrant,
  body: AsyncIterable<Buffer>,
): Promise<{ media: Media; first: boolean }> {
  const media = await deps.db.media.findUnique({ where: { id: mediaId } });
  if (!media) throw new Refusal('NOT_FOUND', 'There is no such upload.');
  if (media.status !== 'AWAITING_UPLOAD') return { media, first: false };
  return incoming.receive(body, maxBytes, async ({ source, revision, size }) => {
    await inspect(source);
    const original = originalKey({ id: mediaId, revision });
    await storage.take(original, source);
    // Of several uploads of one file the first to come here wins; the others get nothing.
    const received = await deps.transact((unit) => markReceived(deps, unit, mediaId, { revision, byteSize: size }));
    if (received) return { media: received, first: true };
    const winner = await deps.db.media.findUniqueOrThrow({ where: { id: mediaId } });
    if (winner.revision !== revision) await storage.delete(original);
    return { media: winner, first: false };
  });
}
