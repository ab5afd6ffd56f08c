import type { Logger } from '../log/logger';
import { type FollowedLog, followLog } from './follow-log';

export interface StateSource<State> {
  /** The state as it is now. `last` is what is told before nothing more is, such as the error that says why. */
  read(): Promise<{ readonly state: State } | { readonly last: State }>;
  /** Whether a subscriber who knows the one has no use for the other. */
  same(known: State, present: State): boolean;
  /** Calls `wake` whenever the state may have changed; returns what ends that. */
  watch(wake: () => void): () => void;
  readonly log: Logger;
  /** Least time between two states told to one subscriber. */
  readonly paceMs?: number;
  readonly lookMs?: number;
}

/** A state as one subscriber takes it: what it is now, then what it has become, however many changes lie between the two. */
export function followState<State>({ read, same, paceMs = 250, ...source }: StateSource<State>): FollowedLog<State> {
  let known: { readonly state: State } | undefined;
  return followLog<State>({
    ...source,
    paceMs,
    async read() {
      const present = await read();
      if ('last' in present) return present;
      if (known && same(known.state, present.state)) return [];
      known = present;
      return [present.state];
    },
  });
}
