import { createRounds } from '@ejazz/platform/jobs/rounds';
import type { Service } from '@ejazz/platform/lifecycle/service';
import type { Deps } from '../deps';
import { eraseDue } from '../domain/account/erase-account';
import { approveWaiting } from '../domain/graph/answer-follow-request';

/** What is due by itself: accounts to be erased, and requests to follow accounts that have become public. */
export const createHousekeeping = (deps: Pick<Deps, 'db' | 'transact' | 'clock' | 'log'>): Service =>
  createRounds({
    name: 'housekeeping',
    what: 'erasing accounts and approving requests',
    everyMs: 60_000,
    async round() {
      await eraseDue(deps);
      await approveWaiting(deps);
    },
    log: deps.log,
  });
