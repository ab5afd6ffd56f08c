import type { Logger } from '../log/logger';
import { createOutage } from '../log/outage';
import type { Engine } from './engine';
import { createHintListeners } from './hint-listeners';
import { createHintPublisher } from './hint-publisher';
import { postgresHints } from './postgres-hints';
import type { PubSub } from './pubsub';
import { redisHints } from './redis-hints';
import { startedWhenUp } from './started-when-up';

/** Live hints over an engine, which is started before and stopped after it. */
export function createPubSub(engine: Engine, log: Logger): PubSub {
  const listeners = createHintListeners(log);
  const options = { onPacket: listeners.deliver, onResume: listeners.resumed, log };
  const { send, listener } = engine.kind === 'redis' ? redisHints(engine, options) : postgresHints(engine, options);
  const { publish, drained } = createHintPublisher(send, createOutage(log, 'sending live hints'));
  const listening = startedWhenUp(engine, {
    ...listener,
    async start(late) {
      await listener.start();
      if (late) listeners.resumed();
    },
  });
  return {
    name: 'pubsub',
    publish,
    subscribe: listeners.subscribe,
    onResume: listeners.onResume,
    start: listening.start,
    async stop() {
      await listening.stop();
      await drained();
    },
  };
}
