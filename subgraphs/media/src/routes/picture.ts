import type { ServerResponse } from 'node:http';
import type { Route } from '@ejazz/platform/http/http-server';
import type { Deps } from '../deps';
import { isShown } from '../domain/focus';
import { readPictureUrl } from '../domain/picture-url';
import { Refusal } from '../domain/refusal';
import { contentTypeOf } from '../domain/variants';
import { visibleMedia } from '../domain/visibility';
import { tagOf } from '../store/file-names';
import { openToBrowsers } from './answer';
import { names, sendFile } from './send-file';

/** `GET /media/<id>/<variant>.<format>`: a picture, while whoever was given the address may see it. */
export const pictureRoute = (deps: Deps): Route => ({
  path: '/media/',
  methods: ['GET', 'HEAD', 'OPTIONS'],
  handle: openToBrowsers('GET, HEAD', async (request, response, url) => {
    const { secondsLeft, mediaId, viewerId, variant, format } = readPictureUrl(deps, url);
    const [media] = await visibleMedia(deps.db, viewerId, [mediaId]);
    if (!media || !isShown(media)) throw noSuchPicture();
    const etag = `"${tagOf(media, variant, format)}"`;
    response.setHeader('etag', etag);
    // Private, because a shared cache would go on showing what its owner has deleted.
    response.setHeader('cache-control', `private, max-age=${secondsLeft}, immutable`);
    response.setHeader('cross-origin-resource-policy', 'cross-origin');
    if (names(request.headers['if-none-match'], etag)) return void response.writeHead(304).end();
    const elsewhere = media.anyone ? deps.store.publicUrl(media, variant, format) : undefined;
    if (elsewhere) return redirect(response, elsewhere, Math.min(secondsLeft, redirectSeconds));
    const file = await deps.store.open(media, variant, format);
    if (!file) throw noSuchPicture();
    await sendFile(request, response, { file, contentType: contentTypeOf(format), etag, log: deps.log });
  }),
});

/** How long a browser goes elsewhere without asking us again whether it still may. */
const redirectSeconds = 60;

function redirect(response: ServerResponse, location: string, seconds: number): void {
  response.removeHeader('etag');
  response.writeHead(302, { location, 'cache-control': `private, max-age=${seconds}` }).end();
}

const noSuchPicture = () => new Refusal('NOT_FOUND', 'There is no such picture.');
