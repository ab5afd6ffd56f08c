import { createRounds } from '@ejazz/platform/jobs/rounds';
import type { Service } from '@ejazz/platform/lifecycle/service';
import type { Deps } from '../deps';
import { forgetOldHashtags } from '../domain/hashtag-trends';

/** Lets go of what matters for a while only. */
export const createForgetting = (deps: Pick<Deps, 'db' | 'clock' | 'log'>): Service =>
  createRounds({ name: 'forgetting', what: 'forgetting old hashtags', everyMs: 3_600_000, round: () => forgetOldHashtags(deps), log: deps.log });
