import type { Clock } from '@ejazz/platform/clock/clock';

/** A clock that runs like any other, but can be put forward and back. */
export interface MovedClock extends Clock {
  /** Milliseconds it is ahead of real time; negative when behind. */
  readonly ahead: number;
  /** Puts it to a moment, from which it runs on. */
  set(moment: Date): void;
  /** Puts it forward, or back by a negative number of milliseconds. */
  advance(milliseconds: number): void;
  onMoved(listener: () => void): () => void;
}

export function createMovedClock(): MovedClock {
  let ahead = 0;
  const listeners = new Set<() => void>();
  const put = (milliseconds: number) => {
    ahead = milliseconds;
    for (const listener of [...listeners]) listener();
  };
  return {
    now: () => new Date(Date.now() + ahead),
    get ahead() {
      return ahead;
    },
    set: (moment) => put(moment.getTime() - Date.now()),
    advance: (milliseconds) => put(ahead + milliseconds),
    onMoved(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
