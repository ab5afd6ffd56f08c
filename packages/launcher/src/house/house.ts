import { readFeedEnv } from '@ejazz/feed/env';
import { createFeed } from '@ejazz/feed/server';
import { readGatewayEnv } from '@ejazz/gateway/env';
import { createGateway, type Gateway, type GatewayOverrides } from '@ejazz/gateway/gateway';
import { readMediaEnv } from '@ejazz/media/env';
import { createMedia, type MediaService } from '@ejazz/media/server';
import { readNotificationEnv } from '@ejazz/notification/env';
import { createNotification } from '@ejazz/notification/server';
import type { Clock } from '@ejazz/platform/clock/clock';
import type { EnvSource } from '@ejazz/platform/env/define-env';
import type { Service } from '@ejazz/platform/lifecycle/service';
import type { Logger, LogLevel } from '@ejazz/platform/log/logger';
import { viewerKey } from '@ejazz/platform/viewer/signed-viewer';
import { readPostEnv } from '@ejazz/post/env';
import { createPost, type PostService } from '@ejazz/post/server';
import { readUserEnv } from '@ejazz/user/env';
import { createUser, type UserService } from '@ejazz/user/server';
import type { DatabaseUrls } from '../cluster/provision-services';

export const serviceNames = ['user', 'post', 'media', 'notification', 'feed'] as const;
export type ServiceName = (typeof serviceNames)[number];

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
  readonly mode: 'development' | 'production';
  readonly overrides?: { readonly clock?: Clock; readonly log?: Logger; readonly gateway?: GatewayOverrides };
}

export interface House extends Service {
  readonly user: UserService;
  readonly post: PostService;
  readonly media: MediaService;
  readonly notification: Service & { readonly url: string };
  readonly feed: Service & { readonly url: string };
  /** Address of the one endpoint, once started. */
  readonly url: string;
}

/** Every service and the gateway in this process, joined as they would be apart: over HTTP, each on its own port. */
export function createHouse(options: HouseOptions): House {
  const { clock, log } = options.overrides ?? {};
  const overrides = { ...(clock ? { clock } : {}), ...(log ? { log } : {}) };
  const user = createUser(readUserEnv(subgraphEnv('user', options)), overrides);
  const post = createPost(readPostEnv(subgraphEnv('post', options)), overrides);
  const media = createMedia(
    readMediaEnv({ ...subgraphEnv('media', options), MEDIA_SECRET: options.secrets.media, MEDIA_DIR: options.mediaFolder }),
    overrides,
  );
  const notification = createNotification(readNotificationEnv(subgraphEnv('notification', options)), overrides);
  const feed = createFeed(readFeedEnv(subgraphEnv('feed', options)), overrides);
  const services = { user, post, media, notification, feed };
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
        gateway = createGateway(readGatewayEnv(gatewayEnv(options, services)), { ...(log ? { log } : {}), ...options.overrides?.gateway });
        await gateway.start();
      } catch (error) {
        await Promise.allSettled(Object.values(services).map((service) => service.stop()));
        throw error;
      }
    },
    async stop() {
      await gateway?.stop();
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

function subgraphEnv(name: ServiceName, { databases, redisUrl, port, secrets, logLevel }: HouseOptions): EnvSource {
  return {
    PORT: String(port === 0 ? 0 : port + 1 + serviceNames.indexOf(name)),
    DATABASE_URL: databases[name],
    BUS_URL: databases.bus,
    REDIS_URL: redisUrl,
    VIEWER_KEY: viewerKey(secrets.viewer, name),
    LOG_LEVEL: logLevel,
  };
}

function gatewayEnv(
  { port, secrets, supergraphFile, logLevel, mode, databases, redisUrl }: HouseOptions,
  services: Record<ServiceName, { readonly url: string }>,
): EnvSource {
  const users = new URL(services.user.url).origin;
  return {
    PORT: String(port),
    MODE: mode,
    LOG_LEVEL: logLevel,
    SUPERGRAPH: supergraphFile,
    SUBGRAPH_URLS: serviceNames.map((name) => `${name}=${services[name].url}`).join(','),
    VIEWER_SECRET: secrets.viewer,
    BUS_URL: databases.bus,
    REDIS_URL: redisUrl,
    JWKS_URL: `${users}/.well-known/jwks.json`,
    REVOCATIONS_URL: `${users}/internal/revoked-sessions`,
  };
}
