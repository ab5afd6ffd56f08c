import type { Bus } from '../bus/bus';
import type { Sql } from '../database/sql';
import { type AcksJob, acksJob, acksQueue } from '../events/wire';
import type { Service } from '../lifecycle/service';
import type { Logger } from '../log/logger';
import { createOutage } from '../log/outage';
import { acknowledge } from './outbox-table';

/** The producer's side: takes acknowledged consumers off its outbox rows. */
export const createAcknowledgementWorker = (service: string, db: Sql, bus: Bus): Service =>
  bus.worker(acksQueue(service), { concurrency: 1 }, async (job) => {
    const { consumer, ids } = acksJob.parse(job.data);
    await acknowledge(db, consumer, ids);
  });

export interface Acknowledger extends Service {
  /** After the commit of their effects. Lost with the process, it comes again: the producer sends the events again. */
  done(producer: string, ids: readonly string[]): void;
}

/** The consumer's side: gathers acknowledgements for a moment, so that a job carries many. */
export function createAcknowledger(consumer: string, bus: Bus, gatherMs: number, log: Logger): Acknowledger {
  const outage = createOutage(log, 'acknowledging events');
  const gathered = new Map<string, string[]>();
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> = Promise.resolve();

  const flush = async () => {
    timer = undefined;
    const all = [...gathered];
    gathered.clear();
    try {
      for (const [producer, ids] of all) {
        await bus.queue(acksQueue(producer)).add([{ name: 'acks', data: { consumer, ids } satisfies AcksJob, rememberSeconds: 0 }]);
      }
      outage.over();
    } catch (error) {
      outage.failed(error);
    }
  };

  return {
    name: 'acknowledger',
    done(producer, ids) {
      gathered.set(producer, [...(gathered.get(producer) ?? []), ...ids]);
      timer ??= setTimeout(() => {
        flushing = flushing.then(flush);
      }, gatherMs);
    },
    start: async () => undefined,
    async stop() {
      clearTimeout(timer);
      flushing = flushing.then(flush);
      await flushing;
    },
  };
}
