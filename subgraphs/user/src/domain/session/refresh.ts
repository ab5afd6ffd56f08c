import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import type { Deps, Tx } from '../../deps';
import { endSessionsWithin, hashToken, type Issuer, mintTokens, type SessionTokens } from './session';

type RefreshCode = 'REFRESH_TOKEN_INVALID' | 'REFRESH_TOKEN_REUSED';

/** Milliseconds in which an exchanged token works again: the reply to the first exchange may have been lost. */
export const reuseGrace = 30_000;

/** Exchanges a refresh token. An old one used after the grace ends the session: it may have been stolen. */
export function refreshSession(deps: Issuer & Pick<Deps, 'transact' | 'pubsub'>, refreshToken: string): Promise<Outcome<SessionTokens, RefreshCode>> {
  const hash = hashToken(refreshToken);
  return deps.transact<Outcome<SessionTokens, RefreshCode>>(async (unit) => {
    const { tx } = unit;
    const token = await lockToken(tx, hash);
    const now = deps.clock.now();
    if (!token || token.session.revokedAt || token.expiresAt <= now) {
      return refused(userError('REFRESH_TOKEN_INVALID', ['input', 'refreshToken'], 'This session has ended. Sign in again.'));
    }
    const { sessionId, exchangedAt } = token;
    if (exchangedAt && now.getTime() - exchangedAt.getTime() > reuseGrace) {
      await endSessionsWithin(unit, deps, { id: sessionId });
      const message = 'This token was used before, so the session was ended. Sign in again.';
      return refused(userError('REFRESH_TOKEN_REUSED', ['input', 'refreshToken'], message));
    }
    const { tokens, row } = mintTokens(deps, sessionId, token.session.user);
    if (!exchangedAt) await tx.refreshToken.update({ where: { hash }, data: { exchangedAt: now } });
    await tx.refreshToken.deleteMany({ where: { sessionId, expiresAt: { lte: now } } });
    await tx.refreshToken.create({ data: { ...row, sessionId } });
    await tx.session.update({ where: { id: sessionId }, data: { lastSeenAt: now, expiresAt: row.expiresAt } });
    return done(tokens);
  });
}

/** The token as it stands once nobody else works on its session: exchanges of a session, and its end, come one after another. */
async function lockToken(tx: Tx, hash: string) {
  await tx.$queryRaw`SELECT 1 FROM session WHERE id = (SELECT session_id FROM refresh_token WHERE hash = ${hash}) FOR UPDATE`;
  return tx.refreshToken.findUnique({ where: { hash }, include: { session: { include: { user: true } } } });
}
