import type { Redis } from 'ioredis';

/**
 * Lets a connection be ended while it waits for its next try. ioredis only forgets that try then: the connection never ends, its
 * commands are never answered, and whoever waits for either waits forever.
 */
export function alwaysEnds<Connection extends Redis>(redis: Connection): Connection {
  const disconnect = redis.disconnect.bind(redis);
  redis.disconnect = (reconnect = false) => {
    // A try that is broken off ends it.
    if (!reconnect && redis.status === 'reconnecting') redis.connect().catch(() => undefined);
    disconnect(reconnect);
  };
  return redis;
}
