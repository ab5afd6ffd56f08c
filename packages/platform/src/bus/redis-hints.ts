import type { Redis } from 'ioredis';
import type { Service } from '../lifecycle/service';
import type { Logger } from '../log/logger';
import { createOutage } from '../log/outage';
import type { RedisEngine } from './engine';

interface Options {
  readonly onPacket: (packet: string) => void;
  readonly onResume: () => void;
  readonly log: Logger;
}

/** How often the connection is tried out: a peer that vanished without a word is noticed then. */
const probeMs = 15_000;

/** Hints by PUBLISH on one channel: listening takes a connection of its own. */
export function redisHints(engine: RedisEngine, options: Options) {
  // Redis tells databases apart, but not their channels.
  const channel = `ejazz:hints:${engine.commands.options.db ?? 0}`;
  return {
    send: (packets: readonly string[]) => Promise.all(packets.map((packet) => engine.commands.publish(channel, packet))),
    listener: createRedisListener(engine, channel, options),
  };
}

function createRedisListener(engine: RedisEngine, channel: string, { onPacket, onResume, log }: Options): Service {
  const outage = createOutage(log, 'listening to live hints');
  let client: Redis | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function resume(back: Redis): Promise<void> {
    try {
      await back.subscribe(channel);
      outage.over();
      onResume();
    } catch (error) {
      outage.failed(error);
      if (client === back) back.disconnect(true);
    }
  }

  return {
    name: 'live hints',
    async start() {
      const fresh = engine.connect('hints', { autoResubscribe: false, commandTimeout: 5_000 });
      fresh.on('message', (_channel, packet) => onPacket(packet));
      try {
        await fresh.connect();
        await fresh.subscribe(channel);
      } catch (error) {
        fresh.disconnect();
        throw error;
      }
      client = fresh;
      fresh.on('close', () => void outage.failed(new Error('the connection was closed')));
      fresh.on('ready', () => void resume(fresh));
      timer = setInterval(() => {
        if (fresh.status === 'ready') fresh.ping().catch(() => fresh.disconnect(true));
      }, probeMs).unref();
    },
    async stop() {
      clearInterval(timer);
      const last = client;
      client = undefined;
      last?.removeAllListeners('close');
      last?.disconnect();
    },
  };
}
