import { setTimeout as pause } from 'node:timers/promises';
import { withDeadline } from '../datasource/deadline';
import { type Exchange, timeLeft } from '../datasource/transport/exchange';
import { NoAnswer } from '../datasource/transport/no-answer';
import { untilAborted } from '../datasource/transport/until-aborted';
import { errorsEverywhere } from '../datasource/unavailable';
import type { InjectedFault } from './faults';

/** The exchange with a subgraph as if it had the fault. The subgraph itself, its breaker and other clients notice nothing. */
export function withFault(fault: InjectedFault | undefined, exchange: Exchange, timeout: number): Exchange {
  if (!fault) return exchange;
  return async (request, waiting) => {
    const whileWaiting = <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> =>
      withDeadline({ signal: waiting.signal, ...timeLeft(waiting.deadline, timeout) }, ({ signal }) => untilAborted(work(signal), signal));
    switch (fault.kind) {
      case 'down':
        throw new NoAnswer('unreachable', 'down, as the client asked');
      case 'garbage':
        throw new NoAnswer('garbage', 'garbage, as the client asked');
      case 'hang':
        return whileWaiting(() => new Promise(() => undefined));
      case 'slow':
        await whileWaiting((signal) => pause(fault.milliseconds, undefined, { signal }).catch(() => undefined));
        return exchange(request, waiting);
      case 'error': {
        const error = { message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR' } };
        return { answer: { data: null, errors: errorsEverywhere(request.query, request.variables.representations, error) }, statements: 0 };
      }
    }
  };
}
