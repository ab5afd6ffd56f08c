import { Pool } from 'pg';
import type { BackOff } from '../lifecycle/back-off';
import type { Logger } from '../log/logger';
import { busConnections } from './connection-budget';
import { unpackHints } from './hint-packets';
import { createPostgresListener } from './postgres-listener';
import { createPostgresPublisher, hintChannel } from './postgres-publisher';
import type { PubSub } from './pubsub';

interface Options {
  readonly url: string;
  readonly log: Logger;
  /** To publish over a pool that is there already; else it has a small one of its own. */
  readonly pool?: Pool;
  readonly backOff?: BackOff;
}

/** Every process listens on one PostgreSQL channel and tells its own listeners apart by a Map. */
export function createPostgresPubSub({ url, log, pool: shared, backOff = { first: 100, most: 5_000 } }: Options): PubSub {
  const listeners = new Map<string, Set<(message: string) => void>>();
  const resumers = new Set<() => void>();
  const own = shared
    ? undefined
    : new Pool({ connectionString: url, max: busConnections.publisher, keepAlive: true, connectionTimeoutMillis: 5_000 });
  own?.on('error', (error) => log.warn({ err: error }, 'an idle connection for live hints was lost'));
  const publisher = createPostgresPublisher(() => (shared ?? own) as Pool);

  const safely = (work: () => void) => {
    try {
      work();
    } catch (error) {
      log.error({ err: error }, 'a listener to live hints failed');
    }
  };
  const deliver = (payload: string) => {
    for (const [channel, message] of unpackHints(payload)) {
      for (const listener of [...(listeners.get(channel) ?? [])]) safely(() => listener(message));
    }
  };
  const listener = createPostgresListener({
    url,
    channel: hintChannel,
    onMessage: (payload) => safely(() => deliver(payload)),
    onResume: () => {
      for (const resume of [...resumers]) safely(resume);
    },
    backOff,
    log,
  });

  return {
    name: 'pubsub',
    publish: publisher.publish,
    subscribe(channel, listen) {
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
    onResume(resume) {
      const entry = () => resume();
      resumers.add(entry);
      return () => void resumers.delete(entry);
    },
    start: () => listener.start(),
    async stop() {
      await listener.stop();
      await publisher.drained();
      await own?.end();
    },
  };
}
