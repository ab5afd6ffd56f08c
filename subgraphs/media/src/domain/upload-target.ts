import type { Deps } from '../deps';
import { type ContentType, contentTypes } from './limits';
import { Refusal } from './refusal';
import { isSignedBy, signatureOf } from './signature';

/** What a signed address of an upload allows. */
export interface UploadGrant {
  readonly mediaId: string;
  readonly maxBytes: number;
}

const lifetimeSeconds = 15 * 60;
const signed = ({ mediaId, maxBytes }: UploadGrant, expires: number) => ['upload', mediaId, maxBytes, expires];

/** Where a client sends the bytes, for the next 15 minutes. */
export function uploadTarget({ env, publicUrl, clock }: Pick<Deps, 'env' | 'publicUrl' | 'clock'>, grant: UploadGrant, contentType: ContentType) {
  const expires = Math.floor(clock.now().getTime() / 1_000) + lifetimeSeconds;
  const signature = signatureOf(env.MEDIA_SECRET, signed(grant, expires));
  return {
    url: `${publicUrl()}/uploads/${grant.mediaId}?maxBytes=${grant.maxBytes}&expires=${expires}&signature=${signature}`,
    method: 'PUT',
    headers: [{ name: 'Content-Type', value: contentTypes[contentType] }],
    expiresAt: new Date(expires * 1_000),
  };
}

export type UploadTarget = ReturnType<typeof uploadTarget>;

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
