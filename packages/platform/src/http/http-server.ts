import { createServer, type IncomingMessage, type Server, type ServerOptions, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { SpanKind } from '@opentelemetry/api';
import { ExplainedError } from '../lifecycle/explained-error';
import type { Service } from '../lifecycle/service';
import type { Logger } from '../log/logger';
import { inRequestScope, requestIdFrom, requestIdHeader } from '../request/scope';
import { traceparentName } from '../tracing/traceparent';
import { type Tracing, untraced } from '../tracing/tracing';
import { type HealthOptions, healthRoutes } from './health';
import { measureRequests } from './request-metrics';
import { respond } from './respond';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void;

export interface Route {
  /** An exact path, or a prefix when it ends in `/`. */
  readonly path: string;
  readonly methods: readonly string[];
  readonly handle: RequestHandler;
}

export interface HttpServerOptions extends HealthOptions {
  readonly name: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Name of the setting that changes the port, for the message when it is busy. */
  readonly portSetting: string;
  readonly routes: readonly Route[];
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly log: Logger;
  /** Milliseconds that it works on when it has said that it is about to stop. */
  readonly lameDuck?: number;
  /** Milliseconds that requests in hand may still take when stopping. */
  readonly drainTimeout?: number;
  readonly tracing?: Tracing;
  /** For servers that strangers can reach. */
  readonly patience?: Patience;
  /** Sees every connection first, and may destroy it. */
  readonly admit?: (socket: Socket) => void;
}

/** Milliseconds that a client may take to send its headers, and all of its request. */
export interface Patience {
  readonly headers: number;
  readonly request: number;
}

export interface HttpServer extends Required<Service> {
  /** `http://host:port` once started. */
  readonly url: string;
}

/** A plain Node server with routes, health, metrics, request ids and a graceful stop. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  let stopping = false;
  const routes = [...options.routes, ...healthRoutes(options, () => stopping)];
  const measured = measureRequests(options.metrics);
  const server = createServer(timeouts(options.patience), (request, response) => {
    const url = targetOf(request);
    if (!url) return respond(response, 400, { error: 'BAD_REQUEST' });
    const requestId = requestIdFrom(request.headers[requestIdHeader]);
    response.setHeader(requestIdHeader, requestId);
    if (stopping) response.setHeader('connection', 'close');
    inRequestScope(requestId, () => measured(request, response, () => dispatch(routes, request, response, url, options)));
  });
  if (options.upgrade) server.on('upgrade', options.upgrade);
  if (options.admit) server.prependListener('connection', options.admit);
  return {
    name: `${options.name} http`,
    get url() {
      return `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${(server.address() as AddressInfo).port}`;
    },
    start: () => listen(server, options),
    retire: async () => {
      stopping = true;
      await pause(options.lameDuck ?? 0);
    },
    stop: async () => {
      stopping = true;
      await drain(server, options.drainTimeout ?? 10_000);
    },
  };
}

/**
 * Milliseconds that a connection may lie idle: longer than a load balancer's minute, so that it is the client's side that closes. A server that closes
 * first resets the request that is just being sent; Node's five seconds did so to whoever's event loop had stood still for as long.
 */
const keepAliveTimeout = 65_000;

/** Node's own defaults are made for servers that no stranger reaches: a minute for headers, five for a request, looked at twice a minute. */
function timeouts(patience: Patience | undefined): ServerOptions {
  if (!patience) return { keepAliveTimeout };
  const { headers, request } = patience;
  return { keepAliveTimeout, headersTimeout: headers, requestTimeout: request, connectionsCheckingInterval: Math.min(1_000, headers) };
}

/** The requested address; a target such as `//` is none. */
function targetOf({ url = '/' }: IncomingMessage): URL | undefined {
  return URL.canParse(url, 'http://localhost') ? new URL(url, 'http://localhost') : undefined;
}

async function dispatch(
  routes: readonly Route[],
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  options: HttpServerOptions,
): Promise<void> {
  const { log, tracing = untraced } = options;
  const at = routes.filter(({ path }) => (path.endsWith('/') && path !== '/' ? url.pathname.startsWith(path) : url.pathname === path));
  const route = at.find(({ methods }) => methods.includes(request.method ?? ''));
  if (!route) {
    if (at.length > 0) response.setHeader('allow', at.flatMap(({ methods }) => methods).join(', '));
    respond(response, at.length > 0 ? 405 : 404, { error: at.length > 0 ? 'METHOD_NOT_ALLOWED' : 'NOT_FOUND' });
    return;
  }
  try {
    const work = async () => route.handle(request, response, url);
    await (options.routes.includes(route) ? tracing.entry(`${request.method} ${route.path}`, entryOf(request, route), work) : work());
    log.debug({ method: request.method, path: url.pathname, status: response.statusCode }, 'request answered');
  } catch (error) {
    log.error({ err: error, path: url.pathname }, 'request failed');
    if (response.headersSent) response.destroy();
    else respond(response, 500, { error: 'INTERNAL_SERVER_ERROR' });
  }
}

const entryOf = ({ headers, method = '' }: IncomingMessage, route: Route) => ({
  kind: SpanKind.SERVER,
  parent: typeof headers[traceparentName] === 'string' ? headers[traceparentName] : undefined,
  attributes: { 'http.request.method': method, 'http.route': route.path },
});

function listen(server: Server, { name, host, port, portSetting }: HttpServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new ExplainedError(`Port ${port}, which the ${name} service listens on, is in use. Free it, or set ${portSetting} to another port.`)
          : error,
      );
    });
    server.listen(port, host, resolve);
  });
}

function drain(server: Server, timeout: number): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), timeout);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}
