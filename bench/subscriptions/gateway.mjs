import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readGatewayEnv } from '@ejazz/gateway/env';
import { createGateway } from '@ejazz/gateway/gateway';
import { composeSources } from '@ejazz/gateway/supergraph/compose';
import { servePart } from './process.mjs';
import { ticks, users } from './schema.mjs';

const url = `http://127.0.0.1:${process.env.SOURCE_PORT}/graphql`;
const folder = mkdtempSync(join(tmpdir(), 'ejazz-bench-subscriptions-'));
const file = join(folder, 'supergraph.graphql');
writeFileSync(
  file,
  composeSources([
    { name: 'ticks', url, file: 'ticks', sdl: ticks },
    { name: 'users', url: `${url}?users`, file: 'users', sdl: users },
  ]),
);
const gateway = createGateway(
  readGatewayEnv({
    PORT: '0',
    SUPERGRAPH: file,
    LOG_LEVEL: 'error',
    MAX_CONNECTIONS: '100000',
    MAX_CONNECTIONS_PER_ADDRESS: '100000',
    CONNECTIONS_PER_ADDRESS: '100000',
    RATE_LIMITS: 'off',
  }),
);
await gateway.start();
servePart(gateway.url, {});
