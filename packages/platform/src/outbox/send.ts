import { createHash } from 'node:crypto';
import type { Bus } from '../bus/bus';
import { type BatchJob, eventsQueue, type WireEvent } from '../events/wire';
import type { OutboxRow } from './outbox-table';

interface Sending {
  readonly producer: string;
  readonly batchSize: number;
  /** How long a sent batch's job id is remembered: longer than a relay that failed to commit takes to send it again. */
  readonly rememberSeconds: number;
  readonly again: boolean;
}

/**
 * Adds one job a consumer and batch. Its id is made of the events in it: sent twice it is one job. What is sent again has another
 * id, and its job is forgotten when done, so that it can be sent yet again; while one is waiting, it stays one.
 */
export async function send(bus: Bus, rows: readonly OutboxRow[], { producer, batchSize, rememberSeconds, again }: Sending): Promise<void> {
  const consumers = new Set(rows.flatMap((row) => row.pending));
  await Promise.all(
    [...consumers].map((consumer) => {
      const events = rows.filter((row) => row.pending.includes(consumer)).map(({ pending: _, ...event }) => event);
      const batches = chunks(events, batchSize);
      return bus.queue(eventsQueue(consumer)).add(
        batches.map((batch) => ({
          id: `${again ? 'again' : 'batch'}-${fingerprint(batch)}`,
          name: 'batch',
          data: { producer, events: batch, again } satisfies BatchJob,
          rememberSeconds: again ? 0 : rememberSeconds,
        })),
      );
    }),
  );
}

function fingerprint(events: readonly WireEvent[]): string {
  const hash = createHash('sha256');
  for (const event of events) hash.update(event.id);
  return hash.digest('hex').slice(0, 32);
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
