import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, randomUUID } from 'node:crypto';
import type { Deps } from '../deps';
import type { SigningKey } from '../generated/prisma/client';

/** Milliseconds after which a key is replaced, and after which its signatures are no longer recognised. */
export const keyLifetime = { replaceAfter: 30 * 86_400_000, forgetAfter: 32 * 86_400_000 };

/** The keys in use, newest first; a new one is made when the newest is due. */
export async function currentSigningKeys({ db, clock }: Pick<Deps, 'db' | 'clock'>): Promise<SigningKey[]> {
  const now = clock.now().getTime();
  const known = await db.signingKey.findMany({
    where: { createdAt: { gt: new Date(now - keyLifetime.forgetAfter) } },
    orderBy: { createdAt: 'desc' },
  });
  const newest = known[0];
  if (newest && newest.createdAt.getTime() > now - keyLifetime.replaceAfter) return known;
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const made = await db.signingKey.create({
    data: {
      id: randomUUID(),
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      createdAt: clock.now(),
    },
  });
  return [made, ...known];
}

/** The public half as a member of a JWKS. */
export const toJwk = ({ id, publicKey }: SigningKey): JsonWebKey & { kid: string; use: string; alg: string } => ({
  ...createPublicKey(publicKey).export({ format: 'jwk' }),
  kid: id,
  use: 'sig',
  alg: 'ES256',
});

export const privateKeyOf = ({ privateKey }: SigningKey) => createPrivateKey(privateKey);
