import type { Logger } from '@ejazz/platform/log/logger';
import { traceparentName } from '@ejazz/platform/tracing/traceparent';
import type { Viewer } from '@ejazz/platform/viewer/viewer';
import type { GraphQLFormattedError } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { unavailableError } from '../datasource/unavailable';
import type { ViewerToken } from '../datasource/viewer-tokens';
import type { Resumable } from './resume';
import type { UpstreamEvent } from './role';

export interface UpstreamRequest {
  readonly subgraph: string;
  readonly operationName: string | undefined;
  readonly resumable: Resumable;
  /** As it is whenever the operation is sent. */
  readonly viewer: () => Viewer;
  readonly requestId: string;
  readonly trace: string | undefined;
  /** The operation was sent again, because its subgraph had been lost. */
  readonly onResumed: () => void;
}

export interface UpstreamSink {
  event(event: UpstreamEvent): void;
  /** The last thing told: refused by the subgraph, or the subgraph lost for good. */
  fail(errors: readonly GraphQLFormattedError[], lost: boolean): void;
  end(): void;
}

export interface Upstreams {
  /** Events until either side ends it. A lost subgraph is asked again; when it stays lost, the last event is an error. */
  subscribe(request: UpstreamRequest, sink: UpstreamSink): () => void;
  stop(): Promise<void>;
}

export interface UpstreamsOptions {
  readonly urlOf: (subgraph: string) => string;
  readonly viewerToken: ViewerToken;
  readonly retries: number;
  /** Milliseconds between two pings, and for the answer to one. */
  readonly patience?: Patience;
  readonly log: Logger;
}

interface Patience {
  readonly ping: number;
  readonly pong: number;
}

const usual: Patience = { ping: 10_000, pong: 5_000 };
const idleBeforeClosing = 1_000;

/** One socket to each subgraph serves the subscriptions of everyone in this process. */
export function createUpstreams({ urlOf, viewerToken, retries, patience = usual, log }: UpstreamsOptions): Upstreams {
  const clients = new Map<string, Client>();
  const clientOf = (subgraph: string): Client => {
    const url = urlOf(subgraph);
    const client = clients.get(url) ?? connect(() => (urlOf(subgraph) || url).replace(/^http/, 'ws'), retries, patience);
    clients.set(url, client);
    return client;
  };
  return {
    subscribe({ subgraph, operationName, resumable, viewer, requestId, trace, onResumed }, sink) {
      let sent = false;
      const payload = {
        query: resumable.query,
        operationName,
        // Read whenever the operation is sent, also after a reconnection: signed viewers are short-lived, cursors move on.
        get variables() {
          if (sent) onResumed();
          sent = true;
          return resumable.variables();
        },
        get extensions() {
          return { viewer: viewerToken(viewer(), subgraph), requestId, ...(trace ? { [traceparentName]: trace } : {}) };
        },
      };
      return clientOf(subgraph).subscribe<Record<string, unknown>>(payload, {
        next: (event) => sink.event(resumable.note(event as UpstreamEvent)),
        error: (error) => {
          const refused = Array.isArray(error);
          if (!refused) log.warn({ err: error, subgraph }, 'subgraph lost: its subscriptions end');
          sink.fail(refused ? (error as GraphQLFormattedError[]) : [unavailableError(subgraph)], !refused);
          sink.end();
        },
        complete: () => sink.end(),
      });
    },
    stop: async () => {
      await Promise.all([...clients.values()].map((client) => client.dispose()));
      clients.clear();
    },
  };
}

/** A lost instance may leave others: where to connect is asked anew each time. */
function connect(url: () => string, retryAttempts: number, patience: Patience): Client {
  let pong: NodeJS.Timeout | undefined;
  let silence: NodeJS.Immediate | undefined;
  const heard = () => {
    clearTimeout(pong);
    clearImmediate(silence);
  };
  // When this process was too busy to read, an answer may be waiting to be read: it is, before an immediate is called.
  const judge = () => {
    silence = setImmediate(() => client.terminate());
  };
  const client = createClient({
    url,
    webSocketImpl: WebSocket,
    retryAttempts,
    shouldRetry: () => true,
    retryWait: (attempt) => new Promise((resolve) => setTimeout(resolve, Math.min(2_000, 25 * 2 ** attempt) * (0.5 + Math.random()))),
    keepAlive: patience.ping,
    lazyCloseTimeout: idleBeforeClosing,
    on: {
      // A host that vanished without closing its sockets is noticed by the missing pong.
      ping: (received) => {
        if (!received) pong = setTimeout(judge, patience.pong).unref();
      },
      pong: (received) => {
        if (received) heard();
      },
      closed: heard,
    },
  });
  return client;
}
