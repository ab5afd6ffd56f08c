import { setTimeout as pause } from 'node:timers/promises';

/** Waits until the fact holds: tries again until `check` neither throws nor gives false. The last fault tells what was missing. */
export async function eventually<T>(check: () => Promise<T> | T, { patienceMs = 20_000 } = {}): Promise<T> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    try {
      const result = await check();
      if (result !== false) return result;
      throw new Error('The fact did not come about.');
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
    }
    await pause(15);
  }
}
