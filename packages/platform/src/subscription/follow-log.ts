import { context } from '@opentelemetry/api';
import { type BackOff, backOffDelay } from '../lifecycle/back-off';
import type { Logger } from '../log/logger';
import { createOutage } from '../log/outage';
import { currentScope } from '../request/scope';
import { span } from '../tracing/span';
import { continuing, currentTrace } from '../tracing/traceparent';

export interface LogSource<Event> {
  /** Told before anything that is read. */
  readonly first?: readonly Event[];
  /**
   * The next events in order, at most `limit`; fewer when there are no more yet. The source remembers where it stands. `last` is an
   * event after which nothing more is told, such as the error that says why.
   */
  read(limit: number): Promise<readonly Event[] | { readonly last: Event }>;
  /** Calls `wake` whenever there may be more to read; returns what ends that. */
  watch(wake: () => void): () => void;
  readonly log: Logger;
  /** How often to look without being woken: a hint is lost with the process that had yet to send it. */
  readonly lookMs?: number;
  /** Least time between two reads: what happens meanwhile is read together. */
  readonly paceMs?: number;
}

export interface FollowedLog<Event> extends AsyncIterableIterator<Event, undefined, undefined> {
  /** Ends it, also while a `next()` is pending. */
  return(): Promise<IteratorResult<Event, undefined>>;
  throw(error: unknown): Promise<IteratorResult<Event, undefined>>;
}

const limit = 100;
const outageBackOff: BackOff = { first: 250, most: 10_000 };
const done = { value: undefined, done: true } as const;

/**
 * The events of a log as one subscriber takes them: hints say only when to look, so that lost or doubled ones change nothing.
 * Written by hand because `return()` of a native async generator waits for the pending `next()`, which here may never come.
 */
export function followLog<Event>({ first = [], read, watch, log, lookMs = 60_000, paceMs = 0 }: LogSource<Event>): FollowedLog<Event> {
  const outage = createOutage(log, 'reading a log for a subscription');
  const home = context.active();
  const waiting: { readonly event: Event; readonly trace?: string | undefined }[] = first.map((event) => ({ event }));
  /** What made us look. */
  let origin = currentTrace();
  let behind = true;
  let finished = false;
  let ended = false;
  let readAt = Number.NEGATIVE_INFINITY;
  let resume: (() => void) | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const wake = (because?: string) => {
    origin = because;
    behind = true;
    resume?.();
  };
  const look = setInterval(() => wake(), lookMs).unref();
  const unwatch = watch(() => wake(currentTrace()));
  const end = () => {
    ended = true;
    waiting.length = 0;
    clearInterval(look);
    unwatch();
    resume?.();
  };

  async function rest(ms?: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      resume = resolve;
      if (ms !== undefined) timer = setTimeout(resolve, ms);
    });
    clearTimeout(timer);
  }

  /** Reads as a part of the trace that woke us, which goes on with what is read. */
  async function traced() {
    const within = continuing(origin, home);
    const reading = async () => ({ found: await read(limit), trace: currentTrace() });
    return origin ? span('read log', {}, reading, within) : context.with(within, reading);
  }

  async function readOn(): Promise<void> {
    const early = readAt + paceMs - performance.now();
    if (early > 0) return rest(early);
    readAt = performance.now();
    behind = false;
    try {
      const { found, trace } = await traced();
      const events = 'last' in found ? [found.last] : found;
      finished = 'last' in found;
      if (events.length >= limit) behind = true;
      waiting.push(...events.map((event) => ({ event, trace })));
      outage.over();
    } catch (error) {
      behind = true;
      const delay = backOffDelay(outageBackOff, outage.failed(error));
      if (!ended) await rest(delay);
    }
  }

  async function take(): Promise<IteratorResult<Event, undefined>> {
    while (!ended) {
      const item = waiting.shift();
      if (item) {
        const scope = currentScope();
        if (scope) scope.trace = item.trace;
        return { value: item.event, done: false };
      }
      if (finished) end();
      else await (behind ? readOn() : rest());
    }
    return done;
  }

  const events: FollowedLog<Event> = {
    next() {
      const result = turn.then(take);
      turn = result;
      return result;
    },
    async return() {
      end();
      return done;
    },
    async throw(error) {
      end();
      throw error;
    },
    [Symbol.asyncIterator]: () => events,
  };
  return events;
}
