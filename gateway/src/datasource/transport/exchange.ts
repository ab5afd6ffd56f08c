import { withDeadline } from '../deadline';
import { NoAnswer } from './no-answer';
import type { Resilience } from './resilience';
import type { SubgraphReply, SubgraphRequest, Transport } from './transport';

/** Who waits for an answer, and how long. */
export interface Waiting {
  /** Aborts when nobody waits any more. */
  readonly signal: AbortSignal;
  /** When the client's time is up, on the clock of `performance.now()`. */
  readonly deadline: number;
}

/** One question and its answer, however many tries that takes. */
export type Exchange = (request: SubgraphRequest, waiting: Waiting) => Promise<SubgraphReply>;

export interface ExchangeOptions {
  readonly transport: Transport;
  readonly resilience: Resilience;
  /** Milliseconds that one try may take. */
  readonly timeout: number;
}

export const createExchange =
  ({ transport, resilience, timeout }: ExchangeOptions): Exchange =>
  (request, { signal, deadline }) => {
    const attempt = () => withDeadline({ signal, ...timeLeft(deadline, timeout) }, (patience) => transport.send(request, patience));
    return resilience.run(attempt, { repeatable: !isMutation(request.query), signal });
  };

export const isMutation = (query: string): boolean => query.startsWith('mutation');

/** Of the time that is left one request takes no more, so that what is asked after a subgraph that hangs has time as well. */
const share = 2 / 3;

/** The client's deadline or the subgraph's own, whichever comes first: only the latter is the subgraph's failure. */
export function timeLeft(deadline: number, timeout: number) {
  const left = (deadline - performance.now()) * share;
  return left < timeout
    ? { milliseconds: left, late: () => new NoAnswer('deadline', "the client's time was up") }
    : { milliseconds: timeout, late: () => new NoAnswer('timeout', `no answer within ${timeout} ms`) };
}
