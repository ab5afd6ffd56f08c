import { statementsHeader } from '@ejazz/platform/request/scope';
import { Pool } from 'undici';
import { isAnswer, noAnswer } from '../transport/is-answer';
import { NoAnswer } from '../transport/no-answer';
import type { SubgraphReply } from '../transport/transport';
import { post } from './post';

/** One process of a subgraph, and the connections kept open to it. */
export interface Instance {
  readonly url: string;
  /** Requests under way. */
  readonly inFlight: number;
  /** Open connections, and how many of them are idle. */
  readonly connections: { readonly open: number; readonly idle: number };
  post(body: string, headers: Record<string, string>, signal: AbortSignal): Promise<SubgraphReply>;
  /** Whether it takes work, by its own word; one that has no word on it does. */
  isReady(signal: AbortSignal): Promise<boolean>;
  /** Closes when the requests under way have ended. */
  drain(): Promise<void>;
  /** Closes now. */
  close(): Promise<void>;
}

export function createInstance(url: string, connections: number): Instance {
  const { origin, pathname, search } = new URL(url);
  // Time is kept by the deadline of each request, which covers connecting, waiting and reading together.
  const pool = new Pool(origin, { connections, headersTimeout: 0, bodyTimeout: 0 });
  const path = pathname + search;
  let inFlight = 0;

  const exchange = async (body: string, headers: Record<string, string>, signal: AbortSignal): Promise<SubgraphReply> => {
    const { status, headers: received, text } = await post(pool, { path, headers, body, signal });
    const answer = parsed(text);
    if (!isAnswer(status, answer)) throw noAnswer(status, text);
    return { answer, statements: Number(received[statementsHeader] ?? 0) };
  };
  return {
    url,
    get inFlight() {
      return inFlight;
    },
    get connections() {
      return { open: pool.stats.connected, idle: pool.stats.free };
    },
    async post(body, headers, signal) {
      inFlight += 1;
      try {
        return await exchange(body, headers, signal);
      } catch (error) {
        if (error instanceof NoAnswer) throw error;
        throw signal.aborted ? signal.reason : new NoAnswer('unreachable', 'the connection failed', { cause: error, unsent: isUnconnected(error) });
      } finally {
        inFlight -= 1;
      }
    },
    async isReady(signal) {
      try {
        const response = await pool.request({ path: '/health/ready', method: 'GET', signal });
        await response.body.dump();
        return response.statusCode < 500;
      } catch {
        return false;
      }
    },
    drain: () => pool.close(),
    close: () => pool.destroy(),
  };
}

const unconnected = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

const isUnconnected = (error: unknown): boolean => error instanceof Error && 'code' in error && unconnected.has(String(error.code));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
