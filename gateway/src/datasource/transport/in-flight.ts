import type { Viewer } from '@ejazz/platform/viewer/viewer';
import { untilAborted } from './until-aborted';

interface Flight<T> {
  readonly landed: Promise<T>;
  readonly abort: () => void;
  waiting: number;
  shared: boolean;
}

export interface Landed<T> {
  readonly result: T;
  readonly shared: boolean;
  readonly joined: boolean;
}

/**
 * One request for all who ask the same at the same time. Viewers are told apart by identity: the objects of two sessions of one person are two.
 * A request ends when the last who waits for it has left.
 */
export interface InFlight<T> {
  /** `shared` tells that others have the same result: whoever changes it needs a copy. `joined`, that it was not asked for once more. */
  join(viewer: Viewer, key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<T>): Promise<Landed<T>>;
  /** The viewer has changed something: what was asked before that is joined no more. */
  forget(viewer: Viewer): void;
}

export function createInFlight<T>(): InFlight<T> {
  const viewers = new WeakMap<Viewer, Map<string, Flight<T>>>();

  const takeOff = (viewer: Viewer, key: string, start: (signal: AbortSignal) => Promise<T>): Flight<T> => {
    const flights = viewers.get(viewer) ?? new Map<string, Flight<T>>();
    viewers.set(viewer, flights);
    const ending = new AbortController();
    let over = false;
    const remove = () => {
      over = true;
      if (flights.get(key) === flight) flights.delete(key);
    };
    const abort = () => {
      if (over) return;
      remove();
      ending.abort();
    };
    const flight: Flight<T> = { landed: start(ending.signal).finally(remove), abort, waiting: 0, shared: false };
    flights.set(key, flight);
    return flight;
  };

  return {
    async join(viewer, key, signal, start) {
      signal.throwIfAborted();
      const present = viewers.get(viewer)?.get(key);
      const flight = present ?? takeOff(viewer, key, start);
      if (present) present.shared = true;
      flight.waiting += 1;
      try {
        const result = await untilAborted(flight.landed, signal);
        return { result, shared: flight.shared, joined: present !== undefined };
      } finally {
        flight.waiting -= 1;
        if (flight.waiting === 0) flight.abort();
      }
    },
    forget(viewer) {
      viewers.delete(viewer);
    },
  };
}
