import { pipeline } from 'node:stream/promises';
import type { Route } from '@ejazz/platform/http/http-server';
import type { Deps } from '../deps';
import { fileKey } from '../domain/files';
import { readPictureUrl } from '../domain/picture-url';
import { Refusal } from '../domain/refusal';
import { visibleMedia } from '../domain/visibility';
import { openToBrowsers } from './answer';

/** `GET /media/<id>/<variant>.webp`: a picture, while whoever was given the address may see it. */
export const pictureRoute = (deps: Deps): Route => ({
  path: '/media/',
  methods: ['GET', 'HEAD', 'OPTIONS'],
  handle: openToBrowsers('GET, HEAD', async (request, response, url) => {
    const { mediaId, variant, viewerId, secondsLeft } = readPictureUrl(deps, url);
    const [media] = await visibleMedia(deps.db, viewerId, [mediaId]);
    if (!media?.revision) throw noSuchPicture();
    const etag = `"${media.revision}-${variant.toLowerCase()}"`;
    response.setHeader('etag', etag);
    // Private, because a shared cache would go on showing what its owner has deleted.
    response.setHeader('cache-control', `private, max-age=${secondsLeft}, immutable`);
    response.setHeader('cross-origin-resource-policy', 'cross-origin');
    if (names(request.headers['if-none-match'], etag)) return void response.writeHead(304).end();
    const key = fileKey(mediaId, media.revision, variant);
    const file = await deps.storage.open(key);
    if (!file) {
      deps.log.error({ key }, 'the file of a picture is missing');
      throw noSuchPicture();
    }
    response.writeHead(200, { 'content-type': 'image/webp', 'content-length': file.size, 'x-content-type-options': 'nosniff' });
    if (request.method === 'HEAD') return void response.end();
    await pipeline(file.stream(), response).catch((error: unknown) => deps.log.debug({ err: error, key }, 'a picture was not sent to its end'));
  }),
});

const noSuchPicture = () => new Refusal('NOT_FOUND', 'There is no such picture.');

/** Whether an If-None-Match header names this version. */
const names = (header: string | undefined, etag: string): boolean =>
  header !== undefined && (header.trim() === '*' || header.split(',').some((given) => given.trim().replace(/^W\//, '') === etag));
