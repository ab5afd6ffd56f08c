import type { Tracer } from '@opentelemetry/api';
import type { Service } from '../lifecycle/service';
import { currentRequestId } from '../request/scope';
import { type SpanOptions, span, withTracer } from './span';
import { continuing, linkTo, type Origin } from './traceparent';

/** One service's traces: its spans carry its name, also where several services share a process. */
export interface Tracing extends Service {
  /** Does work that comes from outside as a span: of the trace it comes from, or of a new one. Inside it, `span` makes spans below. */
  entry<T>(name: string, options: Omit<SpanOptions, 'links'> & Origin, work: () => T): T;
}

/** Nobody traces. */
export const untraced: Tracing = {
  name: 'tracing',
  entry: (_name, _options, work) => work(),
  start: async () => undefined,
  stop: async () => undefined,
};

/**
 * Traces to an OTLP/HTTP endpoint; without one nothing is loaded and nothing is done. The exporter's own settings (sampler, headers,
 * batches) are those of OpenTelemetry, by its names.
 */
export function createTracing(service: string, endpoint: string | undefined): Tracing {
  if (!endpoint) return untraced;
  let tracer: Tracer | undefined;
  let close: () => Promise<void> = async () => undefined;
  return {
    name: 'tracing',
    entry(name, { parent, links = [], attributes, ...options }, work) {
      if (!tracer) return work();
      const requestId = currentRequestId();
      const described = {
        ...options,
        links: links.flatMap(linkTo),
        attributes: { ...attributes, ...(requestId ? { 'ejazz.request_id': requestId } : {}) },
      };
      return span(name, described, work, withTracer(tracer, continuing(parent)));
    },
    async start() {
      // biome-ignore lint/style/noRestrictedImports: by our own name, because a relative import() would have to name the compiled file
      const { openExporter } = await import('@ejazz/platform/tracing/exporter');
      ({ tracer, close } = openExporter(service, endpoint));
    },
    async stop() {
      tracer = undefined;
      await close();
    },
  };
}
