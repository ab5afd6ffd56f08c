import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphQLDataSource } from '@apollo/gateway';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper';
import { badInput } from '@ejazz/platform/errors/fault';
import { maxPageSize } from '@ejazz/platform/pagination/connection';
import { DateTime } from '@ejazz/platform/schema/scalars';
import type DataLoader from 'dataloader';
import { type DocumentNode, execute, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { GatewayContext } from '../context';
import type { SubgraphSource } from '../datasource/subgraph-source';
import type { SubgraphAddress } from '../supergraph/supergraph';
import { createNodeLoader, type NodeStub } from './node-loader';
import { configOf, type Published, rateLimitOf } from './published-limits';
import { renewSubscriptions } from './renew-subscriptions';

/** The address under which this subgraph stands in supergraph.yaml: nobody listens there. */
const localUrl = 'http://gateway.local/graphql';
export const isLocal = ({ url }: SubgraphAddress) => url === localUrl;

/** Opens the gateway's own subgraph beside those whose nodes it fetches. */
export type OpenLocal = (source: (subgraph: string) => SubgraphSource | undefined) => GraphQLDataSource;

interface LocalContext {
  readonly nodes: DataLoader<string, NodeStub | null>;
  readonly who: GatewayContext;
  readonly published: Published;
}

/** What belongs to no service; answered without leaving the process. */
export function localSource(published: Published): OpenLocal {
  const typeDefs = parse(readFileSync(join(__dirname, '../../schema.graphql'), 'utf8'));
  const schema = buildSubgraphSchema({ typeDefs, resolvers: resolvers as GraphQLResolverMap<unknown> });
  const documents = new LRUCache<string, DocumentNode>({ max: 500 });
  const parsed = (query: string): DocumentNode => {
    const document = documents.get(query) ?? parse(query, { noLocation: true });
    documents.set(query, document);
    return document;
  };
  return (source) => ({
    async process({ request, context, ...rest }) {
      const client = 'incomingRequestContext' in rest ? (rest.incomingRequestContext.operationName ?? undefined) : undefined;
      const who = context as GatewayContext;
      const contextValue: LocalContext = { nodes: createNodeLoader(source, who, client), who, published };
      return execute({ schema, document: parsed(request.query ?? ''), variableValues: request.variables, contextValue });
    },
  });
}

const resolvers = {
  DateTime,
  Query: {
    node: (_: unknown, { id }: { id: string }, { nodes }: LocalContext) => nodes.load(id),
    nodes: (_: unknown, { ids }: { ids: string[] }, { nodes }: LocalContext) => {
      if (ids.length > maxPageSize) throw badInput('ids', `"ids" may hold at most ${maxPageSize}.`);
      return ids.map((id) => nodes.load(id));
    },
    config: (_: unknown, __: unknown, { published }: LocalContext) => configOf(published),
    rateLimit: (_: unknown, __: unknown, { published, who }: LocalContext) => rateLimitOf(published, who),
  },
  Mutation: {
    renewSubscriptions: (_: unknown, __: unknown, { who }: LocalContext) => renewSubscriptions(who.renewSubscriptions),
  },
  Node: { __resolveType: ({ __typename }: NodeStub) => __typename },
};
