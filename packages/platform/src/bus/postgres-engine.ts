import { DatabaseError, Pool } from 'pg';
import { explainDatabaseError } from '../database/explain-database-error';
import { createOutage } from '../log/outage';
import { createComingUp } from './coming-up';
import { busConnections } from './connection-budget';
import type { EngineOptions, PostgresEngine } from './engine';
import { probed } from './probe';

/** One small pool on the bus database, shared by all that is kept there. */
export function createPostgresEngine(
  url: string,
  { name, log, connections = busConnections.postgres.pool, backOff = { first: 100, most: 5_000 } }: EngineOptions,
): PostgresEngine {
  const label = `ejazz ${name}`;
  const pool = new Pool({
    connectionString: url,
    max: connections,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    application_name: label,
    // Jobs here can be made again (the outbox keeps events until they are acknowledged), so their commits need not wait for the disk.
    options: '-c search_path=bullmq -c synchronous_commit=off',
  });
  // BullMQ adds a listener to the pool for each queue and worker.
  pool.setMaxListeners(100);
  const outage = createOutage(log, 'the bus');
  pool.on('error', (error) => void outage.failed(error));
  pool.on('connect', () => outage.over());
  // A connection lost while somebody holds it and asks nothing, or gives it back, would end the process.
  for (const event of ['connect', 'remove'] as const) pool.on(event, (client) => client.on('error', (error) => void outage.failed(error)));
  const reach = () => pool.query('SELECT 1');
  const refusal = (error: unknown) => (isRefusal(error) ? explainDatabaseError(error, url) : undefined);
  const { start, stop, isUp, whenUp } = createComingUp({ reach, refusal, outage, backOff });
  return {
    kind: 'postgres',
    name: label,
    url,
    pool,
    outage,
    backOff,
    whenUp,
    check: probed(isUp, reach),
    start,
    async stop() {
      await stop();
      await pool.end();
    },
  };
}

/** SQLSTATE: authorization, database, privileges. */
const isRefusal = (error: unknown) => error instanceof DatabaseError && /^(28|3D|42501)/.test(error.code ?? '');
