import type { IncomingMessage, ServerResponse } from 'node:http';
import { requestIdHeader } from '@ejazz/platform/request/scope';

export interface CorsOptions {
  readonly origins: readonly string[];
  /** Development: a front end may run on any port of this machine. */
  readonly localhost: boolean;
}

const localhost = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
/** What scripts may read of an answer. */
const exposed = [requestIdHeader, 'ratelimit', 'ratelimit-policy', 'retry-after'].join(', ');
const dayInSeconds = '86400';

/** Tells browsers which web pages may call; answers preflights (returning true). No cookies are used, so credentials stay out. */
export function createCors({ origins, localhost: anyLocal }: CorsOptions) {
  const allowed = (origin: string) => origins.includes(origin) || (anyLocal && localhost.test(origin));
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const { origin } = request.headers;
    response.setHeader('vary', 'Origin');
    if (origin && allowed(origin)) {
      response.setHeader('access-control-allow-origin', origin);
      response.setHeader('access-control-expose-headers', exposed);
    }
    if (request.method !== 'OPTIONS') return false;
    if (origin && allowed(origin)) {
      response.setHeader('access-control-allow-methods', 'GET, POST, OPTIONS');
      const asked = request.headers['access-control-request-headers'];
      if (asked) response.setHeader('access-control-allow-headers', asked);
      response.setHeader('access-control-max-age', dayInSeconds);
    }
    response.writeHead(204).end();
    return true;
  };
}
