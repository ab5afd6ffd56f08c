import { createHash } from 'node:crypto';
import type { Deps } from '../deps';
import { tagOf } from '../store/file-names';
import { Refusal } from './refusal';
import { isSignedBy, signatureOf } from './signature';
import { type Format, formats, type Variant, variants } from './variants';
import type { VisibleMedia } from './visibility';

/** What a signed address of a picture stands for. The rules are asked again, for the same person, when it is used. */
export interface PictureGrant {
  readonly mediaId: string;
  readonly variant: Variant;
  readonly format: Format;
  /** Who was given the address; undefined when anyone may see the picture, so that everyone has the same address. */
  readonly viewerId: string | undefined;
}

const windowSeconds = 6 * 3_600;
const fileName = (variant: Variant, format: Format) => `${variant}.${format}`.toLowerCase();
const files = new Map(variants.flatMap((variant) => formats.map((format) => [fileName(variant, format), { variant, format }])));
const signed = ({ mediaId, variant, format, viewerId }: PictureGrant, tag: string, expires: number) => [
  'picture',
  mediaId,
  variant,
  format,
  tag,
  viewerId ?? '',
  expires,
];

/** The same for six hours, and good for at least as long after; files change theirs at different times, so that caches do not run empty at once. */
function expiryOf(mediaId: string, now: Date): number {
  const offset = createHash('sha256').update(mediaId).digest().readUInt32BE() % windowSeconds;
  const window = Math.floor((now.getTime() / 1_000 - offset) / windowSeconds);
  return (window + 2) * windowSeconds + offset;
}

/** Where a person finds a picture that they may see. */
export function pictureUrl(
  { env, publicUrl, clock }: Pick<Deps, 'env' | 'publicUrl' | 'clock'>,
  media: VisibleMedia & { readonly revision: string },
  { variant, format }: Pick<PictureGrant, 'variant' | 'format'>,
  viewerId: string | undefined,
): string {
  const { id, anyone } = media;
  const grant = { mediaId: id, variant, format, viewerId: anyone ? undefined : viewerId };
  const expires = expiryOf(id, clock.now());
  // Another cut of a picture has another address, since browsers keep what they have.
  const tag = createHash('sha256')
    .update(tagOf(media, variant, format))
    .digest('base64url')
    .slice(0, 8);
  const query = new URLSearchParams({
    ...(grant.viewerId ? { viewer: grant.viewerId } : {}),
    v: tag,
    expires: String(expires),
    signature: signatureOf(env.MEDIA_SECRET, signed(grant, tag, expires)),
  });
  return `${publicUrl()}/media/${id}/${fileName(variant, format)}?${query}`;
}

/** What the address of a request stands for and how many seconds it has left; refuses a forged or expired one. */
export function readPictureUrl({ env, clock }: Pick<Deps, 'env' | 'clock'>, { pathname, searchParams }: URL): PictureGrant & { secondsLeft: number } {
  const [, , mediaId = '', file = '', ...beyond] = pathname.split('/');
  const asked = files.get(file);
  if (!asked || beyond.length > 0) throw new Refusal('NOT_FOUND', 'There is no such picture.');
  const grant = { mediaId, ...asked, viewerId: searchParams.get('viewer') ?? undefined };
  const expires = Number(searchParams.get('expires'));
  if (!isSignedBy(env.MEDIA_SECRET, signed(grant, searchParams.get('v') ?? '', expires), searchParams.get('signature'))) {
    throw new Refusal('SIGNATURE_INVALID', 'This is not an address that we gave out.');
  }
  const secondsLeft = Math.floor(expires - clock.now().getTime() / 1_000);
  if (secondsLeft <= 0) throw new Refusal('URL_EXPIRED', 'This address has expired: ask for the picture again.');
  return { ...grant, secondsLeft };
}
