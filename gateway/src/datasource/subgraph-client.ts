import { statementsHeader } from '@ejazz/platform/request/scope';
import { Pool } from 'undici';
import { withDeadline } from './deadline';
import type { SubgraphAnswer } from './representations';

export interface SubgraphClient {
  post(body: string, headers: Record<string, string>, signal: AbortSignal): Promise<{ answer: SubgraphAnswer; statements: number }>;
  close(): Promise<void>;
}

/** Connections kept open to one subgraph. Rejects whenever what comes back is not an answer to the operation. */
export function createSubgraphClient(options: { url: string; connections: number; timeout: number }): SubgraphClient {
  const { origin, pathname, search } = new URL(options.url);
  // Time is kept by our own deadline, which covers connecting, waiting and reading together.
  const pool = new Pool(origin, { connections: options.connections, headersTimeout: 0, bodyTimeout: 0 });
  return {
    post: (body, headers, signal) =>
      withDeadline(signal, options.timeout, async (deadline) => {
        const response = await pool.request({
          path: pathname + search,
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
          body,
          signal: deadline,
        });
        const answer = (await response.body.json()) as SubgraphAnswer;
        if (!isAnswer(response.statusCode, answer)) throw new Error(`HTTP ${response.statusCode}: ${JSON.stringify(answer).slice(0, 500)}`);
        return { answer, statements: Number(response.headers[statementsHeader] ?? 0) };
      }),
    close: () => pool.destroy(),
  };
}

/** A refusal of the gateway's own request (of its viewer, of its document) is no answer; a refused custom scalar of the client's is. */
function isAnswer(status: number, answer: SubgraphAnswer | null): answer is SubgraphAnswer {
  if (typeof answer !== 'object' || answer === null) return false;
  if (status === 200) return true;
  return status === 400 && !!answer.errors?.length && answer.errors.every(({ extensions }) => extensions?.code === 'BAD_USER_INPUT');
}
