/** A process's part that runs: made without side effects, started once, stopped once. */
export interface Service {
  readonly name: string;
  start(): Promise<void>;
  /** Says that it is about to stop, and works on until those who send it work have had time to notice. */
  retire?(): Promise<void>;
  /** Takes no new work, finishes what is in hand, releases everything. */
  stop(): Promise<void>;
}

/** Starts parts in the given order, retires them together, and stops them in the reverse order; a failed start stops what already ran. */
export function serviceOf(name: string, parts: readonly Service[]): Service {
  const running: Service[] = [];
  const stop = async () => {
    const faults: unknown[] = [];
    for (let part = running.pop(); part; part = running.pop()) {
      await part.stop().catch((error: unknown) => faults.push(error));
    }
    if (faults.length > 0) throw new AggregateError(faults, `${name} did not stop cleanly`);
  };
  return {
    name,
    stop,
    async retire() {
      await Promise.all(running.map((part) => part.retire?.()));
    },
    async start() {
      try {
        for (const part of parts) {
          await part.start();
          running.push(part);
        }
      } catch (error) {
        await stop().catch(() => undefined);
        throw error;
      }
    },
  };
}

/** A part from two functions, for what needs no more. */
export function part(name: string, start: () => Promise<unknown> | unknown, stop: () => Promise<unknown> | unknown): Service {
  return {
    name,
    start: async () => {
      await start();
    },
    stop: async () => {
      await stop();
    },
  };
}
