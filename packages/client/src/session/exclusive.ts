/** The part of Web Locks that is used. */
export interface Locks {
  request<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** Web Locks where there are: every tab of a browser, and no other. */
export const browserLocks = (): Locks | undefined => (typeof navigator === 'undefined' ? undefined : navigator.locks);

/**
 * Runs the work while no other tab runs work of that name; calls in one tab while it runs share its outcome. Without Web Locks two
 * tabs may renew at the same time; the server's grace for used refresh tokens allows for that.
 */
export function createExclusive<T>(name: string, locks: Locks | undefined): (work: () => Promise<T>) => Promise<T> {
  let running: Promise<T> | undefined;
  return (work) => {
    running ??= (locks ? locks.request(name, work) : work()).finally(() => {
      running = undefined;
    });
    return running;
  };
}
