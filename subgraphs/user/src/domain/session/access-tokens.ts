import type { KeyObject } from 'node:crypto';
import { part, type Service } from '@ejazz/platform/lifecycle/service';
import type { Role } from '@ejazz/platform/viewer/viewer';
import { sign } from 'jsonwebtoken';
import type { Deps } from '../../deps';
import type { SigningKey } from '../../generated/prisma/client';
import { currentSigningKeys, privateKeyOf, signingKeyOf, toJwk } from './signing-keys';

export const tokenIssuer = 'ejazz';

export interface AccessTokenClaims {
  readonly userId: string;
  readonly sessionId: string;
  readonly roles: readonly Role[];
}

export interface AccessTokens extends Service {
  issue(claims: AccessTokenClaims, now: Date): { token: string; expiresAt: Date };
  /** The public keys that recognise tokens of any instance. */
  jwks(): Promise<{ keys: object[] }>;
}

const reloadInterval = 60_000;

/** Signs access tokens with a key that every instance reads from the database. */
export function createAccessTokens(deps: Pick<Deps, 'db' | 'clock' | 'log' | 'env'>): AccessTokens {
  let signing: { key: KeyObject; kid: string } | undefined;
  let timer: NodeJS.Timeout | undefined;
  const load = async (): Promise<SigningKey[]> => {
    const keys = await currentSigningKeys(deps);
    const chosen = signingKeyOf(keys, deps.clock.now());
    signing = { key: privateKeyOf(chosen), kid: chosen.id };
    return keys;
  };
  const reload = () => load().catch((error: unknown) => deps.log.warn({ err: error }, 'signing keys not reloaded'));
  return {
    ...part(
      'access tokens',
      async () => {
        await load();
        timer = setInterval(reload, reloadInterval).unref();
      },
      () => clearInterval(timer),
    ),
    issue({ userId, sessionId, roles }, now) {
      if (!signing) throw new Error('access tokens are not started');
      const iat = Math.floor(now.getTime() / 1000);
      const exp = iat + deps.env.ACCESS_TOKEN_MINUTES * 60;
      const payload = { sub: userId, sid: sessionId, roles, iss: tokenIssuer, aud: tokenIssuer, iat, exp };
      return { token: sign(payload, signing.key, { algorithm: 'ES256', keyid: signing.kid }), expiresAt: new Date(exp * 1000) };
    },
    jwks: async () => ({ keys: (await load()).map(toJwk) }),
  };
}
