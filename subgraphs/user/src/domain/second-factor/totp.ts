import { Secret, TOTP } from 'otpauth';

/** Seconds a code lasts (RFC 6238); authenticator apps know no other. */
const period = 30;

const totp = (secret: string, label = '') =>
  new TOTP({ issuer: 'Ejazz', label, algorithm: 'SHA1', digits: 6, period, secret: Secret.fromBase32(secret) });

/** 160 bits in Base32. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

export const totpUri = (secret: string, username: string): string => totp(secret, username).toString();

/** The number of the period whose code this is: the present one or a neighbour, for clocks that differ. */
export function periodOf(secret: string, code: string, now: Date): number | undefined {
  const delta = /^\d{6}$/.test(code) ? totp(secret).validate({ token: code, timestamp: now.getTime(), window: 1 }) : null;
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / period) + delta;
}
