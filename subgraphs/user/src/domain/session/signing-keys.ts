import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, randomUUID } from 'node:crypto';
import type { Deps, Tx } from '../../deps';
import type { SigningKey } from '../../generated/prisma/client';

const day = 86_400_000;

/** Milliseconds of age at which a key is replaced, and at which its signatures are no longer recognised. */
export const keyLifetime = { replaceAfter: 30 * day, forgetAfter: 32 * day };
/** Milliseconds that a key is listed before it signs: whoever verifies has heard of it by then. */
export const announceAhead = 10 * 60_000;

/** The keys in use, newest first; a new one is made when the newest is due. */
export async function currentSigningKeys({ db, clock }: Pick<Deps, 'db' | 'clock'>): Promise<SigningKey[]> {
  const now = clock.now().getTime();
  const known = await recognised(db, now);
  if (!isDue(known[0], now)) return known;
  return db.$transaction(async (tx) => {
    // One instance makes the key; the others wait here and find it.
    await tx.$executeRaw`LOCK TABLE signing_key IN SHARE ROW EXCLUSIVE MODE`;
    const found = await recognised(tx, now);
    if (!isDue(found[0], now)) return found;
    await tx.signingKey.deleteMany({ where: { createdAt: { lte: new Date(now - keyLifetime.forgetAfter) } } });
    return [await tx.signingKey.create({ data: newKey(now) }), ...found];
  });
}

/** Of the keys in use the newest that has been listed for long enough; a first key signs at once. */
export function signingKeyOf(keys: readonly SigningKey[], now: Date): SigningKey {
  const announced = keys.find(({ createdAt }) => createdAt.getTime() <= now.getTime() - announceAhead);
  return announced ?? (keys.at(-1) as SigningKey);
}

const recognised = (tx: Tx, now: number): Promise<SigningKey[]> =>
  tx.signingKey.findMany({ where: { createdAt: { gt: new Date(now - keyLifetime.forgetAfter) } }, orderBy: { createdAt: 'desc' } });

const isDue = (newest: SigningKey | undefined, now: number): boolean => !newest || newest.createdAt.getTime() <= now - keyLifetime.replaceAfter;

function newKey(now: number): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    id: randomUUID(),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    createdAt: new Date(now),
  };
}

/** The public half as a member of a JWKS. */
export const toJwk = ({ id, publicKey }: SigningKey): JsonWebKey & { kid: string; use: string; alg: string } => ({
  ...createPublicKey(publicKey).export({ format: 'jwk' }),
  kid: id,
  use: 'sig',
  alg: 'ES256',
});

export const privateKeyOf = ({ privateKey }: SigningKey) => createPrivateKey(privateKey);
