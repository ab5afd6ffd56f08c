import type { IncomingMessage, ServerResponse } from 'node:http';
import { Histogram } from 'prom-client';
import type { Metrics } from '../metrics/metrics';

/** Times every request until its response is finished or cut off. */
export function measureRequests(metrics: Metrics) {
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Seconds from the arrival of a request to the end of its response.',
    labelNames: ['method', 'status'],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [metrics],
  });
  return (request: IncomingMessage, response: ServerResponse, handle: () => unknown): void => {
    const end = duration.startTimer({ method: request.method ?? 'UNKNOWN' });
    response.once('close', () => end({ status: String(response.statusCode) }));
    handle();
  };
}
