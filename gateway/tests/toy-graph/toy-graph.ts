import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FetchReport } from '@ejazz/gateway/datasource/fetch-report';
import { readGatewayEnv } from '@ejazz/gateway/env';
import { createGateway, type GatewayOverrides } from '@ejazz/gateway/gateway';
import type { Service } from '@ejazz/platform/lifecycle/service';
import { createLogger } from '@ejazz/platform/log/logger';
import { createMetrics } from '@ejazz/platform/metrics/metrics';
import type { InProcessRequest } from '@ejazz/platform/subgraph/in-process';
import type { RequestContext } from '@ejazz/platform/subgraph/request-context';
import { createSubgraphServer, type SubgraphServer } from '@ejazz/platform/subgraph/subgraph-server';
import { viewerKey } from '@ejazz/platform/viewer/signed-viewer';
import { createClients } from './clients';
import { type ChangeSchema, composeToyGraph, type ToyName } from './compose';
import { createHints } from './hints';
import { startIssuer } from './issuer';
import { createNotices } from './notices';
import { postResolvers, resolved, userResolvers } from './resolvers';

const secret = 'a secret of the toy graph, long enough to be one';
const log = createLogger('toy', 'silent');

/** Three real subgraphs, an issuer of tokens and a gateway before them, all on free ports of this machine. */
export async function startToyGraph(options: { env?: Record<string, string>; overrides?: GatewayOverrides; inProcess?: boolean } = {}) {
  const notices = createNotices();
  const hints = createHints();
  const issuer = await startIssuer(secret);
  const fetches: FetchReport[] = [];
  const seen: { subgraph: ToyName; viewer: RequestContext['viewer'] }[] = [];
  const resolvers = { user: userResolvers, post: postResolvers, notification: notices.resolvers };

  const create = (name: ToyName, port: number): SubgraphServer =>
    createSubgraphServer<RequestContext>({
      name,
      host: '127.0.0.1',
      port,
      viewerKey: viewerKey(secret, name),
      schemaFile: join(__dirname, `${name}.graphql`),
      resolvers: resolvers[name],
      context: (context) => {
        seen.push({ subgraph: name, viewer: context.viewer });
        return context;
      },
      log,
      metrics: createMetrics(name),
    });
  const start = async (name: ToyName, port = 0) => {
    const server = create(name, port);
    await server.start();
    return server;
  };
  const servers: Record<ToyName, SubgraphServer> = {
    user: await start('user'),
    post: await start('post'),
    notification: await start('notification'),
  };
  const compose = (change?: ChangeSchema) => composeToyGraph((name) => servers[name].url, change);
  const folder = mkdtempSync(join(tmpdir(), 'toy-graph-'));
  const supergraphFile = join(folder, 'supergraph.graphql');
  const publish = (sdl: string) => writeFileSync(supergraphFile, sdl);
  publish(compose());

  const env = readGatewayEnv({
    PORT: '0',
    SUPERGRAPH: supergraphFile,
    SUPERGRAPH_POLL_MS: '0',
    LOG_LEVEL: 'silent',
    MODE: 'development',
    VIEWER_SECRET: secret,
    JWKS_URL: issuer.jwksUrl,
    REVOCATIONS_URL: issuer.revocationsUrl,
    ...options.env,
  });
  const names = options.inProcess ? (['user', 'post', 'notification'] as const) : [];
  const inProcess = new Map(names.map((name) => [name, (request: InProcessRequest) => servers[name].answer(request)]));
  const gateway = createGateway(env, { pubsub: hints, onFetch: (fetch) => fetches.push(fetch), inProcess, ...options.overrides });
  await gateway.start();
  const clients = createClients(gateway.url);

  return {
    url: gateway.url,
    /** The supergraph, of changed schemas. */
    compose,
    /** Puts a supergraph where the gateway looks for it. */
    publish,
    reload: gateway.reload,
    issuer,
    hints,
    notices,
    fetches,
    resolved,
    seen,
    ...clients,
    down: (name: ToyName) => servers[name].stop(),
    /** Starts the subgraph again at the address it had. */
    async up(name: ToyName, port: number) {
      servers[name] = await start(name, port);
    },
    portOf: (name: ToyName) => Number(new URL(servers[name].url).port),
    stopGateway: () => gateway.stop(),
    async stop() {
      await clients.stop();
      const parts: Pick<Service, 'stop'>[] = [gateway, ...Object.values(servers), issuer];
      for (const part of parts) await part.stop().catch(() => undefined);
      rmSync(folder, { recursive: true });
    },
  };
}

export type ToyGraph = Awaited<ReturnType<typeof startToyGraph>>;
