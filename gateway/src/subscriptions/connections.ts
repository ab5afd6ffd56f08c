import type { Clock } from '@ejazz/platform/clock/clock';
import type { Revocations } from '../auth/revocations';
import type { Session } from '../auth/session';
import { type Close, closes } from './closes';

const longestTimer = 2 ** 31 - 1;

/** Ends open connections when the token they were opened with stops being good. */
export interface Connections {
  hold(session: Session, close: (why: Close) => void): () => void;
}

export function createConnections(options: { revocations: Pick<Revocations, 'onRevoked'>; clock: Clock }): Connections {
  const bySession = new Map<string, Set<(why: Close) => void>>();
  options.revocations.onRevoked((sessionId) => {
    for (const close of [...(bySession.get(sessionId) ?? [])]) close(closes.sessionEnded);
  });
  return {
    hold({ viewer: { sessionId }, expiresAt }, close) {
      if (sessionId === undefined || expiresAt === undefined) return () => undefined;
      const left = Math.min(expiresAt - options.clock.now().getTime(), longestTimer);
      const timer = setTimeout(close, left, closes.tokenExpired).unref();
      const held = bySession.get(sessionId) ?? new Set();
      bySession.set(sessionId, held.add(close));
      return () => {
        clearTimeout(timer);
        held.delete(close);
        if (held.size === 0 && bySession.get(sessionId) === held) bySession.delete(sessionId);
      };
    },
  };
}
