// @graphql-hive/gateway, with its JavaScript executor or (`node hive.mjs rust`) with the planner of @graphql-hive/router-runtime.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { viewerOf } from './verify.mjs';

const gateway = createGatewayRuntime({
  supergraph: readFileSync(process.env.SUPERGRAPH, 'utf8'),
  ...(process.argv[2] === 'rust' ? { unifiedGraphHandler } : {}),
  logging: false,
  maskedErrors: false,
  landingPage: false,
  graphiql: false,
  propagateHeaders: { fromClientToSubgraphs: ({ request }) => ({ 'x-viewer': viewerOf(request.headers.get('authorization'))?.sub }) },
});
const server = createServer(gateway);
server.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port}`));
