import type { ByIdOption } from '../documents/by-id.ts';
import type { SavedDocument } from '../documents/saved-document.ts';
import { type GraphFault, isWorthRetrying } from '../errors.ts';
import { type Answer, Faulty } from '../fetch/answer.ts';
import type { Session } from '../session/session.ts';
import { backOff } from './back-off.ts';
import { codeOf, createConnection } from './connection.ts';
import { eventIn, type LiveOperation, resumable } from './resume.ts';

export interface LiveClientOptions extends ByIdOption {
  /** The gateway's endpoint, as for HTTP. */
  readonly url: string;
  readonly session?: Session;
  /** Where there is no global WebSocket (Node 20): the class that `ws` exports. */
  readonly webSocketImpl?: unknown;
}

export interface LiveHandlers<Data> {
  /** An event, with the faults of its parts. */
  next(data: Data, faults: readonly GraphFault[]): void;
  /** Something was missed that will not be told: fetch the list anew. What follows is told. Default: `next` gets the gap like any event. */
  gap?(): void;
  /** It has ended and will not come back: Faulty when the gateway refuses it, LiveClosed when it refuses the connection. */
  error?(error: Faulty | LiveClosed): void;
  /** The gateway has no more to tell. */
  complete?(): void;
}

/** What Apollo Client's and urql's subscriptions are fed by. */
export interface LiveSink {
  next(answer: Answer<Record<string, unknown>>): void;
  error(error: Faulty | LiveClosed): void;
  complete(): void;
}

export interface LiveClient {
  /** Whether there is a connection at the moment. */
  readonly connected: boolean;
  onConnected(listener: (connected: boolean) => void): () => void;
  /** Goes on, without gap or doubling, whatever happens to the connection. The returned function ends it. */
  subscribe<Data, Variables>(document: SavedDocument<Data, Variables>, variables: Variables, handlers: LiveHandlers<Data>): () => void;
  forward(operation: LiveOperation, sink: LiveSink): () => void;
  /** Ends everything. */
  close(): void;
}

/** The connection was closed for a reason that another attempt does not change. */
export class LiveClosed extends Error {
  override readonly name = 'LiveClosed';
  /** Code of the WebSocket's close, such as 4401 for a session that has ended. */
  readonly code: number | undefined;
  constructor(cause: unknown) {
    super('The live connection was closed.', { cause });
    this.code = codeOf(cause);
  }
}

/** Subscriptions over one WebSocket, which comes back by itself, with a fresh token, each one after the last event it saw. */
export function createLiveClient({ url, session, webSocketImpl, byId = false }: LiveClientOptions): LiveClient {
  const listeners = new Set<(connected: boolean) => void>();
  let connected = false;
  const onOpen = (open: boolean) => {
    if (connected === open) return;
    connected = open;
    for (const listener of [...listeners]) listener(open);
  };
  const active = new Set<() => void>();
  const connection = createConnection({ url, session, webSocketImpl, onOpen });

  const forward: LiveClient['forward'] = (operation, sink) => {
    const { operation: payload, note } = resumable(operation, { byId });
    const over = new AbortController();
    let stop = () => {};
    let failures = 0;
    const begin = () => {
      if (over.signal.aborted) return;
      stop = connection.client.subscribe(payload, {
        next(answer) {
          failures = 0;
          note(answer.data);
          sink.next(answer as Answer<Record<string, unknown>>);
        },
        error: (cause) => void goOn(cause),
        complete: () => leave(() => sink.complete()),
      });
    };
    /** Some refusals pass: the service comes back, the rate limit lets one through. */
    const goOn = async (cause: unknown) => {
      const faults = Array.isArray(cause) ? new Faulty(cause) : undefined;
      const again = faults ? faults.faults.some(isWorthRetrying) : await connection.isWorthRetrying(cause);
      if (!again) return leave(() => sink.error(faults ?? new LiveClosed(cause)));
      if (faults) await backOff(failures++, over.signal);
      begin();
    };
    const leave = (say: () => void) => {
      active.delete(end);
      if (!over.signal.aborted) say();
    };
    const end = () => {
      active.delete(end);
      over.abort();
      stop();
    };
    active.add(end);
    begin();
    return end;
  };

  return {
    get connected() {
      return connected;
    },
    onConnected(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    forward,
    subscribe: ({ id, text, name }, variables, handlers) =>
      forward({ id, query: text, operationName: name, variables: variables ?? {} }, toldTo(handlers)),
    close() {
      for (const end of active) end();
      connection.close();
    },
  };
}

function toldTo<Data>({ next, gap, error, complete }: LiveHandlers<Data>): LiveSink {
  let last: Answer<unknown> = {};
  return {
    next(answer) {
      last = answer;
      if (!answer.data || (gap && isGap(answer.data))) gap?.();
      // The gateway has validated the operation against the schema that its types were made of.
      else next(answer.data as Data, answer.errors ?? []);
    },
    error: (fault) => error?.(fault),
    // What its owner refuses comes as an answer without data, and nothing after it.
    complete: () => (last.errors && !last.data ? error?.(new Faulty(last.errors)) : complete?.()),
  };
}

/** Every log surface tells of missed events by a type of its own, such as `NotificationGap`. */
const isGap = (data: unknown) => String(eventIn(data)?.__typename).endsWith('Gap');
