import { part, type Service, serviceOf } from '@ejazz/platform/lifecycle/service';
import type { Logger } from '@ejazz/platform/log/logger';
import type { AnswerInProcess } from '@ejazz/platform/subgraph/in-process';
import type { GatewayEnv } from '../env';
import type { SubgraphMetrics } from '../metrics/subgraph-metrics';
import type { SubgraphAddress } from '../supergraph/supergraph';
import type { FetchReport } from './fetch-report';
import { createInstances, type Instances } from './instances/instances';
import { watchInstances } from './instances/instances-file';
import { createSubgraphSource, type SubgraphSource } from './subgraph-source';
import { createExchange } from './transport/exchange';
import { createHttpTransport } from './transport/http-transport';
import { createInProcessTransport } from './transport/in-process-transport';
import { createResilience } from './transport/resilience';
import type { ViewerToken } from './viewer-tokens';

/** A subgraph that can be asked, until it is closed. */
export interface OpenSubgraph {
  readonly source: SubgraphSource;
  close(): Promise<void>;
}

/** The ways to subgraphs. */
export interface Subgraphs extends Service {
  /** The way to a subgraph, at the address that the supergraph tells or at those that the settings name instead. */
  open(subgraph: SubgraphAddress): OpenSubgraph;
  /** Where one of its instances is now. */
  urlOf(name: string): string;
}

export interface SubgraphsOptions {
  readonly env: Pick<
    GatewayEnv,
    'SUBGRAPH_URLS' | 'SUBGRAPH_INSTANCES' | 'SUBGRAPH_CONNECTIONS' | 'SUBGRAPH_TIMEOUT_MS' | 'SUBGRAPH_RETRIES' | 'SUBGRAPH_CHECK_MS'
  >;
  readonly viewerToken: ViewerToken;
  /** Those that run in this process, by name: they are asked without HTTP. */
  readonly inProcess?: ReadonlyMap<string, AnswerInProcess> | undefined;
  readonly metrics: SubgraphMetrics;
  readonly onFetch: ((fetch: FetchReport) => void) | undefined;
  readonly log: Logger;
}

interface Held {
  readonly address: SubgraphAddress;
  readonly instances: Instances;
}

export function createSubgraphs({ env, viewerToken, inProcess, metrics, onFetch, log }: SubgraphsOptions): Subgraphs {
  const held = new Set<Held>();
  const file = env.SUBGRAPH_INSTANCES ? watchInstances(env.SUBGRAPH_INSTANCES, log, () => settle()) : undefined;
  const urlsOf = ({ name, url }: SubgraphAddress) => file?.current().get(name) ?? env.SUBGRAPH_URLS.get(name) ?? [url];
  const settle = () => {
    for (const { address, instances } of held) instances.use(urlsOf(address));
  };
  const report = (fetch: FetchReport) => {
    metrics.fetched(fetch);
    onFetch?.(fetch);
  };

  const open = (address: SubgraphAddress): OpenSubgraph => {
    const { name } = address;
    const onEject = (url: string) => {
      log.warn({ subgraph: name, url }, 'an instance that fails is left out for a while');
      metrics.ejected(name);
    };
    const instances = createInstances({ urls: urlsOf(address), connections: env.SUBGRAPH_CONNECTIONS, onEject });
    const resilience = createResilience({ retries: env.SUBGRAPH_RETRIES, onRetry: () => metrics.retried(name) });
    const timeout = env.SUBGRAPH_TIMEOUT_MS;
    const local = inProcess?.get(name);
    const transport = local ? createInProcessTransport(local) : createHttpTransport(name, instances, viewerToken);
    const exchange = createExchange({ transport, resilience, timeout });
    const entry = { address, instances };
    held.add(entry);
    const unwatch = metrics.watch(name, () => ({ breaker: resilience.state, ...(local ? {} : { instances: instances.figures() }) }));
    return {
      source: createSubgraphSource({
        name,
        exchange,
        timeout,
        restsFor: resilience.restsFor,
        log,
        onFetch: report,
        onShared: () => metrics.shared(name),
      }),
      async close() {
        unwatch();
        held.delete(entry);
        await instances.close();
      },
    };
  };

  let checks: NodeJS.Timeout | undefined;
  const check = () => {
    for (const { instances } of held) void instances.check();
  };
  const start = () => {
    checks = setInterval(check, env.SUBGRAPH_CHECK_MS).unref();
  };
  return {
    ...serviceOf('subgraphs', [...(file ? [file] : []), part('health checks', start, () => clearInterval(checks))]),
    open,
    urlOf: (name) => [...held].findLast(({ address }) => address.name === name)?.instances.url() ?? '',
  };
}
