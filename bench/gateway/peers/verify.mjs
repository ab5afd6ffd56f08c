import { createPublicKey } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';

const { keys } = await (await fetch(process.env.JWKS_URL)).json();
const key = createPublicKey({ format: 'jwk', key: keys[0] });
const verified = new Map();

/** Who sends this `Authorization`, verified once a token: the same cache that ours has. */
export function viewerOf(authorization) {
  const token = authorization?.slice('Bearer '.length);
  if (!token) return undefined;
  const held = verified.get(token) ?? jsonwebtoken.verify(token, key, { algorithms: ['ES256'], issuer: 'ejazz', audience: 'ejazz' });
  verified.set(token, held);
  if (held.exp * 1000 < Date.now()) throw new Error('expired');
  return held;
}
