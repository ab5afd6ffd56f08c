import { createDueWork } from '@ejazz/platform/jobs/due-work';
import { createRounds } from '@ejazz/platform/jobs/rounds';
import { type Service, serviceOf } from '@ejazz/platform/lifecycle/service';
import type { Deps } from '../deps';
import { collectFiles } from '../domain/collect-files';
import { reviewMedia } from '../domain/review-media';

export type CollectingNeeds = Pick<Deps, 'env' | 'db' | 'transact' | 'store' | 'pubsub' | 'clock' | 'log'>;

const leaseMs = 60_000;

/** Lets go of what nobody uses any more, and of files that nobody knows. */
export function createCollecting(deps: CollectingNeeds): Service {
  const { db, clock, log } = deps;
  return serviceOf('collecting', [
    createDueWork<string>({
      name: 'review',
      concurrency: 1,
      pollMs: 10_000,
      log,
      async take() {
        const [media] = await db.$queryRaw<{ id: string }[]>`
          UPDATE media SET review_at = ${new Date(clock.now().getTime() + leaseMs)}
          WHERE id = (SELECT id FROM media WHERE review_at <= ${clock.now()} ORDER BY review_at LIMIT 1 FOR UPDATE SKIP LOCKED)
          RETURNING id`;
        return media?.id;
      },
      work: (id) => reviewMedia(deps, id),
    }),
    createRounds({ name: 'files', what: 'collecting files that nobody knows', everyMs: 3_600_000, round: () => collectFiles(deps), log }),
  ]);
}
