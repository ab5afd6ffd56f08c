#!/usr/bin/env node
// What the Prisma CLI takes for its schema engine (PRISMA_SCHEMA_ENGINE_BINARY): it speaks the engine's protocol, JSON-RPC lines
// over stdio, and hands each call to the engine's WebAssembly build. So `prisma migrate` works without downloading a binary.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openEngine } from './wasm-engine.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: { datamodels: { type: 'string', multiple: true }, datasource: { type: 'string' } },
});
const { url, shadowDatabaseUrl } = JSON.parse(values.datasource ?? '{}');

if (values.version || positionals[0] === '--version') console.log('schema-engine-wasm');
else if (positionals[0] === 'cli') await databaseCommand(positionals[1]);
else await serve();

async function serve() {
  const datamodels = (values.datamodels ?? []).map((path) => [path, readFileSync(path, 'utf8')]);
  let opened;
  let printed = 0;
  const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, method, params } = JSON.parse(line);
    if (!method) continue;
    try {
      opened ??= await openEngine(url ?? shadowDatabaseUrl, datamodels);
      const { engine } = opened;
      const result = await engine[method === 'getDatabaseVersion' ? 'version' : method](params);
      if (method === 'diff' && result.stdout) send({ id: --printed, method: 'print', params: { content: result.stdout } });
      send({ id, result: result ?? {} });
    } catch (error) {
      send({ id, error: { code: 4466, message: 'An error happened.', data: { is_panic: false, message: error.message, error_code: error.code } } });
    }
  }
  await opened?.close();
  process.exit(0);
}

/** The CLI reads failures from JSON log lines on standard error, after the first. */
async function databaseCommand(command) {
  try {
    if (command === 'can-connect-to-database') await query(url, 'SELECT 1');
    else {
      const { pathname } = new URL(url);
      const name = pg.escapeIdentifier(decodeURIComponent(pathname.slice(1)));
      const maintenance = Object.assign(new URL(url), { pathname: '/postgres' }).href;
      await query(maintenance, command === 'create-database' ? `CREATE DATABASE ${name}` : `DROP DATABASE IF EXISTS ${name}`);
    }
  } catch (error) {
    const code = { '3D000': 'P1003', '28P01': 'P1000', 28000: 'P1010' }[error.code] ?? 'P1001';
    const fields = { error_code: code, message: error.message || `The database server cannot be reached (${error.code})` };
    console.error(`\n${JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields })}`);
    process.exit(1);
  }
}

async function query(connectionString, sql) {
  const client = new pg.Client({ connectionString });
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end();
  }
}
