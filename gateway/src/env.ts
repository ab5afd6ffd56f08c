import { type Env, EnvError, type EnvSource, readEnv, type Setting } from '@ejazz/platform/env/define-env';
import { setting } from '@ejazz/platform/env/setting';
import { lameDuckSetting } from '@ejazz/platform/http/lame-duck';
import { logLevels } from '@ejazz/platform/log/logger';
import { viewerHeader } from '@ejazz/platform/viewer/signed-viewer';
import { z } from 'zod';
import { consoleSettings } from './console/console-env';
import { documentSettings } from './documents/settings';
import { trustedProxiesSetting } from './http/trusted-proxies';
import { limitSettings } from './protection/settings';

/** What the gateway says to subgraphs in its own name, and what belongs to one connection. */
const ownHeaders: readonly string[] = [
  'host',
  'connection',
  'content-length',
  'content-type',
  'transfer-encoding',
  'upgrade',
  'accept-encoding',
  viewerHeader,
];

/** `user=http://…/graphql,post=http://…/graphql|http://…/graphql` -> where the instances of each subgraph are, when not where the supergraph says. */
const subgraphUrls: Setting<ReadonlyMap<string, readonly string[]>> = {
  type: z
    .string()
    .default('')
    .transform(
      (text) => new Map(items(text).map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1).split('|')] as const)),
    )
    .refine(
      (urls) => [...urls].every(([name, all]) => /^\w+$/.test(name) && all.every((one) => URL.canParse(one))),
      'expected name=url,name=url|url',
    ),
  describe: 'URLs of subgraphs, instead of those in the supergraph; those of several instances are separated by a vertical bar',
};

const origins: Setting<readonly string[]> = {
  type: z
    .string()
    .default('https://studio.apollographql.com')
    .transform(items)
    .refine(
      (list) => list.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
      'expected origins such as https://app.example',
    ),
  describe: 'web origins that may call the gateway, separated by commas; in development any port of localhost may too',
};

const headerNames: Setting<readonly string[]> = {
  type: z
    .string()
    .default('')
    .transform((text) => items(text).map((name) => name.toLowerCase()))
    .refine(
      (names) => names.every((name) => /^[\w-]+$/.test(name) && !ownHeaders.includes(name)),
      `expected names of headers, other than ${ownHeaders.join(', ')}`,
    ),
  describe: "headers of clients' requests that subgraphs get to see, separated by commas",
};

