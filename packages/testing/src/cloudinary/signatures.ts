import { createHash } from 'node:crypto';

/**
 * Signatures as Cloudinary documents them, written after its pages and not with its SDK:
 * https://cloudinary.com/documentation/signatures, …/notification_signatures, …/control_access_to_media#signed_delivery_urls
 */
const unsigned = new Set(['file', 'cloud_name', 'resource_type', 'api_key', 'signature']);

const hex = (algorithm: 'sha1' | 'sha256', text: string) => createHash(algorithm).update(text).digest('hex');

/** What a call's parameters are signed as. */
export const stringToSign = (parameters: ReadonlyMap<string, string>): string =>
  [...parameters]
    .filter(([name, value]) => !unsigned.has(name) && value !== '')
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');

export function isSignedCall(parameters: ReadonlyMap<string, string>, secret: string): boolean {
  const given = parameters.get('signature') ?? '';
  return given === hex(given.length === 64 ? 'sha256' : 'sha1', stringToSign(parameters) + secret);
}

export const notificationSignature = (body: string, timestamp: number, secret: string, algorithm: 'sha1' | 'sha256'): string =>
  hex(algorithm, `${body}${timestamp}${secret}`);

/** Of a delivery address: what comes between its signature and its version, and the id. */
export function isSignedAddress(signature: string, signed: string, secret: string): boolean {
  const [algorithm, length] = signature.length === 32 ? (['sha256', 32] as const) : (['sha1', 8] as const);
  const right = createHash(algorithm)
    .update(signed + secret)
    .digest('base64')
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .slice(0, length);
  return signature === right;
}
