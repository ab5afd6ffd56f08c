import type { Route } from '@ejazz/platform/http/http-server';
import type { Deps } from '../deps';
import { fileKey, isShown, type Shown, tagOf } from '../domain/files';
import { type PictureGrant, readPictureUrl } from '../domain/picture-url';
import { Refusal } from '../domain/refusal';
import { contentTypeOf } from '../domain/variants';
import { visibleMedia } from '../domain/visibility';
import type { StoredFile } from '../storage/storage';
import { openToBrowsers } from './answer';
import { names, sendFile } from './send-file';

/** `GET /media/<id>/<variant>.<format>`: a picture, while whoever was given the address may see it. */
export const pictureRoute = (deps: Deps): Route => ({
  path: '/media/',
  methods: ['GET', 'HEAD', 'OPTIONS'],
  handle: openToBrowsers('GET, HEAD', async (request, response, url) => {
    const { secondsLeft, ...grant } = readPictureUrl(deps, url);
    const [media] = await visibleMedia(deps.db, grant.viewerId, [grant.mediaId]);
    if (!media || !isShown(media)) throw noSuchPicture();
    const etag = `"${tagOf(media, grant.variant, grant.format)}"`;
    response.setHeader('etag', etag);
    // Private, because a shared cache would go on showing what its owner has deleted.
    response.setHeader('cache-control', `private, max-age=${secondsLeft}, immutable`);
    response.setHeader('cross-origin-resource-policy', 'cross-origin');
    if (names(request.headers['if-none-match'], etag)) return void response.writeHead(304).end();
    const file = await openVariant(deps, media, grant);
    if (!file) throw noSuchPicture();
    await sendFile(request, response, { file, contentType: contentTypeOf(grant.format), etag, log: deps.log });
  }),
});

/** A variant that is not there yet, or is lost, is made of the full one. */
async function openVariant({ storage, deriving, log }: Deps, media: Shown, { variant, format }: PictureGrant): Promise<StoredFile | undefined> {
  const key = fileKey(media, variant, format);
  const kept = await storage.open(key);
  if (kept) return kept;
  const full = await storage.open(fileKey(media, 'FULL', 'WEBP'));
  if (!full || (variant === 'FULL' && format === 'WEBP')) return void log.error({ key }, 'the file of a picture is missing');
  await deriving(media, variant, format);
  return storage.open(key);
}

const noSuchPicture = () => new Refusal('NOT_FOUND', 'There is no such picture.');
