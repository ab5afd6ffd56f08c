import type { Logger } from './logger';

/** Logs an outage once when it begins and once when it is over, however often it is noticed in between. */
export function createOutage(log: Logger, what: string) {
  let failures = 0;
  return {
    failed(error: unknown): number {
      failures += 1;
      if (failures === 1) log.warn({ err: error }, `${what}: failing, trying again until it works`);
      return failures;
    },
    over(): void {
      if (failures > 0) log.info({ failures }, `${what}: works again`);
      failures = 0;
    },
  };
}

export type Outage = ReturnType<typeof createOutage>;
