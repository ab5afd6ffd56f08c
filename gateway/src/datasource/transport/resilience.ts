import {
  BrokenCircuitError,
  CircuitState,
  CountBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  type IBackoff,
  type IBackoffFactory,
  noJitterGenerator,
  retry,
  wrap,
} from 'cockatiel';
import { isFailure, NoAnswer } from './no-answer';
import { createRetryBudget } from './retry-budget';

export type BreakerState = 'closed' | 'half-open' | 'open';

export interface Resilience {
  /**
   * Does the work; it is tried again when the subgraph cannot be reached, what may not be repeated only when the subgraph has not seen it.
   * While the breaker is open it is not tried at all.
   */
  run<T>(work: () => Promise<T>, options: { repeatable: boolean; signal: AbortSignal }): Promise<T>;
  readonly state: BreakerState;
  /** Milliseconds until it may be tried again; 0 when it may be now. */
  restsFor(): number;
}

export interface ResilienceOptions {
  /** Times a request is tried again. */
  readonly retries: number;
  readonly onRetry: () => void;
}

/** Half of the last twenty requests, but at least five. */
const breaker = () => new CountBreaker({ threshold: 0.5, size: 20, minimumNumberOfCalls: 5 });
/** Milliseconds. */
const rest = { initialDelay: 1_000, maxDelay: 5_000, generator: noJitterGenerator };
const backOff = { initialDelay: 30, maxDelay: 1_000 };

/** A circuit breaker around retries with jitter and a budget. */
export function createResilience({ retries, onRetry }: ResilienceOptions): Resilience {
  const budget = createRetryBudget();
  let restsUntil = 0;
  const halfOpenAfter = told(new ExponentialBackoff(rest), (milliseconds) => {
    restsUntil = performance.now() + milliseconds;
  });
  const circuit = circuitBreaker(handleWhen(isFailure), { halfOpenAfter, breaker: breaker() });
  const again = (isHarmless: (error: NoAnswer) => boolean) => {
    const isWorthRepeating = (error: Error) => error instanceof NoAnswer && error.reason === 'unreachable' && isHarmless(error) && budget.spend();
    const repeating = retry(handleWhen(isWorthRepeating), { maxAttempts: retries, backoff: new ExponentialBackoff(backOff) });
    repeating.onRetry(onRetry);
    // The breaker counts what came of all tries: one instance that fails among several that answer is no reason to open it.
    return wrap(circuit, repeating);
  };
  const [repeated, sentOnce] = [again(() => true), again(({ unsent }) => unsent)];
  return {
    async run(work, { repeatable, signal }) {
      budget.earn();
      try {
        return await (repeatable ? repeated : sentOnce).execute(work, signal);
      } catch (error) {
        if (error instanceof BrokenCircuitError) throw new NoAnswer('resting', 'not asked, because it failed too often just now');
        throw error;
      }
    },
    get state() {
      if (circuit.state === CircuitState.Closed) return 'closed';
      return circuit.state === CircuitState.HalfOpen ? 'half-open' : 'open';
    },
    restsFor: () => (circuit.state === CircuitState.Open ? Math.max(0, Math.ceil(restsUntil - performance.now())) : 0),
  };
}

/** The same, and tells how long each rest is when it begins. */
const told = <T>(backoff: IBackoffFactory<T>, onBegin: (milliseconds: number) => void): IBackoffFactory<T> => ({
  next(context): IBackoff<T> {
    const begun = backoff.next(context);
    onBegin(begun.duration);
    return { duration: begun.duration, ...told(begun, onBegin) };
  },
});
