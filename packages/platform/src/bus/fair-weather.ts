import type { Outage } from '../log/outage';

interface Options {
  readonly outage: Outage;
  /** How long an answer is waited for. */
  readonly timeoutMs?: number;
  /** After a failure nothing is asked for so long. */
  readonly restMs?: number;
}

/** Asks an engine that may be away without being held up by it: what fails or takes too long is answered otherwise. */
export function createFairWeather({ outage, timeoutMs = 500, restMs = 1_000 }: Options) {
  let askAgainAt = 0;
  return async function ask<T>(question: () => Promise<T>, otherwise: () => T | Promise<T>): Promise<T> {
    if (Date.now() < askAgainAt) return otherwise();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    });
    try {
      const answer = await Promise.race([question(), late]);
      outage.over();
      return answer;
    } catch (error) {
      outage.failed(error);
      askAgainAt = Date.now() + restMs;
      return otherwise();
    } finally {
      clearTimeout(timer);
    }
  };
}
