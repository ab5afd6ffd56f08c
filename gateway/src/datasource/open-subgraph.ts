import type { Logger } from '@ejazz/platform/log/logger';
import type { GatewayEnv } from '../env';
import type { SubgraphAddress } from '../supergraph/supergraph';
import { createSubgraphClient } from './subgraph-client';
import { createSubgraphSource, type FetchReport, type SubgraphSource } from './subgraph-source';
import type { ViewerToken } from './viewer-tokens';

export interface SubgraphsOptions {
  readonly env: GatewayEnv;
  readonly viewerToken: ViewerToken;
  readonly log: Logger;
  readonly onFetch: (fetch: FetchReport) => void;
}

/** A subgraph that can be asked, until it is closed. */
export interface OpenSubgraph {
  readonly source: SubgraphSource;
  close(): Promise<void>;
}

export function openSubgraph({ name, url }: SubgraphAddress, { env, viewerToken, log, onFetch }: SubgraphsOptions): OpenSubgraph {
  const client = createSubgraphClient({ url, connections: env.SUBGRAPH_CONNECTIONS, timeout: env.SUBGRAPH_TIMEOUT_MS });
  return { source: createSubgraphSource({ name, client, viewerToken, log, onFetch }), close: () => client.close() };
}
