import type { Deps } from '../deps';

/** Longer than anything takes from a file to the row that speaks of it. */
const leftBehindMs = 2 * 3_600_000;

/** Removes files that no row speaks of: what was left behind where a process died, and crops around what a picture is no longer about. */
export const collectFiles = ({ db, store, clock }: Pick<Deps, 'db' | 'store' | 'clock'>): Promise<void> =>
  store.collect(new Date(clock.now().getTime() - leftBehindMs), (ids) =>
    db.media.findMany({ where: { id: { in: [...ids] } }, select: { id: true, revision: true, status: true, focalX: true, focalY: true } }),
  );
