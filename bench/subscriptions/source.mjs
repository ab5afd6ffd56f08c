// The subgraph that the events come from, and the one they are joined with.
import { createServer } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { createLog } from './log.mjs';
import { servePart } from './process.mjs';
import { ticks } from './schema.mjs';

const log = createLog();
const schema = buildSubgraphSchema({ typeDefs: parse(ticks), resolvers: log.resolvers });
const documents = new Map();

async function answer(request, respond) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { query, variables } = JSON.parse(Buffer.concat(chunks).toString());
  const { representations } = variables ?? {};
  if (representations) return respond({ data: { _entities: representations.map(({ id }) => ({ __typename: 'User', id, name: 'Ann' })) } });
  if (!documents.has(query)) documents.set(query, parse(query));
  respond(await execute({ schema, document: documents.get(query), variableValues: variables }));
}
const server = createServer((request, response) => {
  const respond = (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (request.method === 'POST') answer(request, respond).catch((error) => response.destroy(error));
  else respond({});
});
useServer({ schema }, new WebSocketServer({ server }));
server.listen(0, '127.0.0.1', () => {
  servePart(server.address().port, { emit: (topics) => topics.forEach(log.emit), followers: log.followers });
});
