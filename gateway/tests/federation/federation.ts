import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readGatewayEnv } from '@ejazz/gateway/env';
import { createGateway } from '@ejazz/gateway/gateway';
import { composeSources } from '@ejazz/gateway/supergraph/compose';
import { buildSupergraph } from '@ejazz/gateway/supergraph/supergraph';
import { type ExecutionResult, type GraphQLSchema, graphql } from 'graphql';
import { type Received, type RunningSubgraph, startSubgraph } from './subgraph-server';
import type { World } from './world';

export interface Operation {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@provides",
  "@external", "@shareable", "@inaccessible", "@override", "@interfaceObject", "@tag"])\n`;

/** Subgraphs of somebody else behind our gateway, and the same graph as one schema that graphql-js executes itself. */
export async function startFederation(schemas: Readonly<Record<string, string>>, world: () => World, settings: Record<string, string> = {}) {
  const received: Received[] = [];
  const shared = world();
  const apart = world();
  const servers = new Map<string, RunningSubgraph>();
  for (const [name, sdl] of Object.entries(schemas)) {
    servers.set(name, await startSubgraph(name, link + sdl, shared, (request) => received.push(request)));
  }
  const compose = (changed: typeof schemas) =>
    composeSources(Object.entries(changed).map(([name, sdl]) => ({ name, url: servers.get(name)?.url ?? '', file: name, sdl: link + sdl })));
  const sdl = compose(schemas);
  const folder = mkdtempSync(join(tmpdir(), 'federation-'));
  const supergraphFile = join(folder, 'supergraph.graphql');
  writeFileSync(supergraphFile, sdl);
  const gateway = createGateway(readGatewayEnv({ PORT: '0', LOG_LEVEL: 'silent', SUPERGRAPH: supergraphFile, SUPERGRAPH_POLL_MS: '0', ...settings }));
  const stopServers = () => {
    for (const server of servers.values()) server.stop();
    rmSync(folder, { recursive: true });
  };
  await gateway.start().catch((error) => {
    stopServers();
    throw error;
  });
  const schema: GraphQLSchema = buildSupergraph(sdl, new Map()).schema;
  return {
    received,
    supergraphFile,
    compose,
    url: gateway.url,
    async ask(operation: Operation, headers: Record<string, string> = {}): Promise<ExecutionResult> {
      const body = JSON.stringify(operation);
      const response = await fetch(gateway.url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
      return (await response.json()) as ExecutionResult;
    },
    reference: ({ query, variables = {}, operationName }: Operation) =>
      graphql({ schema, source: query, variableValues: variables, rootValue: apart.roots, operationName }),
    async stop() {
      await gateway.stop();
      stopServers();
    },
  };
}

export type Federation = Awaited<ReturnType<typeof startFederation>>;

/** Data with its order, and where errors are. */
export function comparable({ data, errors = [] }: ExecutionResult): unknown {
  return { data: JSON.stringify(data, undefined, 1), errors: errors.map(({ path }) => path?.join('.')).sort() };
}

/** Tests that the gateway answers each operation as one schema would. */
export function answersAsOneSchema(
  name: string,
  graph: { readonly subgraphs: Readonly<Record<string, string>>; readonly world: () => World },
  operations: Readonly<Record<string, string | Operation>>,
): void {
  describe(name, () => {
    let federation: Federation;
    beforeAll(async () => {
      federation = await startFederation(graph.subgraphs, graph.world);
    });
    afterAll(() => federation?.stop());

    test.each(Object.entries(operations))('%s', async (_name, asked) => {
      const operation = typeof asked === 'string' ? { query: asked } : asked;
      const answer = await federation.ask(operation);
      expect(comparable(answer)).toEqual(comparable(await federation.reference(operation)));
      expect(JSON.stringify(answer)).not.toContain('GRAPHQL_VALIDATION_FAILED');
    });
  });
}
