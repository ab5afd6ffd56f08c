import type { Logger } from '../log/logger';
import type { PostgresEngine } from './engine';
import { createPostgresListener } from './postgres-listener';

interface Options {
  readonly onPacket: (packet: string) => void;
  readonly onResume: () => void;
  readonly log: Logger;
}

const channel = 'ejazz_hints';

/** Hints by NOTIFY on one channel: listening takes a connection of its own. */
export function postgresHints({ url, name, pool, backOff }: PostgresEngine, { onPacket, onResume, log }: Options) {
  return {
    send: (packets: readonly string[]) => pool.query('SELECT pg_notify($1, packet) FROM unnest($2::text[]) AS packet', [channel, packets]),
    listener: createPostgresListener({ url, name: `${name} hints`, channel, onMessage: onPacket, onResume, backOff, log }),
  };
}
