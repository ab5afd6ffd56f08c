import { mediaReady } from '@ejazz/events/media';
import { backOffDelay } from '@ejazz/platform/lifecycle/back-off';
import type { UnitOfWork } from '@ejazz/platform/outbox/transact';
import type { Deps, Tx } from '../deps';
import type { Media, MediaFailure } from '../generated/prisma/client';
import type { Kept, Named } from '../store/media-store';
import { isFailure } from './failure';
import { hintMedia } from './live-channel';
import { Refusal } from './refusal';
import type { Size } from './variants';

export type ProcessingNeeds = Pick<Deps, 'db' | 'transact' | 'store' | 'pubsub' | 'clock' | 'log'>;

/** A file that somebody has taken to work on it. */
export type TakenMedia = Named & Pick<Media, 'attempts' | 'byteSize'>;

/** A file that was begun so often is given up: it may be what kills the processes that work on it. */
const mostAttempts = 5;
const backOff = { first: 2_000, most: 60_000 };

/** Makes what is shown of a file whose bytes have arrived. Begun again after a crash it writes the same files once more. */
export async function processMedia(deps: ProcessingNeeds, media: TakenMedia): Promise<void> {
  if (media.attempts > mostAttempts) return fail(deps, media, 'PROCESSING_FAILED');
  try {
    const kept = await deps.store.process(media);
    if (await deps.transact((unit) => makeReady(deps, unit, media, kept))) await deps.store.forgetOriginal(media);
  } catch (error) {
    if (error instanceof Refusal && isFailure(error.code)) return fail(deps, media, error.code);
    deps.log.warn({ err: error, media: media.id, attempt: media.attempts }, 'a file could not be processed; it will be tried again');
    const dueAt = new Date(deps.clock.now().getTime() + backOffDelay(backOff, media.attempts));
    await deps.db.media.updateMany({ where: inHand(media), data: { dueAt } });
  }
}

/** Still ours to write: nobody has finished it, and nobody has taken it over. */
const inHand = ({ id, attempts }: TakenMedia) => ({ id, status: 'PROCESSING', attempts }) as const;

async function makeReady({ pubsub }: ProcessingNeeds, { tx, emit, afterCommit }: UnitOfWork<Tx>, media: TakenMedia, kept: Kept): Promise<boolean> {
  const [ready] = await tx.media.updateManyAndReturn({
    where: inHand(media),
    data: { ...kept, status: 'READY', dueAt: null, version: { increment: 1 } },
  });
  if (!ready) return false;
  tellReady(emit, ready, kept);
  afterCommit(() => hintMedia(pubsub, media.id));
  return true;
}

async function fail(deps: ProcessingNeeds, media: TakenMedia, failure: MediaFailure): Promise<void> {
  const data = { status: 'FAILED', failure, dueAt: null, version: { increment: 1 } } as const;
  const { count } = await deps.db.media.updateMany({ where: inHand(media), data });
  if (count === 0) return;
  await hintMedia(deps.pubsub, media.id);
  await deps.store.remove(media);
}

export function tellReady(emit: UnitOfWork<Tx>['emit'], { id, ownerId, version }: Media, { width, height }: Size): void {
  emit(mediaReady, { mediaId: id, ownerId, width, height, version });
}
