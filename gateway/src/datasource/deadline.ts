import type { NoAnswer } from './transport/no-answer';
import type { Patience } from './transport/transport';

interface Limit {
  /** Aborts when nobody waits any more. */
  readonly signal: AbortSignal;
  readonly milliseconds: number;
  /** What the work fails with when the time is up. */
  readonly late: () => NoAnswer;
}

/** Does work that ends when the caller has left or the time is up, and leaves nothing behind on the caller's signal. */
export async function withDeadline<T>({ signal, milliseconds, late }: Limit, work: (patience: Patience) => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  if (milliseconds <= 0) throw late();
  const inner = new AbortController();
  const leave = () => inner.abort(signal.reason);
  const timer = setTimeout(() => inner.abort(late()), milliseconds);
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await work({ signal: inner.signal, milliseconds });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', leave);
  }
}
