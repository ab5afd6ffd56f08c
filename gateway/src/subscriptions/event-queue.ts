/** What waits for one subscriber. Ended once: by the upstream, by the subscriber, or by overflowing. */
export interface EventQueue<In, Out> extends AsyncGenerator<Out, void, void> {
  push(event: In): void;
  /** No more events come; those waiting are still delivered. */
  end(): void;
}

export interface EventQueueOptions<In, Out> {
  readonly limit: number;
  /** Works an event out when its turn has come, so that what waits is small and what is sent is fresh. */
  readonly answer: (event: In) => Promise<Out>;
  readonly onOverflow: () => void;
  /** The subscriber has left, was made to, or has taken the last there was. Called once. */
  readonly onLeave: () => void;
}

const done = { value: undefined, done: true } as const;

/**
 * Written by hand because `return()` of a native async generator waits for the pending `next()`, which here may never come:
 * upstream would not be released.
 */
export function createEventQueue<In, Out>({ limit, answer, onOverflow, onLeave }: EventQueueOptions<In, Out>): EventQueue<In, Out> {
  let waiting: In[] = [];
  let ended = false;
  let left = false;
  let wake: (() => void) | undefined;
  const leave = () => {
    if (left) return;
    left = true;
    ended = true;
    waiting = [];
    onLeave();
    wake?.();
  };
  const queue: EventQueue<In, Out> = {
    push(event) {
      if (ended) return;
      if (waiting.push(event) > limit) {
        leave();
        onOverflow();
      }
      wake?.();
    },
    end() {
      ended = true;
      wake?.();
    },
    async next() {
      while (waiting.length === 0 && !ended) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const event = waiting.shift();
      if (event === undefined) {
        leave();
        return done;
      }
      const value = await answer(event);
      return left ? done : { value, done: false };
    },
    async return() {
      leave();
      return done;
    },
    async throw(error) {
      leave();
      throw error;
    },
    [Symbol.asyncIterator]: () => queue,
  };
  return queue;
}
