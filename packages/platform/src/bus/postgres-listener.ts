import { Client } from 'pg';
import { type BackOff, backOffDelay } from '../lifecycle/back-off';
import type { Service } from '../lifecycle/service';
import type { Logger } from '../log/logger';
import { createOutage } from '../log/outage';

interface Options {
  readonly url: string;
  /** Whose connection it is, for pg_stat_activity. */
  readonly name: string;
  readonly channel: string;
  readonly onMessage: (payload: string) => void;
  /** Called when a lost connection is back. */
  readonly onResume: () => void;
  readonly backOff: BackOff;
  readonly log: Logger;
}

/** How often the connection is tried out: a peer that vanished without a word is noticed then. */
const probeMs = 15_000;

/** One LISTEN connection that comes back by itself. */
export function createPostgresListener({ url, name, channel, onMessage, onResume, backOff, log }: Options): Service {
  const outage = createOutage(log, 'listening to live hints');
  let started = false;
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const fresh = new Client({
      connectionString: url,
      application_name: name,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
    });
    fresh.on('notification', (message) => onMessage(message.payload ?? ''));
    fresh.on('error', (error) => lost(fresh, error));
    fresh.on('end', () => lost(fresh, new Error('the connection was closed')));
    try {
      await fresh.connect();
      await fresh.query(`LISTEN ${channel}`);
    } catch (error) {
      void fresh.end().catch(() => undefined);
      throw error;
    }
    if (!started) return void fresh.end().catch(() => undefined);
    client = fresh;
    probe(fresh);
  }

  function probe(current: Client): void {
    timer = setTimeout(() => {
      current.query('SELECT 1').then(
        () => client === current && probe(current),
        (error: unknown) => lost(current, error),
      );
    }, probeMs);
    timer.unref();
  }

  function lost(which: Client, error: unknown): void {
    if (which !== client) return;
    client = undefined;
    void which.end().catch(() => undefined);
    retry(error);
  }

  function retry(error: unknown): void {
    clearTimeout(timer);
    if (!started) return;
    const delay = backOffDelay(backOff, outage.failed(error));
    timer = setTimeout(() => {
      connect().then(() => {
        outage.over();
        if (started) onResume();
      }, retry);
    }, delay);
  }

  return {
    name: 'live hints',
    async start() {
      started = true;
      await connect();
    },
    async stop() {
      started = false;
      clearTimeout(timer);
      const last = client;
      client = undefined;
      await last?.end();
    },
  };
}
