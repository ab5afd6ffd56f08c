import type { Service } from '@ejazz/platform/lifecycle/service';
import type { Logger } from '@ejazz/platform/log/logger';
import { z } from 'zod';
import type { Deps, Tx } from '../deps';

/** Whose feeds may have changed: those of these readers, and of all who follow these authors. */
interface Changed {
  readonly readerIds?: readonly string[];
  readonly authorIds?: readonly string[];
}

const channel = 'home-feed';
const shape = z.object({ readerIds: z.array(z.string()).default([]), authorIds: z.array(z.string()).default([]) });
/** A hint carries less than 7,900 bytes. */
const idsInHint = 200;

/**
 * Tells that feeds have changed. Followers are not named: each process finds those of them who listen there, so that a post costs one
 * hint however many follow its author.
 */
export async function hintFeeds(pubsub: Pick<Deps['pubsub'], 'publish'>, { readerIds = [], authorIds = [] }: Changed): Promise<void> {
  const hints: Changed[] = [...chunks(readerIds).map((ids) => ({ readerIds: ids })), ...chunks(authorIds).map((ids) => ({ authorIds: ids }))];
  await Promise.all(hints.map((hint) => pubsub.publish(channel, JSON.stringify(hint))));
}

function chunks(ids: readonly string[]): string[][] {
  const distinct = [...new Set(ids)];
  return Array.from({ length: Math.ceil(distinct.length / idsInHint) }, (_, index) => distinct.slice(index * idsInHint, (index + 1) * idsInHint));
}

/** The readers who have subscribed in this process. */
export interface LiveReaders extends Service {
  /** Wakes when the reader's feed may have changed; returns what ends that. */
  watch(readerId: string, wake: () => void): () => void;
}

export function createLiveReaders({ db, pubsub, log }: { db: Tx; pubsub: Pick<Deps['pubsub'], 'subscribe' | 'onResume'>; log: Logger }): LiveReaders {
  const wakers = new Map<string, Set<() => void>>();
  let ends: (() => void)[] = [];
  const wake = (readerIds: Iterable<string>) => {
    for (const readerId of readerIds) for (const waker of [...(wakers.get(readerId) ?? [])]) waker();
  };
  const hear = async (message: string) => {
    if (wakers.size === 0) return;
    const { readerIds, authorIds } = shape.parse(JSON.parse(message));
    wake(readerIds);
    if (authorIds.length > 0) wake(await followersAmong(db, authorIds, [...wakers.keys()]));
  };
  return {
    name: 'live readers',
    watch(readerId, waker) {
      const set = wakers.get(readerId) ?? new Set();
      wakers.set(readerId, set.add(waker));
      return () => {
        set.delete(waker);
        if (set.size === 0 && wakers.get(readerId) === set) wakers.delete(readerId);
      };
    },
    async start() {
      const failed = (error: unknown) => log.error({ err: error }, 'readers of a changed feed were not found');
      ends = [pubsub.subscribe(channel, (message) => void hear(message).catch(failed)), pubsub.onResume(() => wake(wakers.keys()))];
    },
    async stop() {
      for (const end of ends.splice(0)) end();
    },
  };
}

async function followersAmong(db: Tx, authorIds: readonly string[], readerIds: readonly string[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ readerId: string }[]>`
    SELECT DISTINCT follower_id AS "readerId" FROM follow
    WHERE followee_id = ANY(${authorIds}::text[]) AND active AND follower_id = ANY(${readerIds}::text[])`;
  return rows.map(({ readerId }) => readerId);
}
