import type { Job } from 'bullmq';
import { backOffDelay } from '../lifecycle/back-off';
import type { FailedJob, JobQueue, NewJob } from './bus';

/** What is used of a BullMQ queue: the same on every backend. */
export interface BackingQueue {
  addBulk(jobs: { name: string; data: unknown; opts: object }[]): Promise<unknown>;
  getJob(id: string): Promise<Job | undefined>;
  getFailed(start: number, end: number): Promise<Job[]>;
  getFailedCount(): Promise<number>;
}

const outageBackOff = { first: 1_000, most: 30_000 };

/** The wait before a job's next try: the job says how long, in its options. */
export function retryDelay(attempts: number, _type?: string, _error?: Error, job?: { opts: { backoff?: unknown } }): number {
  const { first, most } = { ...outageBackOff, ...((job?.opts.backoff ?? {}) as object) };
  return backOffDelay({ first, most }, attempts);
}

export function jobQueue(queue: () => BackingQueue): JobQueue {
  return {
    async add(jobs) {
      if (jobs.length > 0) await queue().addBulk(jobs.map(({ name, data, ...job }) => ({ name, data, opts: jobOptions(job) })));
    },
    async present(ids) {
      const jobs = await Promise.all(ids.map((id) => queue().getJob(id)));
      return new Set(jobs.flatMap((job) => (job?.id ? [job.id] : [])));
    },
    failed: async (limit) => (await queue().getFailed(0, limit - 1)).map(failedJob),
    failedCount: () => queue().getFailedCount(),
    async retry(id) {
      const job = await queue().getJob(id);
      if (!job || !(await job.isFailed())) return false;
      await job.retry('failed', { resetAttemptsMade: true, resetAttemptsStarted: true });
      return true;
    },
  };
}

const jobOptions = ({ id, attempts = 100, backOff, delayMs, rememberSeconds, keepFailed = false }: Omit<NewJob, 'name' | 'data'>) => ({
  jobId: id,
  attempts,
  delay: delayMs,
  backoff: { type: 'capped', ...(backOff ?? outageBackOff) },
  // Never by count: on PostgreSQL that costs a scan a job.
  removeOnComplete: rememberSeconds > 0 ? { age: rememberSeconds } : true,
  removeOnFail: !keepFailed,
});

const failedJob = (job: Job): FailedJob => ({
  id: job.id ?? '',
  data: job.data,
  reason: job.failedReason ?? '',
  stack: job.stacktrace ?? [],
  attempts: job.attemptsMade,
  failedAt: new Date(job.finishedOn ?? 0),
});