function items(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

export const gatewaySettings = {
  PORT: setting.port(4000, 'port of the one endpoint clients use'),
  HOST: setting.text('127.0.0.1', 'address to listen on'),
  LAME_DUCK_MS: lameDuckSetting,
  LOG_LEVEL: setting.oneOf(logLevels, 'info', 'least severe log line to write'),
  MODE: setting.oneOf(['development', 'production'], 'production', 'development allows introspection and any localhost origin'),
  SUPERGRAPH: setting.text('supergraph.graphql', 'path or http(s) URL of the composed graph'),
  SUPERGRAPH_POLL_MS: setting.integer(
    5_000,
    { min: 0, max: 3_600_000 },
    'milliseconds from one look for another composed graph to the next; 0: only on SIGHUP',
  ),
  SUBGRAPH_URLS: subgraphUrls,
  SUBGRAPH_INSTANCES: setting.text('', 'path of a YAML file with the URLs of each subgraph, in place of SUBGRAPH_URLS; read again when it changes'),
  ANSWER_TIMEOUT_MS: setting.integer(
    20_000,
    { min: 100, max: 300_000 },
    'milliseconds in which a client is answered, with what there is then, also over a websocket or a stream; clients may ask for less by the header x-ejazz-deadline',
  ),
  SUBGRAPH_TIMEOUT_MS: setting.integer(
    10_000,
    { min: 50, max: 120_000 },
    'milliseconds a subgraph may take to answer, as far as two thirds of the time a client has left allow',
  ),
  SUBGRAPH_CONNECTIONS: setting.integer(64, { min: 1, max: 1024 }, 'connections to each subgraph at most'),
  FORWARD_HEADERS: headerNames,
  SUBGRAPH_RETRIES: setting.integer(2, { min: 0, max: 10 }, 'times a query is sent again to a subgraph that cannot be reached'),
  SUBGRAPH_CHECK_MS: setting.integer(
    2_000,
    { min: 100, max: 60_000 },
    'milliseconds between two questions to each of several instances whether it is ready',
  ),
  UPSTREAM_RETRIES: setting.integer(60, { min: 0, max: 100_000 }, 'attempts to reach a lost subgraph again before its subscriptions end'),
  SUBSCRIPTIONS_PER_CONNECTION: setting.integer(100, { min: 1, max: 10_000 }, 'subscriptions one connection may carry'),
  CONNECTIONS_PER_VIEWER: setting.integer(20, { min: 1, max: 10_000 }, 'connections for subscriptions a signed-in person may have open here'),
  CONNECTIONS_PER_ADDRESS: setting.integer(
    1_000,
    { min: 1, max: 1_000_000 },
    'connections for subscriptions that visitors of one address who are not signed in may have open here',
  ),
  SUBSCRIPTION_QUEUE: setting.integer(
    256,
    { min: 1, max: 100_000 },
    'events that may wait for one subscriber; a slower one is ended, and may resume',
  ),
  TOKEN_WARNING_MS: setting.integer(60_000, { min: 1_000, max: 600_000 }, 'milliseconds before its expiry at which a live connection is warned'),
  OTEL_EXPORTER_OTLP_ENDPOINT: setting.optionalUrl(
    'OTLP/HTTP collector that traces are sent to, such as http://127.0.0.1:4318; absent: none are made',
  ),
  USAGE_FILE: setting.text('', 'file that the fields which clients ask for are counted in, for the schema check; empty: they are not counted'),
  USAGE_INTERVAL_MS: setting.integer(60_000, { min: 100, max: 3_600_000 }, 'milliseconds from one writing of USAGE_FILE to the next'),
  VIEWER_SECRET: setting.optionalSecret(
    'secret from which the keys that sign viewers are derived; without it (for a supergraph other than ours) nobody is authenticated, and RATE_LIMITS and MAX_COST limit nothing unless they are set',
  ),
  BUS_URL: setting.optionalDatabaseUrl(
    'connection string of the bus database; without it and REDIS_URL ended sessions are noticed within 15 seconds instead of one',
  ),
  REDIS_URL: setting.optionalRedisUrl('Redis for live hints, in place of the bus database'),
  JWKS_URL: setting.url('http://127.0.0.1:4001/.well-known/jwks.json', 'public keys of access tokens'),
  REVOCATIONS_URL: setting.url('http://127.0.0.1:4001/internal/revoked-sessions', 'sessions ended before their tokens expire'),
  ISSUER: setting.text('ejazz', 'issuer and audience that access tokens must name'),
  CORS_ORIGINS: origins,
  TRUSTED_PROXIES: trustedProxiesSetting,
  MAX_CONNECTIONS: setting.integer(20_000, { min: 1, max: 1_000_000 }, 'open connections in all'),
  MAX_CONNECTIONS_PER_ADDRESS: setting.integer(
    1_000,
    { min: 1, max: 1_000_000 },
    'open connections from one address; trusted proxies are not counted',
  ),
  HEADERS_TIMEOUT_MS: setting.integer(10_000, { min: 100, max: 600_000 }, 'milliseconds a client may take to send the headers of a request'),
  REQUEST_TIMEOUT_MS: setting.integer(30_000, { min: 100, max: 600_000 }, 'milliseconds a client may take to send a request'),
  ...limitSettings,
  ...documentSettings,
  ...consoleSettings,
};

export type GatewayEnv = Env<typeof gatewaySettings>;
/** Limits by caller and by price are made for our graph: who serves another one sets what fits it. */
const anyGraph: EnvSource = { RATE_LIMITS: 'off', MAX_COST: '10000000' };

export function readGatewayEnv(source: EnvSource): GatewayEnv {
  const env = readEnv(gatewaySettings, source.VIEWER_SECRET ? source : withoutLimits(source));
  if (env.MODE === 'production' && env.CONSOLE_PEOPLE.length > 0) throw new EnvError(['CONSOLE_PEOPLE is set, which only MODE=development allows']);
  return env;
}

function withoutLimits(source: EnvSource): EnvSource {
  const given = Object.entries(source).filter(([, value]) => value !== undefined && value !== '');
  return { ...anyGraph, ...Object.fromEntries(given) };
}
