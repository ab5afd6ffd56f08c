import type { BackOff } from '../lifecycle/back-off';

/** How the event backbone behaves. Processes run with the defaults; tests make it quick. */
export interface BackboneSettings {
  /** How often the relay looks without being woken. */
  readonly pollMs: number;
  /** Rest after a look, an event sent: under load events gather for larger batches, when idle the first goes at once. */
  readonly relayGapMs: number;
  readonly relayGapMostMs: number;
  /** Events a relay takes at once. */
  readonly relayLimit: number;
  /** Events a job carries at most. */
  readonly batchSize: number;
  /** How long a sent job's id is remembered against being sent twice. */
  readonly rememberSeconds: number;
  /** Between tries of the bus while it is away. */
  readonly outageBackOff: BackOff;
  /** Batches that a consumer works on at once. */
  readonly consumerConcurrency: number;
  /** A worker silent for so long is taken for dead, and its job given to another. */
  readonly lockMs: number;
  /** Tries of an event that failed in its batch, before it is a dead letter. */
  readonly attempts: number;
  readonly retryBackOff: BackOff;
  /** How long a consumer gathers acknowledgements. */
  readonly ackGatherMs: number;
  readonly sweepMs: number;
  /** Unacknowledged for so long, an event is sent again; the wait doubles up to `resendAtMostMs`. */
  readonly resendAfterMs: number;
  readonly resendAtMostMs: number;
  /** How long settled events are kept, to rebuild a consumer from. */
  readonly logDays: number;
  readonly clientRequestDays: number;
  readonly deleteChunk: number;
  readonly deleteRounds: number;
}

export const backboneSettings: BackboneSettings = {
  pollMs: 1_000,
  relayGapMs: 10,
  relayGapMostMs: 100,
  relayLimit: 500,
  batchSize: 200,
  rememberSeconds: 900,
  outageBackOff: { first: 250, most: 10_000 },
  consumerConcurrency: 2,
  lockMs: 30_000,
  attempts: 8,
  retryBackOff: { first: 1_000, most: 60_000 },
  ackGatherMs: 25,
  sweepMs: 30_000,
  resendAfterMs: 60_000,
  resendAtMostMs: 600_000,
  logDays: 7,
  clientRequestDays: 7,
  deleteChunk: 1_000,
  deleteRounds: 20,
};
