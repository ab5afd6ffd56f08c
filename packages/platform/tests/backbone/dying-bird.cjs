// A consumer's process that is in the middle of a batch when it is killed: it says so and never ends by itself.
const { Pool } = require('pg');
const { createBackbone } = require('../../dist/backbone/backbone');
const { createLogger } = require('../../dist/log/logger');
const { createMetrics } = require('../../dist/metrics/metrics');
const { z } = require('zod');

const [databaseUrl, bus] = process.argv.slice(2);
const pool = new Pool({ connectionString: databaseUrl });
const sqlOn = (client) => ({
  $queryRawUnsafe: async (sql, ...values) => (await client.query(sql, values)).rows,
  $executeRawUnsafe: async (sql, ...values) => (await client.query(sql, values)).rowCount,
});
const db = {
  ...sqlOn(pool),
  async $transaction(work) {
    const client = await pool.connect();
    await client.query('BEGIN');
    await work(sqlOn(client));
  },
};
const event = (name) => ({ name, version: 1, producer: 'forest', subscribers: ['bird'], describe: '', payload: z.object({ tree: z.string() }) });
const events = [event('tree.grown'), event('tree.felled')];
const handle = async (received, { tx }) => {
  for (const { payload } of received) await tx.$executeRawUnsafe('INSERT INTO effect (event) VALUES ($1)', payload.tree);
  process.send('in the middle');
  await new Promise(() => undefined);
};
createBackbone({
  service: 'bird',
  db,
  bus: JSON.parse(bus),
  catalogue: events,
  handlers: events.map((each) => ({ event: each, handle })),
  deps: () => undefined,
  log: createLogger('dying bird', 'silent'),
  metrics: createMetrics('bird'),
  settings: { lockMs: 500 },
}).start();
