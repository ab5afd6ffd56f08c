import {
  type Attributes,
  type Context,
  context,
  createContextKey,
  type Link,
  type SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';

const tracerKey = createContextKey('the tracer of the service at work');

export interface SpanOptions {
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
  readonly links?: Link[];
}

export interface OpenSpan {
  /** Work that belongs to the span: what it begins is below it. */
  run<T>(work: () => T): T;
  end(error?: unknown): void;
}

/** A context in which `span` and `openSpan` record with this tracer. */
export const withTracer = (tracer: Tracer, base: Context): Context => base.setValue(tracerKey, tracer);

const isTracer = (value: unknown): value is Tracer => typeof value === 'object' && value !== null && 'startSpan' in value;

/** A span below the one in hand, to be ended by hand; undefined when nobody traces. */
export function openSpan(name: string, options: SpanOptions, within: Context = context.active()): OpenSpan | undefined {
  const tracer = within.getValue(tracerKey);
  if (!isTracer(tracer)) return undefined;
  const opened = tracer.startSpan(name, options, within);
  const inside = trace.setSpan(within, opened);
  return {
    run: (work) => context.with(inside, work),
    end(error) {
      if (error !== undefined) opened.setAttribute('error.type', kindOf(error)).setStatus({ code: SpanStatusCode.ERROR });
      opened.end();
    },
  };
}

/** Does the work as a span below the one in hand; just does it when nobody traces. */
export function span<T>(name: string, options: SpanOptions, work: () => T, within?: Context): T {
  const open = openSpan(name, options, within);
  if (!open) return work();
  try {
    return endWith(open, open.run(work));
  } catch (error) {
    open.end(error ?? 'unknown');
    throw error;
  }
}

/** Ends the span when the result is there, now or later; gives the result back. */
export function endWith<T>(open: Pick<OpenSpan, 'end'>, result: T): T {
  if (result instanceof Promise) {
    result.then(
      () => open.end(),
      (error: unknown) => open.end(error ?? 'unknown'),
    );
  } else open.end();
  return result;
}

/** What kind of error it is, never its message: that may quote what people wrote. */
function kindOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
