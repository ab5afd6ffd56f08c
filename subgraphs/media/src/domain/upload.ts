import { mediaReady } from '@ejazz/events/media';
import type { UnitOfWork } from '@ejazz/platform/outbox/transact';
import type { Deps, Tx } from '../deps';
import type { Media } from '../generated/prisma/client';
import { deleteFiles, type Kept, keepFiles } from './files';
import { Refusal } from './refusal';
import type { UploadGrant } from './upload-target';

type Needs = Pick<Deps, 'db' | 'transact' | 'storage' | 'incoming' | 'rendering'>;

/**
 * Takes the bytes of a picture and makes it ready. `first` is false when it was ready already. Killed in between, it leaves at
 * most files that the repeat writes again.
 */
export async function upload(
  deps: Needs,
  { mediaId, maxBytes }: UploadGrant,
  body: AsyncIterable<Buffer>,
): Promise<{ media: Media; first: boolean }> {
  const media = await deps.db.media.findUnique({ where: { id: mediaId } });
  if (!media) throw new Refusal('NOT_FOUND', 'There is no such upload.');
  if (media.status === 'READY') return { media, first: false };
  return deps.incoming.receive(body, maxBytes, async (received) => {
    const kept = await keepFiles(deps, mediaId, received);
    const ready = await deps.transact((unit) => makeReady(unit, mediaId, kept));
    if (ready) return { media: ready, first: true };
    const winner = await deps.db.media.findUniqueOrThrow({ where: { id: mediaId } });
    if (winner.revision !== kept.revision) await deleteFiles(deps, mediaId, kept.revision);
    return { media: winner, first: false };
  });
}

/** Of several uploads of one picture the first to come here wins; the others get nothing. */
async function makeReady({ tx, emit }: UnitOfWork<Tx>, id: string, kept: Kept): Promise<Media | undefined> {
  const [media] = await tx.media.updateManyAndReturn({
    where: { id, status: 'AWAITING_UPLOAD' },
    data: { ...kept, status: 'READY', version: { increment: 1 } },
  });
  if (media) tellReady(emit, media, kept);
  return media;
}

export function tellReady(emit: UnitOfWork<Tx>['emit'], { id, ownerId, version }: Media, { width, height }: Kept): void {
  emit(mediaReady, { mediaId: id, ownerId, width, height, version });
}
