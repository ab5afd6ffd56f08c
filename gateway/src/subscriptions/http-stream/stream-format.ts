import type { FormattedExecutionResult } from 'graphql';
import type { Transport } from '../../metrics/subscription-metrics';
import { type Ending, errorOf } from '../endings';

/** How a stream of results is written down. */
export interface StreamFormat {
  readonly transport: Transport;
  readonly contentType: string;
  readonly opening: string;
  next(result: FormattedExecutionResult): string;
  /** The end that the operation came to. */
  readonly complete: string;
  /** The end that we put to it. */
  ended(why: Ending): string;
  readonly heartbeat: string;
  readonly heartbeatMs: number;
  /** Said beside the results, where clients that do not know it pass it over. */
  notice(fields: Record<string, unknown>): string;
}

/** GraphQL over SSE, in its distinct connections mode: one operation a request, as graphql-sse's client asks for. */
const sse: StreamFormat = {
  transport: 'sse',
  contentType: 'text/event-stream; charset=utf-8',
  opening: ':\n\n',
  next: (result) => `event: next\ndata: ${JSON.stringify(result)}\n\n`,
  complete: 'event: complete\ndata:\n\n',
  ended: (why) => sse.next({ errors: [errorOf(why)] }) + sse.complete,
  heartbeat: ':\n\n',
  heartbeatMs: 12_000,
  notice: (fields) => `: ${JSON.stringify(fields)}\n\n`,
};

const part = (content: object) => `content-type: application/json; charset=utf-8\r\n\r\n${JSON.stringify(content)}\r\n--graphql`;

/** Apollo's multipart subscription protocol. The next boundary goes out with each part: a client takes a part for whole only then. */
const multipart: StreamFormat = {
  transport: 'multipart',
  contentType: 'multipart/mixed;boundary="graphql";subscriptionSpec="1.0"',
  opening: '\r\n--graphql',
  next: (payload) => `\r\n${part({ payload })}`,
  complete: '--\r\n',
  ended: (why) => `\r\n${part({ payload: null, errors: [errorOf(why)] })}--\r\n`,
  heartbeat: `\r\n${part({})}`,
  heartbeatMs: 5_000,
  notice: (fields) => `\r\n${part(fields)}`,
};

/**
 * The format that a request asks for by its `accept`, if it asks for a stream. Whoever names JSON before the event stream, as urql does with
 * queries and mutations, takes a stream too but wants JSON.
 */
export function streamFormatFor(accept: string | undefined): StreamFormat | undefined {
  if (accept === undefined) return undefined;
  const named = /\b(?:application\/(?:graphql-response\+)?json|text\/event-stream)\b/i.exec(accept)?.[0].toLowerCase();
  if (named === 'text/event-stream') return sse;
  return /\bmultipart\/mixed\b[^,]*\bsubscriptionSpec\b/i.test(accept) ? multipart : undefined;
}
