import { createHash, randomBytes } from 'node:crypto';
import { newId } from '@ejazz/platform/ids/id';
import type { UnitOfWork } from '@ejazz/platform/outbox/transact';
import type { Client } from '@ejazz/platform/request/client';
import type { Deps, Tx } from '../../deps';
import type { User } from '../../generated/prisma/client';

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

/** Where a session is used. */
export interface Origin {
  readonly device: string;
  readonly address: string;
}

export type Issuer = Pick<Deps, 'clock' | 'accessTokens' | 'env'>;
type Holder = Pick<User, 'id' | 'roles'>;

/** Live channel that carries ids of ended sessions to every gateway. */
export const sessionRevokedChannel = 'session-revoked';
/** Longer than any access token lives: gateways ask for sessions that ended since, and nobody for older ones. */
const endedSessionsKeptMs = 24 * 3_600_000;
const deviceLength = 100;
const unfitForDevice = /[\p{C}\p{Zl}\p{Zp}]/gu;

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What a person will know the device by: as the client calls it, or else its user agent. */
export const deviceOf = (given: string | null | undefined, { userAgent }: Client): string =>
  [...(given?.trim() || userAgent).replace(unfitForDevice, '')].slice(0, deviceLength).join('');

/** A new pair of tokens within a session, and the row that makes them good. */
export function mintTokens({ clock, accessTokens, env }: Issuer, sessionId: string, { id: userId, roles }: Holder) {
  const now = clock.now();
  const refreshToken = newToken();
  const refreshTokenExpiresAt = new Date(now.getTime() + env.REFRESH_TOKEN_DAYS * 86_400_000);
  const access = accessTokens.issue({ userId, sessionId, roles }, now);
  const tokens: SessionTokens = { accessToken: access.token, accessTokenExpiresAt: access.expiresAt, refreshToken, refreshTokenExpiresAt };
  return { tokens, row: { hash: hashToken(refreshToken), expiresAt: refreshTokenExpiresAt } };
}

/** A new session with its first tokens, and the rows that make them good: written in one statement of its owner's. */
export function mintSession(issuer: Issuer, holder: Holder, origin: Origin) {
  const id = newId('ses');
  const now = issuer.clock.now();
  const { tokens, row } = mintTokens(issuer, id, holder);
  return { tokens, row: { id, ...origin, createdAt: now, lastSeenAt: now, expiresAt: row.expiresAt, refreshTokens: { create: row } } };
}

/** A session of its own for one sign-in. What is left of the person's old ones goes, so that they do not pile up. */
export async function openSession(deps: Issuer & Pick<Deps, 'db'>, user: User, origin: Origin): Promise<SignedIn> {
  const { tokens, row } = mintSession(deps, user, origin);
  const now = row.createdAt;
  const longAgo = new Date(now.getTime() - endedSessionsKeptMs);
  await deps.db.session.deleteMany({ where: { userId: user.id, OR: [{ expiresAt: { lt: now } }, { revokedAt: { lt: longAgo } }] } });
  await deps.db.session.create({ data: { ...row, user: { connect: { id: user.id } } } });
  return { userId: user.id, tokens };
}

/** Gateways learn of it at once after the commit; those that miss the hint ask for `endedSessions`. */
export async function endSessionsWithin(
  { tx, afterCommit }: UnitOfWork<Tx>,
  { clock, pubsub }: Pick<Deps, 'clock' | 'pubsub'>,
  which: { readonly userId?: string; readonly id?: string | { readonly not: string } },
): Promise<string[]> {
  const ended = await tx.session.updateManyAndReturn({
    where: { ...which, revokedAt: null },
    data: { revokedAt: clock.now() },
    select: { id: true },
  });
  for (const { id } of ended) afterCommit(() => pubsub.publish(sessionRevokedChannel, id));
  return ended.map(({ id }) => id);
}

/** Sessions ended since a moment, for a gateway that catches up. */
export const endedSessions = ({ db }: Pick<Deps, 'db'>, since: Date) =>
  db.session.findMany({ where: { revokedAt: { gte: since } }, select: { id: true, revokedAt: true }, orderBy: { revokedAt: 'asc' } });
