import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper';
import { graphql, Kind, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { type Entity, isRecord, type World } from './world';

export interface Received {
  readonly subgraph: string;
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly headers: NodeJS.Dict<string | string[]>;
}

export interface RunningSubgraph {
  readonly url: string;
  stop(): void;
}

/** A subgraph as somebody else would write it: @apollo/subgraph over plain HTTP and graphql-ws, its resolvers reading the world. */
export async function startSubgraph(name: string, sdl: string, world: World, received: (request: Received) => void): Promise<RunningSubgraph> {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: entityResolvers(sdl, world) });
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', async () => {
      const { query, variables = {}, operationName } = JSON.parse(body);
      received({ subgraph: name, query, variables, headers: request.headers });
      const result = await graphql({ schema, source: query, variableValues: variables, operationName, rootValue: world.roots });
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
    });
  });
  const sockets = new WebSocketServer({ server });
  const sources = Object.entries(world.roots).flatMap(([field, root]) => (typeof root === 'function' ? [[field, root] as const] : []));
  useServer({ schema, roots: { subscription: Object.fromEntries(sources) } }, sockets);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    stop() {
      for (const socket of sockets.clients) socket.terminate();
      server.close();
      server.closeAllConnections();
    },
  };
}

function entityResolvers(sdl: string, world: World): GraphQLResolverMap<unknown> {
  const resolvers = parse(sdl).definitions.flatMap((type) => {
    const isType = type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.OBJECT_TYPE_EXTENSION;
    if (!(isType || type.kind === Kind.INTERFACE_TYPE_DEFINITION) || !type.directives?.some((one) => one.name.value === 'key')) return [];
    const external = (type.fields ?? []).filter((field) => field.directives?.some((one) => one.name.value === 'external'));
    const hidden = Object.fromEntries(external.map((field) => [field.name.value, undefined]));
    const name = type.name.value;
    return [[name, { __resolveReference: (reference: Entity) => represent(world, name, reference, hidden, isType) }] as const];
  });
  return Object.fromEntries(resolvers);
}

/** What a subgraph knows of an entity: its own fields, and of others' no more than the gateway has sent. */
function represent(world: World, type: string, reference: Entity, hidden: object, isType: boolean): unknown {
  const found = world.entities.find((entity) => isOf(entity, type) && matches(entity, reference));
  if (!found) return null;
  if (found.__fails) throw new Error(`${type} fails`);
  return { ...found, ...hidden, ...reference, __typename: isType ? type : found.__typename };
}

const isOf = (entity: Entity, type: string) => entity.__typename === type || (entity.__implements ?? []).includes(type);

/** Whether every scalar of the reference that the entity has is the same there. */
function matches(entity: unknown, reference: unknown): boolean {
  if (!isRecord(reference)) return reference === entity || Array.isArray(reference);
  return Object.entries(reference).every(([key, value]) => {
    if (key === '__typename' || !isRecord(entity) || typeof entity[key] === 'function') return true;
    return value === null || !(key in entity) || matches(entity[key], value);
  });
}
