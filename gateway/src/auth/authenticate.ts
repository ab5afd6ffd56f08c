import type { Clock } from '@ejazz/platform/clock/clock';
import { LRUCache } from 'lru-cache';
import { keyIdOf, verifyAccessToken } from './access-token';
import type { Jwks } from './jwks';
import { TokenRefused } from './refusals';
import type { Revocations } from './revocations';
import { anonymousSession, type Session } from './session';

/** Who sends this `Authorization`: absent is anonymous; anything but a good token is refused. */
export type Authenticate = (authorization: string | undefined) => Promise<Session>;

const bearer = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i;
const cachedTokens = 50_000;

export function createAuthenticate(options: { jwks: Jwks; revocations: Revocations; issuer: string; clock: Clock }): Authenticate {
  const { jwks, revocations, issuer, clock } = options;
  const verified = new LRUCache<string, Session>({ max: cachedTokens });

  const verify = async (token: string): Promise<Session> => {
    const kid = keyIdOf(token);
    const key = kid === undefined ? undefined : await jwks.key(kid);
    if (!key) throw new TokenRefused('invalid');
    const session = verifyAccessToken(token, key, { issuer, now: clock.now() });
    verified.set(token, session);
    return session;
  };

  return async (authorization) => {
    if (authorization === undefined) return anonymousSession;
    const token = bearer.exec(authorization)?.[1];
    if (!token) throw new TokenRefused('invalid');
    const session = verified.get(token) ?? (await verify(token));
    if (session.expiresAt !== undefined && session.expiresAt <= clock.now().getTime()) {
      verified.delete(token);
      throw new TokenRefused('expired');
    }
    if (session.viewer.sessionId && revocations.has(session.viewer.sessionId)) throw new TokenRefused('ended');
    return session;
  };
}
