// Prisma's schema engine as WebAssembly, over the pg driver: it needs no download and no native binary.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import { parseIntoClientConfig } from 'pg-connection-string';

const file = createRequire(import.meta.url)
  .resolve('@prisma/schema-engine-wasm')
  .replace(/\.js$/, '_bg.wasm');
let loaded = false;

async function load() {
  if (loaded) return;
  const { instance } = await WebAssembly.instantiate(readFileSync(file), { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  loaded = true;
}

/** `datamodels`: [[path, content]…]. Close it: it holds connections. */
export async function openEngine(url, datamodels = undefined) {
  await load();
  const connections = adaptersFor(parseIntoClientConfig(url));
  const engine = await glue.SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(connections));
  return { engine, close: () => connections.close() };
}

/** Configured by parts: a shadow database's name could not replace the one inside a connection string. */
function adaptersFor(config) {
  const open = new Set();
  const connect = async (database = config.database, after = async () => {}) => {
    const adapter = await new PrismaPg({ ...config, database, max: 2 }).connect();
    patch(Object.getPrototypeOf(adapter));
    const dispose = adapter.dispose.bind(adapter);
    adapter.dispose = async () => {
      if (!open.delete(adapter)) return;
      await dispose();
      await after();
    };
    open.add(adapter);
    return adapter;
  };
  return {
    adapterName: 'prisma-pg',
    provider: 'postgres',
    connect: () => connect(),
    // The stock adapter drops the shadow database while still connected to it, which PostgreSQL refuses.
    connectToShadowDb: async () => {
      const admin = await connect();
      const name = `prisma_migrate_shadow_db_${randomUUID()}`;
      await admin.executeScript(`CREATE DATABASE "${name}" TEMPLATE template0`);
      return connect(name, async () => {
        await admin.executeScript(`DROP DATABASE "${name}" WITH (FORCE)`);
        await admin.dispose();
      });
    },
    // The latest first: a shadow database is dropped through an earlier connection.
    close: async () => {
      for (const adapter of [...open].reverse()) await adapter.dispose();
    },
  };
}

let patched = false;

/** Two gaps of the stock adapter that only migrations meet: scripts with `;` inside, and the catalog's "char" type. */
function patch(adapter) {
  if (patched) return;
  patched = true;
  adapter.executeScript = async function (script) {
    await this.client.query(script).catch((error) => this.onError(error));
  };
  const queryable = Object.getPrototypeOf(adapter);
  const { performIO, queryRaw } = queryable;
  const charFields = new WeakMap();
  queryable.performIO = async function (query) {
    const result = await performIO.call(this, query);
    const chars = result.fields.flatMap((field, index) => (field.dataTypeID === 18 ? [index] : []));
    for (const index of chars) result.fields[index].dataTypeID = 25;
    charFields.set(query, chars);
    return result;
  };
  queryable.queryRaw = async function (query) {
    const result = await queryRaw.call(this, query);
    for (const index of charFields.get(query) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
}
