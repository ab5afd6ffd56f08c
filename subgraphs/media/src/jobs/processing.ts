import { createDueWork, type DueWork } from '@ejazz/platform/jobs/due-work';
import { type ProcessingNeeds, processMedia, type TakenMedia } from '../domain/process-media';

/** How long nobody else takes a file that is worked on; it is prolonged while that goes on. */
const leaseMs = 60_000;

/** Works on files whose bytes have arrived, so many at once in this process. */
export function createProcessing(deps: ProcessingNeeds, concurrency: number): DueWork {
  const { db, clock, log } = deps;
  const leaseEnd = () => new Date(clock.now().getTime() + leaseMs);
  return createDueWork<TakenMedia>({
    name: 'processing',
    concurrency,
    pollMs: 2_000,
    log,
    async take() {
      const [media] = await db.$queryRaw<TakenMedia[]>`
        UPDATE media SET attempts = attempts + 1, due_at = ${leaseEnd()}
        WHERE id = (SELECT id FROM media WHERE due_at <= ${clock.now()} ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING id, revision, attempts, byte_size AS "byteSize", focal_x AS "focalX", focal_y AS "focalY"`;
      return media;
    },
    async work(media) {
      const prolong = () =>
        db.media.updateMany({ where: { id: media.id, attempts: media.attempts, dueAt: { not: null } }, data: { dueAt: leaseEnd() } });
      const beat = setInterval(() => void prolong().catch((error: unknown) => log.warn({ err: error }, 'a lease was not prolonged')), leaseMs / 3);
      try {
        await processMedia(deps, media);
      } finally {
        clearInterval(beat);
      }
    },
  });
}
