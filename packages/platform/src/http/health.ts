import type { Metrics } from '../metrics/metrics';
import type { Route } from './http-server';
import { respond } from './respond';

/** What must hold before an instance takes work; a rejected check makes it not ready. */
export interface ReadinessCheck {
  readonly name: string;
  check(): Promise<void>;
}

export interface HealthOptions {
  readonly checks?: readonly ReadinessCheck[];
  /** What `/health/ready` tells beside it while all is well: facts for operators, no secrets. */
  readonly status?: () => Readonly<Record<string, unknown>>;
  readonly metrics: Metrics;
}

const checkTimeout = 2_000;

/** `/health/live`: the process runs. `/health/ready`: every check holds and it is not stopping. `/metrics`: Prometheus text. */
export function healthRoutes(options: HealthOptions, stopping: () => boolean): Route[] {
  const methods = ['GET', 'HEAD'];
  return [
    { path: '/health/live', methods, handle: (_request, response) => respond(response, 200, { status: 'live' }) },
    {
      path: '/health/ready',
      methods,
      handle: async (_request, response) => {
        if (stopping()) return respond(response, 503, { status: 'stopping' });
        const failed = await failedChecks(options.checks ?? []);
        if (failed.length > 0) return respond(response, 503, { status: 'not ready', failed });
        respond(response, 200, { status: 'ready', ...options.status?.() });
      },
    },
    {
      path: '/metrics',
      methods,
      handle: async (_request, response) => {
        response.writeHead(200, { 'content-type': options.metrics.contentType }).end(await options.metrics.metrics());
      },
    },
  ];
}

async function failedChecks(checks: readonly ReadinessCheck[]): Promise<string[]> {
  const results = await Promise.all(
    checks.map(async ({ name, check }) => {
      const ok = await Promise.race([
        check().then(
          () => true,
          () => false,
        ),
        new Promise<false>((resolve) => setTimeout(resolve, checkTimeout, false).unref()),
      ]);
      return ok ? [] : [name];
    }),
  );
  return results.flat();
}
