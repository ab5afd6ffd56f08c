import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { z } from 'zod';

/** A span as it was exported. Times in milliseconds. */
export interface CollectedSpan {
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly links: readonly string[];
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: Readonly<Record<string, unknown>>;
}

const value = z.object({ stringValue: z.string().optional(), intValue: z.union([z.number(), z.string()]).optional() });
const attributes = z.array(z.object({ key: z.string(), value }));
const nanoseconds = z.string().transform((text) => Number(BigInt(text) / 1_000n) / 1_000);
const spans = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes }),
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              name: z.string(),
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().optional(),
              links: z.array(z.object({ traceId: z.string() })).default([]),
              startTimeUnixNano: nanoseconds,
              endTimeUnixNano: nanoseconds,
              attributes: attributes.default([]),
            }),
          ),
        }),
      ),
    }),
  ),
});

export interface Collector {
  readonly endpoint: string;
  readonly spans: readonly CollectedSpan[];
  stop(): Promise<void>;
}

/** An OTLP/HTTP collector that keeps what it gets, as JSON alone. */
export async function startCollector(): Promise<Collector> {
  const collected: CollectedSpan[] = [];
  const server = createServer(async (request, response) => {
    collected.push(...read(await json(request)));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans: collected,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function read(body: unknown): CollectedSpan[] {
  return spans.parse(body).resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = String(valuesOf(resource.attributes)['service.name']);
    return scopeSpans.flatMap((scope) =>
      scope.spans.map(({ startTimeUnixNano: startMs, endTimeUnixNano: endMs, links, parentSpanId, ...span }) => ({
        ...span,
        service,
        parentSpanId,
        startMs,
        endMs,
        links: links.map(({ traceId }) => traceId),
        attributes: valuesOf(span.attributes),
      })),
    );
  });
}

const valuesOf = (list: z.infer<typeof attributes>): Record<string, unknown> =>
  Object.fromEntries(list.map(({ key, value: held }) => [key, held.stringValue ?? held.intValue]));
