import { context, propagation, type Tracer } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';

/** Milliseconds that a collector may take: it holds up nothing but the end of the process. */
const timeoutMillis = 5_000;

/** Loaded only where an endpoint is set: this file alone knows OpenTelemetry's SDK. */
export function openExporter(service: string, endpoint: string): { tracer: Tracer; close: () => Promise<void> } {
  // Of the process: the first service in it sets them, the others find them there.
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces`, timeoutMillis });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `ejazz-${service}`, 'service.namespace': 'ejazz' }),
    spanProcessors: [new BatchSpanProcessor(exporter, { exportTimeoutMillis: timeoutMillis })],
  });
  // A collector that is away costs its spans, not the stop.
  return { tracer: provider.getTracer('ejazz'), close: () => provider.shutdown().catch(() => undefined) };
}
