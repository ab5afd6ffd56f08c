import { readGatewayEnv } from '@ejazz/gateway/env';
import { createGateway, type Gateway, type GatewayOverrides } from '@ejazz/gateway/gateway';
import type { Clock } from '@ejazz/platform/clock/clock';
import type { EnvSource } from '@ejazz/platform/env/define-env';
import type { Service } from '@ejazz/platform/lifecycle/service';
import { createLogger, type Logger, type LogLevel } from '@ejazz/platform/log/logger';
import { viewerKey } from '@ejazz/platform/viewer/signed-viewer';
import type { DatabaseUrls } from '../cluster/provision-services';
import type { Mailbox } from '../mailbox/mailbox';
import { mailboxPath, mailboxRoutes } from '../mailbox/mailbox-page';
import { createQueueBoard, queueBoardPath } from '../queue-board/queue-board';
import { type ServiceName, serviceNames } from '../services/service-names';
import { createServices, type Services } from '../services/services';

export interface HouseOptions {
  readonly databases: DatabaseUrls;
  /** Queues and live hints on Redis instead of the bus database. */
  readonly redisUrl?: string;
  /** The gateway's port; subgraphs take the following ones. 0 takes any free ports. */
  readonly port: number;
  readonly mediaFolder: string;
  readonly secrets: { readonly viewer: string; readonly media: string };
  readonly supergraphFile: string;
  readonly logLevel: LogLevel;
  /** Where traces are sent; none are made without. */
  readonly otlpEndpoint?: string | undefined;
  readonly mode: 'development' | 'production';
  /** Takes all mail and shows it at the gateway; started by whoever made it. Without one mail waits. */
  readonly mailbox?: Mailbox;
  /** The gateway's RATE_LIMITS; in development a hundred times the usual ones when absent, since everybody comes from one address. */
  readonly rateLimits?: string;
  /** More settings of the gateway. */
  readonly gateway?: EnvSource;
  readonly overrides?: { readonly clock?: Clock; readonly log?: Logger; readonly gateway?: GatewayOverrides };
}

export interface House extends Service, Services {
  /** Address of the one endpoint, once started. */
  readonly url: string;
}

const roomy = 'sign-in=2500/300,sign-up=2500/600,reset=1000/600,upload=6000/600,write=60000/300,read=600000/300,cost=50000000/300';

/** Every service and the gateway in this process. The gateway asks the services directly; each listens on its own port as well, for all else. */
export function createHouse(options: HouseOptions): House {
  const { clock, log } = options.overrides ?? {};
  const services = createServices((name) => subgraphEnv(name, options), { ...(clock ? { clock } : {}), ...(log ? { log } : {}) });
  const { databases, redisUrl, mode, logLevel } = options;
  const bus = { postgresUrl: databases.bus, redisUrl };
  const queueBoard = mode === 'development' ? createQueueBoard(bus, log ?? createLogger('queue board', logLevel)) : undefined;
  let gateway: Gateway | undefined;
  return {
    ...services,
    name: 'house',
    get url() {
      if (!gateway) throw new Error('The house is not started.');
      return gateway.url;
    },
    async start() {
      try {
        await startTogether(Object.values(services));
        const inProcess = new Map(serviceNames.map((name) => [name, services[name].answer]));
        const routes = [...(options.mailbox ? mailboxRoutes(options.mailbox) : []), ...(queueBoard?.routes ?? [])];
        gateway = createGateway(readGatewayEnv(gatewayEnv(options, services)), {
          ...(log ? { log } : {}),
          inProcess,
          routes,
          ...options.overrides?.gateway,
        });
        await gateway.start();
      } catch (error) {
        await Promise.allSettled(Object.values(services).map((service) => service.stop()));
        throw error;
      }
    },
    async stop() {
      await gateway?.stop();
      await queueBoard?.stop();
      await Promise.all(Object.values(services).map((service) => service.stop()));
    },
  };
}

/** Waits for all, so that none is still starting when the first failure is told. */
async function startTogether(services: readonly Service[]): Promise<void> {
  const started = await Promise.allSettled(services.map((service) => service.start()));
  const failed = started.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

/** A service reads only the settings that it has. */
function subgraphEnv(name: ServiceName, options: HouseOptions): EnvSource {
  const { databases, redisUrl, port, mediaFolder, secrets, logLevel, otlpEndpoint, mailbox } = options;
  return {
    PORT: String(port === 0 ? 0 : port + 1 + serviceNames.indexOf(name)),
    DATABASE_URL: databases[name],
    BUS_URL: databases.bus,
    REDIS_URL: redisUrl,
    OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint,
    VIEWER_KEY: viewerKey(secrets.viewer, name),
    MEDIA_SECRET: secrets.media,
    MEDIA_DIR: mediaFolder,
    SMTP_URL: mailbox?.url,
    LOG_LEVEL: logLevel,
  };
}

function gatewayEnv(
  { port, secrets, supergraphFile, logLevel, mode, databases, redisUrl, otlpEndpoint, rateLimits, mailbox, gateway }: HouseOptions,
  services: Services,
): EnvSource {
  const users = new URL(services.user.url).origin;
  return {
    PORT: String(port),
    MODE: mode,
    LOG_LEVEL: logLevel,
    SUPERGRAPH: supergraphFile,
    SUBGRAPH_URLS: serviceNames.map((name) => `${name}=${services[name].url}`).join(','),
    OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint,
    VIEWER_SECRET: secrets.viewer,
    BUS_URL: databases.bus,
    REDIS_URL: redisUrl,
    RATE_LIMITS: rateLimits ?? (mode === 'development' ? roomy : undefined),
    JWKS_URL: `${users}/.well-known/jwks.json`,
    REVOCATIONS_URL: `${users}/internal/revoked-sessions`,
    CONSOLE_LINKS: mode === 'development' ? [...(mailbox ? [`Mailbox=${mailboxPath}`] : []), `Queues=${queueBoardPath}`].join(',') : undefined,
    ...gateway,
  };
}
