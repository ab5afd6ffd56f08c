import type { Service } from '../lifecycle/service';
import type { Logger } from '../log/logger';
import { createOutage } from '../log/outage';

export interface RoundsOptions {
  readonly name: string;
  /** As it stands in the log when it fails. */
  readonly what: string;
  readonly everyMs: number;
  readonly round: () => Promise<unknown>;
  readonly log: Logger;
}

/** Does something over and over, one round after the other. */
export function createRounds({ name, what, everyMs, round, log }: RoundsOptions): Service {
  const outage = createOutage(log, what);
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();
  const work = () =>
    round().then(
      () => outage.over(),
      (error: unknown) => void outage.failed(error),
    );
  // Spread, so that instances started together do not all do it at the same moment.
  const again = () => {
    timer = setTimeout(
      () => {
        working = work().finally(() => timer && again());
      },
      everyMs * (0.75 + Math.random() / 2),
    );
  };
  return {
    name,
    start: async () => again(),
    async stop() {
      clearTimeout(timer);
      timer = undefined;
      await working;
    },
  };
}
