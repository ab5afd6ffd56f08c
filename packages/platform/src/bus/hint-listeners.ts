import { context } from '@opentelemetry/api';
import type { Logger } from '../log/logger';
import { continuing } from '../tracing/traceparent';
import { unpackHints } from './hint-packets';

/** Who listens in this process. Every process hears all hints and tells its own listeners apart here, so that subscribing takes no time. */
export function createHintListeners(log: Logger) {
  const listeners = new Map<string, Set<(message: string) => void>>();
  const resumers = new Set<() => void>();

  const safely = (work: () => void) => {
    try {
      work();
    } catch (error) {
      log.error({ err: error }, 'a listener to live hints failed');
    }
  };

  return {
    deliver(packet: string): void {
      safely(() => {
        for (const [channel, message, trace] of unpackHints(packet)) {
          for (const listener of [...(listeners.get(channel) ?? [])]) safely(() => context.with(continuing(trace), listener, undefined, message));
        }
      });
    },
    resumed(): void {
      for (const resume of [...resumers]) safely(resume);
    },
    subscribe(channel: string, listen: (message: string) => void): () => void {
      const set = listeners.get(channel) ?? new Set();
      listeners.set(channel, set);
      // A function of its own, so that one listener subscribed twice is two subscriptions.
      const entry = (message: string) => listen(message);
      set.add(entry);
      return () => {
        set.delete(entry);
        if (set.size === 0 && listeners.get(channel) === set) listeners.delete(channel);
      };
    },
    onResume(resume: () => void): () => void {
      const entry = () => resume();
      resumers.add(entry);
      return () => void resumers.delete(entry);
    },
  };
}
