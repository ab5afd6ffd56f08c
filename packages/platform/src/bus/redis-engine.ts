import { Redis, type RedisOptions } from 'ioredis';
import { backOffDelay } from '../lifecycle/back-off';
import { ExplainedError } from '../lifecycle/explained-error';
import { createOutage } from '../log/outage';
import { alwaysEnds } from './always-ends';
import { createComingUp } from './coming-up';
import type { EngineOptions, RedisEngine } from './engine';
import { probed } from './probe';

export function createRedisEngine(url: string, { name, log, backOff = { first: 50, most: 2_000 } }: EngineOptions): RedisEngine {
  const label = `ejazz ${name}`;
  const outage = createOutage(log, 'the bus');
  const common: RedisOptions = {
    lazyConnect: true,
    connectTimeout: 5_000,
    // How long a socket that is being closed is waited for.
    disconnectTimeout: 250,
    keepAlive: 10_000,
    retryStrategy: (failures) => backOffDelay(backOff, failures),
  };
  const open = (purpose: string, options: RedisOptions): Redis => {
    const client = alwaysEnds(new Redis(url, { ...common, connectionName: `${label} ${purpose}`.replaceAll(' ', '-'), ...options }));
    client.on('error', (error) => void outage.failed(error));
    return client;
  };
  // Nothing may wait for a Redis that is away, least of all a transaction that holds the outbox.
  const commands = open('commands', {
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 5_000,
    socketTimeout: 15_000,
  });
  let refused: unknown;
  commands.on('ready', () => outage.over());
  commands.on('error', (error) => {
    refused = refusal(error, url);
  });

  const reach = async () => {
    if (commands.status === 'wait') await commands.connect();
    await commands.ping();
    // A database that does not exist is told of, but not by refusing commands.
    if (refused) throw refused;
  };
  const { start, stop, isUp, whenUp } = createComingUp({ reach, refusal: (error) => error && refused, outage, backOff });
  return {
    kind: 'redis',
    name: label,
    commands,
    outage,
    backOff,
    whenUp,
    connect: (purpose, options = {}) => open(purpose, { maxRetriesPerRequest: null, ...options }),
    check: probed(isUp, reach),
    async start() {
      try {
        await start();
      } catch (error) {
        commands.disconnect();
        throw error;
      }
    },
    async stop() {
      await stop();
      commands.disconnect();
    },
  };
}

function refusal(error: Error, url: string): ExplainedError | undefined {
  if (!/^(WRONGPASS|NOAUTH|NOPERM|ERR invalid password|ERR DB index)/.test(error.message)) return undefined;
  return new ExplainedError(`Redis at ${new URL(url).host} refuses: ${error.message}. Correct REDIS_URL.`, { cause: error });
}
