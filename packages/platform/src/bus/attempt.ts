import { type WorkerOptions as BullWorkerOptions, DelayedError, type Job, UnrecoverableError } from 'bullmq';
import { Hopeless, Postponed, type RunningJob } from './bus';
import { retryDelay } from './queues';

/** What BullMQ's workers have in common on every engine. */
export const workerSettings = (lockMs: number) =>
  ({
    lockDuration: lockMs,
    stalledInterval: lockMs,
    maxStalledCount: 20,
    // After a lost connection: its default is 15 s.
    runRetryDelay: 1_000,
    settings: { backoffStrategy: retryDelay },
  }) satisfies Partial<BullWorkerOptions>;

/** One try of a job, its outcome told in BullMQ's terms. */
export async function attempt(job: Job, token: string | undefined, work: (job: RunningJob) => Promise<void>): Promise<void> {
  try {
    await work({ id: job.id ?? '', name: job.name, data: job.data, lastAttempt: job.attemptsMade + 1 >= (job.opts.attempts ?? 1) });
  } catch (error) {
    if (error instanceof Postponed) {
      await job.moveToDelayed(Date.now() + error.delayMs, token);
      throw new DelayedError();
    }
    if (error instanceof Hopeless) throw new UnrecoverableError(error.message);
    throw error;
  }
}
