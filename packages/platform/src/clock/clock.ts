/** Where time comes from, so that tests can move it. */
export interface Clock {
  now(): Date;
  /** Calls whenever it was put forward or back; returns what ends that. Clocks that only run have none. */
  onMoved?(listener: () => void): () => void;
}

export const systemClock: Clock = { now: () => new Date() };
