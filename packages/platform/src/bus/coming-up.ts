import { type BackOff, backOffDelay } from '../lifecycle/back-off';
import type { Outage } from '../log/outage';

interface Options {
  /** Rejects while the engine is away. */
  readonly reach: () => Promise<unknown>;
  /** What to throw when trying again would not help (a wrong password); undefined when it is an outage. */
  readonly refusal: (error: unknown) => unknown;
  readonly outage: Outage;
  readonly backOff: BackOff;
}

/** Lets a process start while an engine is away: what needs the engine is done as soon as it is there, in the order it was asked for. */
export function createComingUp({ reach, refusal, outage, backOff }: Options) {
  const works: (() => Promise<void>)[] = [];
  let started = false;
  let up = false;
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  /** Resolves with what went wrong, if something did; then it is tried again. */
  async function attempt(): Promise<unknown> {
    if (!started) return undefined;
    try {
      await reach();
      for (let next = works[0]; next && started; next = works[0]) {
        await next();
        works.shift();
      }
      up = true;
      outage.over();
      return undefined;
    } catch (error) {
      if (!started) return undefined;
      const delay = backOffDelay(backOff, outage.failed(error));
      clearTimeout(timer);
      timer = setTimeout(() => {
        timer = undefined;
        void attemptInTurn();
      }, delay);
      return error;
    }
  }
  const attemptInTurn = () => {
    turn = turn.then(attempt);
    return turn;
  };

  return {
    /** Whether all that was asked for has been done. */
    isUp: () => up && works.length === 0,
    /** Does it now if the engine is there, and resolves when it has tried; else later. */
    async whenUp(work: () => Promise<void>): Promise<void> {
      works.push(work);
      if (started && !timer) await attemptInTurn();
    },
    /** Tries once; an engine that is away does not fail it. */
    async start(): Promise<void> {
      started = true;
      const refused = refusal(await attemptInTurn());
      if (!refused) return;
      started = false;
      clearTimeout(timer);
      throw refused;
    },
    async stop(): Promise<void> {
      started = false;
      clearTimeout(timer);
      await turn;
    },
  };
}
