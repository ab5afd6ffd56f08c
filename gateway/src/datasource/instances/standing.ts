/** What is thought of an instance: whether it says that it is ready, and whether it answers when asked. */
export interface Standing {
  /** Whether it is to be asked now. */
  readonly isGood: boolean;
  answered(): void;
  /** Told of each failure; true when this one ejects it. */
  failed(): boolean;
  noteReady(ready: boolean): void;
}

const failuresBeforeEjection = 3;
/** Milliseconds of the first ejection; each one after doubles it. */
const firstEjection = 1_000;
const longestEjection = 30_000;

export function createStanding(now: () => number = () => performance.now()): Standing {
  let failures = 0;
  let ejections = 0;
  let ejectedUntil = Number.NEGATIVE_INFINITY;
  let ready = true;
  return {
    get isGood() {
      return ready && now() >= ejectedUntil;
    },
    answered() {
      failures = 0;
      if (now() >= ejectedUntil) ejections = 0;
    },
    failed() {
      failures += 1;
      if (failures < failuresBeforeEjection || now() < ejectedUntil) return false;
      ejectedUntil = now() + Math.min(longestEjection, firstEjection * 2 ** ejections);
      ejections += 1;
      failures = failuresBeforeEjection - 1;
      return true;
    },
    noteReady(isReady) {
      ready = isReady;
    },
  };
}
