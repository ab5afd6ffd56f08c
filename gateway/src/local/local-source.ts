import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphQLDataSource } from '@apollo/gateway';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper';
import { badInput } from '@ejazz/platform/errors/fault';
import { maxPageSize } from '@ejazz/platform/pagination/connection';
import type DataLoader from 'dataloader';
import { type DocumentNode, execute, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { GatewayContext } from '../context';
import type { SubgraphSource } from '../datasource/subgraph-source';
import type { SubgraphAddress } from '../supergraph/supergraph';
import { createNodeLoader, type NodeStub } from './node-loader';

/** The address under which this subgraph stands in supergraph.yaml: nobody listens there. */
const localUrl = 'http://gateway.local/graphql';
export const isLocal = ({ url }: SubgraphAddress) => url === localUrl;

type Loader = DataLoader<string, NodeStub | null>;

/** The gateway's own subgraph, for what belongs to no service; answered without leaving the process. */
export function createLocalSource(source: (subgraph: string) => SubgraphSource | undefined): GraphQLDataSource {
  const typeDefs = parse(readFileSync(join(__dirname, '../../schema.graphql'), 'utf8'));
  const schema = buildSubgraphSchema({ typeDefs, resolvers: resolvers as GraphQLResolverMap<unknown> });
  const documents = new LRUCache<string, DocumentNode>({ max: 500 });
  const parsed = (query: string): DocumentNode => {
    const document = documents.get(query) ?? parse(query, { noLocation: true });
    documents.set(query, document);
    return document;
  };
  return {
    async process({ request, context, ...rest }) {
      const client = 'incomingRequestContext' in rest ? (rest.incomingRequestContext.operationName ?? undefined) : undefined;
      const nodes = createNodeLoader(source, context as GatewayContext, client);
      return execute({ schema, document: parsed(request.query ?? ''), variableValues: request.variables, contextValue: { nodes } });
    },
  };
}

const resolvers = {
  Query: {
    node: (_: unknown, { id }: { id: string }, { nodes }: { nodes: Loader }) => nodes.load(id),
    nodes: (_: unknown, { ids }: { ids: string[] }, { nodes }: { nodes: Loader }) => {
      if (ids.length > maxPageSize) throw badInput('ids', `"ids" may hold at most ${maxPageSize}.`);
      return ids.map((id) => nodes.load(id));
    },
  },
  Node: { __resolveType: ({ __typename }: NodeStub) => __typename },
};
