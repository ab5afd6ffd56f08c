import { statementsHeader } from '@ejazz/platform/request/scope';
import { Pool } from 'undici';
import type { SubgraphAnswer } from '../representations';
import { NoAnswer } from '../transport/no-answer';
import type { SubgraphReply } from '../transport/transport';

/** One process of a subgraph, and the connections kept open to it. */
export interface Instance {
  readonly url: string;
  /** Requests under way. */
  readonly inFlight: number;
  /** Open connections, and how many of them are idle. */
  readonly connections: { readonly open: number; readonly idle: number };
  post(body: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<SubgraphReply>;
  /** Whether it takes work, by its own word; one that has no word on it does. */
  isReady(signal: AbortSignal): Promise<boolean>;
  /** Closes when the requests under way have ended. */
  drain(): Promise<void>;
  /** Closes now. */
  close(): Promise<void>;
}

const overloaded: readonly number[] = [502, 503, 504];

export function createInstance(url: string, connections: number): Instance {
  const { origin, pathname, search } = new URL(url);
  // Time is kept by the deadline of each request, which covers connecting, waiting and reading together.
  const pool = new Pool(origin, { connections, headersTimeout: 0, bodyTimeout: 0 });
  const path = pathname + search;
  let inFlight = 0;

  const exchange = async (body: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<SubgraphReply> => {
    const response = await pool.request({ path, method: 'POST', headers, body, signal });
    const text = await response.body.text();
    const answer = parsed(text);
    if (!isAnswer(response.statusCode, answer)) throw noAnswer(response.statusCode, text);
    return { answer, statements: Number(response.headers[statementsHeader] ?? 0) };
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
        throw signal.aborted ? signal.reason : new NoAnswer('unreachable', 'the connection failed', { cause: error });
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

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A refusal of the gateway's own request (of its viewer, of its document) is no answer; a refused custom scalar of the client's is. */
function isAnswer(status: number, answer: unknown): answer is SubgraphAnswer {
  if (typeof answer !== 'object' || answer === null) return false;
  const { data, errors } = answer as SubgraphAnswer;
  if (status === 200) return data !== undefined || (Array.isArray(errors) && errors.length > 0);
  return status === 400 && Array.isArray(errors) && errors.length > 0 && errors.every(({ extensions }) => extensions?.code === 'BAD_USER_INPUT');
}

function noAnswer(status: number, text: string): NoAnswer {
  const message = `HTTP ${status}: ${text.slice(0, 500)}`;
  if (overloaded.includes(status)) return new NoAnswer('unreachable', message);
  return new NoAnswer(status >= 400 && status < 500 ? 'refused' : 'garbage', message);
}
