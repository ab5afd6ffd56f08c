import type { Pool } from 'pg';
import { encodeHint, packHints } from './hint-packets';

export const hintChannel = 'ejazz_hints';

interface Waiting {
  readonly hint: string;
  readonly sent: () => void;
  readonly failed: (error: unknown) => void;
}

/** Publishes what came while the last statement was on its way as one statement: the busier, the larger the batch. */
export function createPostgresPublisher(pool: () => Pool) {
  const waiting: Waiting[] = [];
  let working: Promise<void> | undefined;

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, 1_000);
      try {
        await pool().query('SELECT pg_notify($1, packet) FROM unnest($2::text[]) AS packet', [
          hintChannel,
          packHints(batch.map((item) => item.hint)),
        ]);
        for (const item of batch) item.sent();
      } catch (error) {
        for (const item of batch) item.failed(error);
      }
    }
    // In the same step as the last look at what waits: nothing can come between and be left lying.
    working = undefined;
  }

  return {
    publish: (channel: string, message: string) =>
      new Promise<void>((sent, failed) => {
        waiting.push({ hint: encodeHint(channel, message), sent, failed });
        working ??= Promise.resolve().then(flush);
      }),
    drained: async () => {
      await working;
    },
  };
}
