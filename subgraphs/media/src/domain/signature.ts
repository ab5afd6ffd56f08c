import { createHmac, timingSafeEqual } from 'node:crypto';

type Signed = readonly (string | number)[];

/** The first part says what the signature is for, so that one made for a picture does not pass for an upload. */
export const signatureOf = (secret: string, parts: Signed): string => createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url');

export function isSignedBy(secret: string, parts: Signed, signature: string | null): boolean {
  const right = Buffer.from(signatureOf(secret, parts));
  const given = Buffer.from(signature ?? '');
  return given.length === right.length && timingSafeEqual(given, right);
}
