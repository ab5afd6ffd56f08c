// For the Prisma CLI, one service at a time:
//   EJAZZ_SERVICE=user DATABASE_URL_USER=postgresql://… npx prisma migrate deploy --config prisma/prisma.config.ts
import { join } from 'node:path';
import { defineConfig } from 'prisma/config';

const service = process.env.EJAZZ_SERVICE;
if (!service) throw new Error('Set EJAZZ_SERVICE to the service whose database is meant, for example EJAZZ_SERVICE=user');

// The engine's WebAssembly build, so that the CLI downloads nothing. An engine of your own takes precedence.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= join(__dirname, '../scripts/db/schema-engine.mjs');

export default defineConfig({
  schema: join(__dirname, service, 'schema.prisma'),
  migrations: { path: join(__dirname, service, 'migrations') },
  datasource: { url: process.env[`DATABASE_URL_${service.toUpperCase()}`] ?? '' },
});
