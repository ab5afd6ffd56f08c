import { createHash, randomBytes } from 'node:crypto';
import { newId } from '@ejazz/platform/ids/id';
import type { Deps } from '../deps';
import type { Session, User } from '../generated/prisma/client';

export interface SessionTokens {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: Date;
}

type Needs = Pick<Deps, 'db' | 'clock' | 'accessTokens' | 'env'>;

/** Live channel that carries ids of ended sessions to every gateway. */
export const sessionRevokedChannel = 'session-revoked';

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** A session of its own for one sign-in. */
export async function openSession(deps: Needs, user: User): Promise<SessionTokens> {
  const session = await deps.db.session.create({ data: { id: newId('ses'), userId: user.id, createdAt: deps.clock.now() } });
  return issueTokens(deps, session, user);
}

/** A new pair of tokens within a session. */
export async function issueTokens({ db, clock, accessTokens, env }: Needs, session: Session, user: User): Promise<SessionTokens> {
  const now = clock.now();
  const refreshToken = randomBytes(32).toString('base64url');
  const refreshTokenExpiresAt = new Date(now.getTime() + env.REFRESH_TOKEN_DAYS * 86_400_000);
  await db.refreshToken.create({ data: { hash: hashToken(refreshToken), sessionId: session.id, expiresAt: refreshTokenExpiresAt } });
  const access = accessTokens.issue({ userId: user.id, sessionId: session.id, roles: user.roles }, now);
  return { accessToken: access.token, accessTokenExpiresAt: access.expiresAt, refreshToken, refreshTokenExpiresAt };
}

/** Ends a session; false when it had ended before. Gateways learn of it at once. */
export async function endSession({ db, clock, pubsub, log }: Pick<Deps, 'db' | 'clock' | 'pubsub' | 'log'>, sessionId: string): Promise<boolean> {
  const { count } = await db.session.updateMany({ where: { id: sessionId, revokedAt: null }, data: { revokedAt: clock.now() } });
  if (count === 0) return false;
  await pubsub.publish(sessionRevokedChannel, sessionId).catch((error: unknown) => log.warn({ err: error }, 'revocation hint not sent'));
  return true;
}

/** Sessions ended since a moment, for a gateway that catches up. */
export const endedSessions = ({ db }: Pick<Deps, 'db'>, since: Date) =>
  db.session.findMany({ where: { revokedAt: { gte: since } }, select: { id: true, revokedAt: true }, orderBy: { revokedAt: 'asc' } });
