import { SpanKind } from '@opentelemetry/api';
import { endWith, openSpan } from '../tracing/span';

type Send = (...query: unknown[]) => unknown;
type Callback = (error: Error | undefined, ...rest: unknown[]) => void;

/** Sends a statement as a span: its text without its values. Ends it whichever way the caller waits, by promise or by callback. */
export function tracedQuery(send: Send, query: unknown[], text: string): unknown {
  const attributes = { 'db.system.name': 'postgresql', 'db.query.text': text };
  const open = openSpan(summaryOf(text), { kind: SpanKind.CLIENT, attributes });
  if (!open) return send(...query);
  const last = query.at(-1);
  if (isCallback(last)) {
    const ended: Callback = (error, ...rest) => {
      open.end(error ?? undefined);
      last(error, ...rest);
    };
    return send(...query.slice(0, -1), ended);
  }
  return endWith(open, send(...query));
}

const isCallback = (value: unknown): value is Callback => typeof value === 'function';

/** What it does, and to which table first: `INSERT outbox`. */
export function summaryOf(text: string): string {
  const [verb = 'SQL'] = /\b(?:begin|commit|rollback|insert|update|delete|select)\b/i.exec(text) ?? /[a-z]+/i.exec(text) ?? [];
  const [, table] = /\b(?:from|into|update)\s+((?:"?\w+"?\.)*"?\w+"?)/i.exec(text) ?? [];
  return [verb.toUpperCase(), ...(table ? [table.replaceAll('"', '').replace(/^public\./, '')] : [])].join(' ');
}
