/** Runs work under a signal that aborts when the caller's does or when the time is up, and leaves nothing behind on the caller's. */
export async function withDeadline<T>(outer: AbortSignal, milliseconds: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  outer.throwIfAborted();
  const inner = new AbortController();
  const abort = () => inner.abort(outer.reason);
  const timer = setTimeout(() => inner.abort(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  outer.addEventListener('abort', abort, { once: true });
  try {
    return await work(inner.signal);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', abort);
  }
}
