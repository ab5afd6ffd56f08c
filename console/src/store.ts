import { useEffect, useState } from 'preact/hooks';

/** A value that parts of the page share. Whoever changes it says so by `set`; it is never changed in place. */
export interface Store<T> {
  get(): T;
  set(next: T | ((present: T) => T)): void;
  subscribe(listener: (value: T) => void): () => void;
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<(value: T) => void>();
  return {
    get: () => value,
    set(next) {
      const changed = typeof next === 'function' ? (next as (present: T) => T)(value) : next;
      if (Object.is(changed, value)) return;
      value = changed;
      for (const listener of [...listeners]) listener(value);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The store's value in a component, which is drawn again when it changes. */
export function useStore<T>(store: Store<T>): T {
  const [value, setValue] = useState(store.get());
  useEffect(() => {
    setValue(() => store.get());
    return store.subscribe((next) => setValue(() => next));
  }, [store]);
  return value;
}

/** A store that is kept in this browser under the key. */
export function keptStore<T>(key: string, fallback: T, isValid: (value: unknown) => value is T): Store<T> {
  const store = createStore(readKept(key, fallback, isValid));
  store.subscribe((value) => {
    try {
      localStorage.setItem(`ejazz ${key}`, JSON.stringify(value));
    } catch {
      // A browser that keeps nothing: it starts anew next time.
    }
  });
  return store;
}

function readKept<T>(key: string, fallback: T, isValid: (value: unknown) => value is T): T {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(`ejazz ${key}`) ?? 'null');
    return isValid(value) ? value : fallback;
  } catch {
    return fallback;
  }
}
