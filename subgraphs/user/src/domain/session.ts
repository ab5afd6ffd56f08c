import { createHash, randomBytes } from 'node:crypto';
import { newId } from '@ejazz/platform/ids/id';
import type { UnitOfWork } from '@ejazz/platform/outbox/transact';
import type { Deps, Tx } from '../deps';
import type { User } from '../generated/prisma/client';

export interface SessionTokens {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: Date;
}

/** A person with a new session. */
export interface SignedIn {
  readonly userId: string;
  readonly tokens: SessionTokens;
}

export type Issuer = Pick<Deps, 'clock' | 'accessTokens' | 'env'>;
type Holder = Pick<User, 'id' | 'roles'>;

/** Live channel that carries ids of ended sessions to every gateway. */
export const sessionRevokedChannel = 'session-revoked';

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** A new pair of tokens within a session, and the row that makes them good. */
export function mintTokens({ clock, accessTokens, env }: Issuer, sessionId: string, { id: userId, roles }: Holder) {
  const now = clock.now();
  const refreshToken = randomBytes(32).toString('base64url');
  const refreshTokenExpiresAt = new Date(now.getTime() + env.REFRESH_TOKEN_DAYS * 86_400_000);
  const access = accessTokens.issue({ userId, sessionId, roles }, now);
  const tokens: SessionTokens = { accessToken: access.token, accessTokenExpiresAt: access.expiresAt, refreshToken, refreshTokenExpiresAt };
  return { tokens, row: { hash: hashToken(refreshToken), expiresAt: refreshTokenExpiresAt } };
}

/** A new session with its first tokens, and the rows that make them good: written in one statement of its owner's. */
export function mintSession(issuer: Issuer, holder: Holder) {
  const id = newId('ses');
  const { tokens, row } = mintTokens(issuer, id, holder);
  return { tokens, row: { id, createdAt: issuer.clock.now(), refreshTokens: { create: row } } };
}

/** A session of its own for one sign-in. */
export async function openSession(deps: Issuer & Pick<Deps, 'db'>, user: User): Promise<SignedIn> {
  const { tokens, row } = mintSession(deps, user);
  await deps.db.session.create({ data: { ...row, user: { connect: { id: user.id } } } });
  return { userId: user.id, tokens };
}

/** Ends a session; false when it had ended before. */
export const endSession = (deps: Pick<Deps, 'transact' | 'clock' | 'pubsub'>, sessionId: string): Promise<boolean> =>
  deps.transact((unit) => endSessionWithin(unit, deps, sessionId));

/** Gateways learn of it at once after the commit; those that miss the hint ask for `endedSessions`. */
export async function endSessionWithin({ tx, afterCommit }: UnitOfWork<Tx>, { clock, pubsub }: Pick<Deps, 'clock' | 'pubsub'>, sessionId: string) {
  const { count } = await tx.session.updateMany({ where: { id: sessionId, revokedAt: null }, data: { revokedAt: clock.now() } });
  if (count === 1) afterCommit(() => pubsub.publish(sessionRevokedChannel, sessionId));
  return count === 1;
}

/** Sessions ended since a moment, for a gateway that catches up. */
export const endedSessions = ({ db }: Pick<Deps, 'db'>, since: Date) =>
  db.session.findMany({ where: { revokedAt: { gte: since } }, select: { id: true, revokedAt: true }, orderBy: { revokedAt: 'asc' } });
