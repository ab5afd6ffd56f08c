// npm run --silent secrets [-- --postgres host:port] > .env: a `.env` with new secrets for every process; docker compose needs nothing else.
import { parseArgs } from 'node:util';
import { envExample } from '../packages/launcher/dist/processes/env-example.js';
import { makeSecrets } from '../packages/launcher/dist/processes/secrets.js';
import { main } from './environment.mjs';

await main((args) => {
  const { values } = parseArgs({ args, options: { postgres: { type: 'string', default: 'postgres:5432' } } });
  process.stdout.write(envExample(makeSecrets(values.postgres)));
});
