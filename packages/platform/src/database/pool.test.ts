import { createPool } from '@ejazz/platform/database/pool';
import { createLogger } from '@ejazz/platform/log/logger';
import { currentScope, inRequestScope } from '@ejazz/platform/request/scope';
import { createTestDatabase, type TestDatabase } from '@ejazz/testing/postgres/test-database';
import { PrismaPg } from '@prisma/adapter-pg';
import type { PoolClient } from 'pg';

const log = createLogger('test', 'silent');
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase('bus');
});
afterAll(() => database.drop());

const poolOf = (max: number) => createPool({ url: database.url, max, applicationName: 'pool test', log });

/** What `work` counts as one request. */
const counted = (work: () => Promise<unknown>) =>
  inRequestScope('request-1', async () => {
    await work();
    return currentScope()?.statements;
  });

test('statements count on the request that sends them, by pool and by client; transaction control does not', async () => {
  const pool = poolOf(2);
  const count = await counted(async () => {
    await pool.query('SELECT 1');
    await pool.query({ text: 'SELECT $1::int', values: [2] });
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query('SELECT 3');
    await client.query('COMMIT');
    client.release();
  });
  expect(count).toBe(3);
  await pool.end();
});

test('statements that waited for a connection count as their own request', async () => {
  const pool = poolOf(1);
  const requests = [1, 2, 3].map((statements) =>
    counted(() => Promise.all(Array.from({ length: statements }, () => pool.query('SELECT pg_sleep(0.01)')))),
  );
  expect(await Promise.all(requests)).toEqual([1, 2, 3]);
  await pool.end();
});

test("Prisma's statements count, in and out of its transactions", async () => {
  const pool = poolOf(2);
  const adapter = await new PrismaPg(pool).connect();
  const query = { sql: 'SELECT 1', args: [], argTypes: [] };
  const count = await counted(async () => {
    await adapter.queryRaw(query);
    const transaction = await adapter.startTransaction('SERIALIZABLE');
    await transaction.queryRaw(query);
    // The client sends it itself before it hands the connection back.
    await transaction.executeRaw({ ...query, sql: 'COMMIT' });
    await transaction.commit();
  });
  expect(count).toBe(2);
  await pool.end();
});

test('a connection lost while idle is replaced', async () => {
  const pool = poolOf(1);
  const lost = new Promise((resolve) => pool.once('error', resolve));
  const pid = (await pool.query('SELECT pg_backend_pid() AS pid')).rows[0].pid;
  const other = poolOf(1);
  await other.query('SELECT pg_terminate_backend($1)', [pid]);
  await lost;
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await Promise.all([pool.end(), other.end()]);
});

test('a connection lost while somebody holds it and asks nothing is lost to them alone', async () => {
  const pool = poolOf(1);
  const held = await pool.connect();
  const lost = new Promise<void>((resolve) => held.once('end', resolve));
  const pid = (await held.query('SELECT pg_backend_pid() AS pid')).rows[0].pid;
  const other = poolOf(1);
  await other.query('SELECT pg_terminate_backend($1)', [pid]);
  await lost;
  await expect(held.query('SELECT 1')).rejects.toThrow();
  held.release();
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await Promise.all([pool.end(), other.end()]);
});

test('connections name their application', async () => {
  const pool = poolOf(1);
  const client: PoolClient = await pool.connect();
  expect((await client.query('SHOW application_name')).rows).toEqual([{ application_name: 'pool test' }]);
  client.release();
  await pool.end();
});

test('for a query that nobody waits for no further statement is sent, but a transaction is ended properly', async () => {
  const pool = poolOf(1);
  const left = new AbortController();
  await inRequestScope('request-1', async () => {
    const scope = currentScope();
    if (scope) scope.abandoned = left.signal;
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query('SELECT 1');
    left.abort();
    await expect(client.query('SELECT 2')).rejects.toMatchObject({ extensions: { code: 'DEADLINE_EXCEEDED' } });
    await client.query('ROLLBACK');
    client.release();
    await expect(pool.query('SELECT 3')).rejects.toMatchObject({ extensions: { code: 'DEADLINE_EXCEEDED' } });
  });
  expect((await pool.query('SELECT 4 AS four')).rows).toEqual([{ four: 4 }]);
  await pool.end();
});
