// What graphql-ws costs by itself: the same events, made in the process that serves them.
import { createServer } from 'node:http';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { makeExecutable } from './executable.mjs';
import { createLog } from './log.mjs';
import { servePart } from './process.mjs';
import { bare } from './schema.mjs';

const log = createLog();
const server = createServer();
useServer({ schema: makeExecutable(bare, log.resolvers) }, new WebSocketServer({ server }));
server.listen(0, '127.0.0.1', () => {
  servePart(`http://127.0.0.1:${server.address().port}/graphql`, { emit: (topics) => topics.forEach(log.emit), followers: log.followers });
});
