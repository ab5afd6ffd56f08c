import { type Context, context, type Link, propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api';

/** Header and key of `extensions` under which a trace goes from process to process, in W3C's form. */
export const traceparentName = 'traceparent';

/** The span in hand as a W3C traceparent; undefined when nobody traces. */
export function currentTrace(): string | undefined {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier[traceparentName];
}

/** The base with the span of a traceparent in hand; with none in hand when there is none, or it is malformed. */
export function continuing(traceparent: string | null | undefined, base: Context = ROOT_CONTEXT): Context {
  const alone = trace.deleteSpan(base);
  return traceparent ? propagation.extract(alone, { [traceparentName]: traceparent }) : alone;
}

export const linkTo = (traceparent: string): Link[] => {
  const linked = trace.getSpanContext(continuing(traceparent));
  return linked ? [{ context: linked }] : [];
};

/** `extensions.traceparent` of an operation or of its result. */
export function traceIn(extensions: Readonly<Record<string, unknown>> | null | undefined): string | undefined {
  const value = extensions?.[traceparentName];
  return typeof value === 'string' ? value : undefined;
}

export interface Origin {
  /** What caused all of it. */
  readonly parent?: string | undefined;
  /** What caused parts of it, when no one thing caused all. */
  readonly links?: readonly string[];
}

/** Where a batch comes from: a part of its trace when there is one for all, else a trace of its own with links; undefined when nobody traced. */
export function originOf(events: readonly { readonly trace?: string | null | undefined }[]): Origin | undefined {
  const traces = [...new Set(events.flatMap((event) => event.trace ?? []))];
  if (traces.length === 0) return undefined;
  const ids = new Set(traces.map((traceparent) => traceparent.split('-')[1]));
  return ids.size === 1 && events.every((event) => event.trace) ? { parent: traces[0] } : { links: traces };
}
