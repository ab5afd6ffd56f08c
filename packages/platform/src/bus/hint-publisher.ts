import type { Outage } from '../log/outage';
import { encodeHint, packHints } from './hint-packets';

interface Waiting {
  readonly hint: string;
  readonly done: () => void;
}

/**
 * Publishes what came while the last packets were on their way together: the busier, the larger the batch. What an engine that is
 * away does not take is lost, as hints may be.
 */
export function createHintPublisher(send: (packets: readonly string[]) => Promise<unknown>, outage: Outage) {
  const waiting: Waiting[] = [];
  let working: Promise<void> | undefined;

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, 1_000);
      await send(packHints(batch.map((item) => item.hint))).then(
        () => outage.over(),
        (error: unknown) => void outage.failed(error),
      );
      for (const { done } of batch) done();
    }
    // In the same step as the last look at what waits: nothing can come between and be left lying.
    working = undefined;
  }

  return {
    publish: (channel: string, message: string) =>
      new Promise<void>((done) => {
        waiting.push({ hint: encodeHint(channel, message), done });
        working ??= Promise.resolve().then(flush);
      }),
    drained: async () => {
      await working;
    },
  };
}
