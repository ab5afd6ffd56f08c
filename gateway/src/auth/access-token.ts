import type { KeyObject } from 'node:crypto';
import { type Role, roles } from '@ejazz/platform/viewer/viewer';
import { decode, TokenExpiredError, verify } from 'jsonwebtoken';
import { z } from 'zod';
import { TokenRefused } from './refusals';
import type { Session } from './session';

const claims = z.object({
  sub: z.string().startsWith('usr_'),
  sid: z.string().startsWith('ses_'),
  roles: z.array(z.string()),
  exp: z.number(),
});

/** Id of the key that is said to have signed the token. */
export function keyIdOf(token: string): string | undefined {
  try {
    const header = decode(token, { complete: true })?.header;
    return header?.alg === 'ES256' ? header.kid : undefined;
  } catch {
    return undefined;
  }
}

/** The session the token speaks for; throws TokenRefused unless everything about it is right. */
export function verifyAccessToken(token: string, key: KeyObject, expected: { issuer: string; now: Date }): Session {
  const { issuer, now } = expected;
  try {
    const clockTimestamp = Math.floor(now.getTime() / 1000);
    const verified = claims.parse(verify(token, key, { algorithms: ['ES256'], issuer, audience: issuer, clockTimestamp }));
    // A role that a newer user service knows and this gateway does not grants nothing here.
    const known = verified.roles.filter((role): role is Role => (roles as readonly string[]).includes(role));
    return { viewer: { userId: verified.sub, sessionId: verified.sid, roles: known }, expiresAt: verified.exp * 1000 };
  } catch (error) {
    throw new TokenRefused(error instanceof TokenExpiredError ? 'expired' : 'invalid');
  }
}
