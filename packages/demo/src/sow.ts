/** Called after each item: how many are done of how many. */
export type Tick = (done: number, total: number) => void;

export interface Sowing {
  readonly tick?: Tick;
  /** Stops between two items; what was begun is finished. */
  readonly signal?: AbortSignal;
  readonly concurrency?: number;
}

/** Does the work for every item, a few at once, beginning them in order. */
export async function sow<T>(
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
  { tick, signal, concurrency = 4 }: Sowing = {},
): Promise<void> {
  let next = 0;
  let done = 0;
  const worker = async () => {
    while (next < items.length) {
      signal?.throwIfAborted();
      await work(items[next++] as T);
      tick?.(++done, items.length);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}
