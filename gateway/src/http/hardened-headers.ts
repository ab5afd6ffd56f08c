import type { ServerResponse } from 'node:http';

const yearInSeconds = 31_536_000;

/** What browsers are told of every answer: it is data for whoever asked, never a page, and (behind TLS) never to be asked for without. */
export function hardenHeaders(response: ServerResponse): void {
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('x-frame-options', 'DENY');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cache-control', 'no-store');
  response.setHeader('strict-transport-security', `max-age=${yearInSeconds}`);
  response.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
}
