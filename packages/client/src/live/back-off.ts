const longest = 30_000;

/** Waits longer after each failure, never the same as others do, and no longer once the browser is online again or nobody waits. */
export function backOff(retries: number, over: AbortSignal): Promise<void> {
  const milliseconds = Math.min(longest, 250 * 2 ** retries) * (0.5 + Math.random() / 2);
  return new Promise((resolve) => {
    const inBrowser = typeof addEventListener === 'function';
    const go = () => {
      clearTimeout(timer);
      if (inBrowser) removeEventListener('online', go);
      over.removeEventListener('abort', go);
      resolve();
    };
    const timer = setTimeout(go, milliseconds);
    if (inBrowser) addEventListener('online', go);
    over.addEventListener('abort', go);
  });
}
