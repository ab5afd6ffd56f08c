import { setTimeout as pause } from 'node:timers/promises';

/** How a tool works its way through many events while traffic runs. */
export interface Pace {
  /** Events at once. */
  readonly chunk: number;
  /** Milliseconds that what was sent may take before more is sent all the same: consumers may be away. */
  readonly patienceMs: number;
  /** Told after each chunk. */
  readonly progress: (line: string) => void;
}

export const toolPace = { chunk: 500, patienceMs: 10_000 } as const;

/** Waits until the work in hand has shrunk to `most`, so that live events do not stand behind all of the past. */
export async function settleTo(most: number, left: () => Promise<number>, { patienceMs }: Pick<Pace, 'patienceMs'>): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while ((await left()) > most && Date.now() < deadline) await pause(20);
}
