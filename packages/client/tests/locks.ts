import type { Locks } from '@ejazz/client/session';

/** What Web Locks are to the tabs of a browser: one holder of a name at a time. */
export function createLocks(): Locks {
  const last = new Map<string, Promise<unknown>>();
  return {
    request<T>(name: string, work: () => Promise<T>) {
      const held = (last.get(name) ?? Promise.resolve()).then(work, work);
      last.set(name, held);
      return held;
    },
  };
}
