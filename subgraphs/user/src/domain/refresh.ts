import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import type { Deps } from '../deps';
import { endSession, hashToken, issueTokens, type SessionTokens } from './session';

type RefreshCode = 'REFRESH_TOKEN_INVALID' | 'REFRESH_TOKEN_REUSED';

/** Milliseconds in which an exchanged token works again: the reply to the first exchange may have been lost. */
export const reuseGrace = 30_000;

/** Exchanges a refresh token. An old one used after the grace ends the session: it may have been stolen. */
export async function refreshSession(deps: Deps, refreshToken: string): Promise<Outcome<SessionTokens, RefreshCode>> {
  const now = deps.clock.now();
  const hash = hashToken(refreshToken);
  const token = await deps.db.refreshToken.findUnique({ where: { hash }, include: { session: { include: { user: true } } } });
  if (!token || token.session.revokedAt || token.expiresAt <= now) {
    return refused(userError('REFRESH_TOKEN_INVALID', ['input', 'refreshToken'], 'This session has ended. Sign in again.'));
  }
  const { count } = await deps.db.refreshToken.updateMany({ where: { hash, exchangedAt: null }, data: { exchangedAt: now } });
  const exchangedAt = count === 1 ? now : (token.exchangedAt ?? now);
  if (now.getTime() - exchangedAt.getTime() > reuseGrace) {
    await endSession(deps, token.sessionId);
    return refused(
      userError('REFRESH_TOKEN_REUSED', ['input', 'refreshToken'], 'This token was used before, so the session was ended. Sign in again.'),
    );
  }
  return done(await issueTokens(deps, token.session, token.session.user));
}
