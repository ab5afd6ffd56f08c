import type { Clock } from '@ejazz/platform/clock/clock';
import type { Service } from '@ejazz/platform/lifecycle/service';
import type { Logger } from '@ejazz/platform/log/logger';
import { LRUCache } from 'lru-cache';
import { fetchRevoked } from './fetch-revoked';
import { type LiveHints, sessionRevokedChannel } from './live-hints';

export interface Revocations extends Service {
  has(sessionId: string): boolean;
  /** Calls once for each session that ends while its tokens would still be good. */
  onRevoked(listener: (sessionId: string) => void): () => void;
}

export interface RevocationsOptions {
  readonly url: string;
  /** Signs the anonymous viewer for the user service. */
  readonly viewerToken: () => string;
  readonly hints: LiveHints | undefined;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Longer than any access token lives: an older revocation has no token left to refuse. */
const horizon = 65 * 60_000;
const catchUpInterval = 15_000;
/** Commits may become visible in another order than their times. */
const overlap = 10_000;

/** The sessions that ended early: told by hints at once, and read from the user service in case a hint was lost. */
export function createRevocations(options: RevocationsOptions): Revocations {
  const revoked = new LRUCache<string, true>({ max: 200_000, ttl: horizon });
  const listeners = new Set<(sessionId: string) => void>();
  let latest = options.clock.now().getTime() - horizon + overlap;
  let release: (() => void)[] = [];
  let asking: Promise<void> | undefined;

  const add = (sessionId: string) => {
    if (revoked.has(sessionId)) return;
    revoked.set(sessionId, true);
    for (const listener of [...listeners]) listener(sessionId);
  };
  const catchUp = (): Promise<void> => {
    asking ??= fetchRevoked(options.url, new Date(latest - overlap), options.viewerToken())
      .then((sessions) => {
        for (const { id, revokedAt } of sessions) {
          latest = Math.max(latest, revokedAt.getTime());
          add(id);
        }
      })
      .catch((error: unknown) => options.log.warn({ err: error }, 'ended sessions not fetched'))
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };

  return {
    name: 'revocations',
    has: (sessionId) => revoked.has(sessionId),
    onRevoked(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async start() {
      const timer = setInterval(catchUp, catchUpInterval).unref();
      release = [() => clearInterval(timer)];
      if (options.hints)
        release.push(
          options.hints.subscribe(sessionRevokedChannel, add),
          options.hints.onResume(() => void catchUp()),
        );
      await catchUp();
    },
    async stop() {
      for (const end of release.splice(0)) end();
      await asking;
    },
  };
}
