import type { Service } from '../lifecycle/service';
import type { Logger } from '../log/logger';
import { createOutage } from '../log/outage';
import { outsideRequests } from '../request/scope';

/** Work that stands in a service's own database: written with its cause in one transaction, it is lost with no process and no queue. */
export interface DueWork extends Service {
  /** Looks at once; for after a commit that made something due. */
  wake(): void;
}

export interface DueWorkOptions<Item> {
  readonly name: string;
  /** Takes what is due, so that nobody else does for as long as its lease lasts; undefined when nothing is. */
  readonly take: () => Promise<Item | undefined>;
  /** Does it, and writes that it is done. Whoever dies meanwhile leaves it to others, so it has to bear being begun again. */
  readonly work: (item: Item, stopping: AbortSignal) => Promise<void>;
  /** Items in hand at once in this process. */
  readonly concurrency: number;
  /** How often to look unasked: what is due later, and what others left behind. */
  readonly pollMs: number;
  readonly log: Logger;
}

export function createDueWork<Item>({ name, take, work, concurrency, pollMs, log }: DueWorkOptions<Item>): DueWork {
  const outage = createOutage(log, `${name}: taking what is due`);
  const inHand = new Set<Promise<void>>();
  let stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let wanted = false;
  let running = false;

  async function look(): Promise<void> {
    while (running && wanted && inHand.size < concurrency) {
      wanted = false;
      const item = await take();
      if (item === undefined) continue;
      wanted = true;
      const done: Promise<void> = work(item, stopping.signal)
        .catch((error: unknown) => log.error({ err: error }, `${name}: failed`))
        .finally(() => {
          inHand.delete(done);
          wake();
        });
      inHand.add(done);
    }
    outage.over();
  }

  function wake(): void {
    wanted = true;
    if (!running || looking || inHand.size >= concurrency) return;
    looking = outsideRequests(look)
      .catch((error: unknown) => {
        // The next look will be the poll's: at once would be in a circle.
        wanted = false;
        outage.failed(error);
      })
      .finally(() => {
        looking = undefined;
        if (wanted) wake();
      });
  }

  return {
    name,
    wake,
    async start() {
      stopping = new AbortController();
      running = true;
      timer = setInterval(wake, pollMs).unref();
      wake();
    },
    async stop() {
      running = false;
      clearInterval(timer);
      stopping.abort();
      await looking;
      await Promise.all(inHand);
    },
  };
}
