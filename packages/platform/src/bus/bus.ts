import type { BackOff } from '../lifecycle/back-off';
import type { Service } from '../lifecycle/service';
import type { Engine } from './engine';
import type { PubSub } from './pubsub';

export interface NewJob {
  /** A job whose id is in the queue already is not added. Holds no ':' and is no integer. */
  readonly id?: string;
  readonly name: string;
  readonly data: unknown;
  /** Tries before it has failed; the default suits work that only an outage can fail. */
  readonly attempts?: number;
  readonly backOff?: BackOff;
  readonly delayMs?: number;
  /** How long its id is remembered once done. */
  readonly rememberSeconds: number;
  /** Kept when it has failed for good, for somebody to look at. */
  readonly keepFailed?: boolean;
}

export interface RunningJob {
  readonly id: string;
  readonly name: string;
  readonly data: unknown;
  readonly lastAttempt: boolean;
}

export interface FailedJob {
  readonly id: string;
  readonly data: unknown;
  readonly reason: string;
  readonly stack: readonly string[];
  readonly attempts: number;
  readonly failedAt: Date;
}

export interface JobQueue {
  add(jobs: readonly NewJob[]): Promise<void>;
  /** Those of the given ids that are in the queue, waiting, running, done or failed. */
  present(ids: readonly string[]): Promise<Set<string>>;
  failed(limit: number): Promise<FailedJob[]>;
  failedCount(): Promise<number>;
  /** Gives a failed job all its tries anew; false if there is no such failed job. */
  retry(id: string): Promise<boolean>;
}

export interface WorkerOptions {
  readonly concurrency: number;
}

/** Thrown by a worker's function: what it needs is away. The try does not count. */
export class Postponed extends Error {
  override readonly name = 'Postponed';
  constructor(
    readonly delayMs: number,
    override readonly cause: unknown,
  ) {
    super('postponed');
  }
}

/** Thrown by a worker's function: trying again would not help. */
export class Hopeless extends Error {
  override readonly name = 'Hopeless';
}

/** A process's queues, on one engine. */
export interface Queues {
  queue(name: string): JobQueue;
  /** Works on a queue while it is started; begins when the engine is there. */
  worker(queue: string, options: WorkerOptions, work: (job: RunningJob) => Promise<void>): Service;
  close(): Promise<void>;
}

/** Queues and live hints, on PostgreSQL or Redis. It may start while its engine is away, and rides out its loss. */
export interface Bus extends Service, Pick<Queues, 'queue' | 'worker'> {
  readonly pubsub: PubSub;
  /** For rate limits and cache over the same connections. */
  readonly engine: Engine;
  /** Rejects while the engine is away. */
  check(): Promise<void>;
}
