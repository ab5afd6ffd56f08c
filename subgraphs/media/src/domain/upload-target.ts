import type { Clock } from '@ejazz/platform/clock/clock';
import type { Deps } from '../deps';
import type { Expected } from '../store/media-store';
import { contentTypes } from './limits';
import { Refusal } from './refusal';
import { isSignedBy, signatureOf } from './signature';

/** What a signed address of an upload allows. */
export type UploadGrant = Omit<Expected, 'contentType'>;

interface Named {
  readonly name: string;
  readonly value: string;
}

/** How a client sends the bytes: as the body, or where there are fields in a form, as its part `file` after them. */
export interface UploadTarget {
  readonly url: string;
  readonly method: 'PUT' | 'POST';
  readonly headers: readonly Named[];
  readonly fields: readonly Named[];
  readonly expiresAt: Date;
}

export const targetLifetimeSeconds = 15 * 60;
const signed = ({ mediaId, maxBytes }: UploadGrant, expires: number) => ['upload', mediaId, maxBytes, expires];

interface Needs {
  readonly secret: string;
  readonly publicUrl: () => string;
  readonly clock: Clock;
}

/** Where a client sends the bytes to us. */
export function uploadTarget({ secret, publicUrl, clock }: Needs, { contentType, ...grant }: Expected): UploadTarget {
  const expires = Math.floor(clock.now().getTime() / 1_000) + targetLifetimeSeconds;
  const signature = signatureOf(secret, signed(grant, expires));
  return {
    url: `${publicUrl()}/uploads/${grant.mediaId}?maxBytes=${grant.maxBytes}&expires=${expires}&signature=${signature}`,
    method: 'PUT',
    headers: [{ name: 'Content-Type', value: contentTypes[contentType] }],
    fields: [],
    expiresAt: new Date(expires * 1_000),
  };
}

/** What the address of a request allows; refuses a forged or expired one. */
export function readUploadTarget({ env, clock }: Pick<Deps, 'env' | 'clock'>, { pathname, searchParams }: URL): UploadGrant {
  const grant = { mediaId: pathname.slice('/uploads/'.length), maxBytes: Number(searchParams.get('maxBytes')) };
  const expires = Number(searchParams.get('expires'));
  if (!isSignedBy(env.MEDIA_SECRET, signed(grant, expires), searchParams.get('signature'))) {
    throw new Refusal('SIGNATURE_INVALID', 'This is not an address that we gave out.');
  }
  if (clock.now().getTime() >= expires * 1_000) throw new Refusal('UPLOAD_EXPIRED', 'This address has expired: ask for a new one.');
  return grant;
}
