import type { IncomingMessage } from 'node:http';
import type { Route } from '@ejazz/platform/http/http-server';
import { respond } from '@ejazz/platform/http/respond';
import type { Deps } from '../deps';
import { upload } from '../domain/upload';
import { readUploadTarget } from '../domain/upload-target';
import { tooLarge } from '../store/incoming';
import type { LocalStore } from '../store/local-store';
import { openToBrowsers } from './answer';

/** How long a refused client may go on sending, so that it reads the answer rather than a broken connection. */
const lingerMs = 2_000;

/** `PUT /uploads/<id>`: the bytes of a file, to the address that `createMediaUpload` gave. Answers when they are safe; the work on them follows. */
export const uploadRoute = (deps: Deps, local: LocalStore): Route => ({
  path: '/uploads/',
  methods: ['PUT', 'OPTIONS'],
  handle: openToBrowsers('PUT', async (request, response, url) => {
    response.once('finish', () => discardRest(request));
    const grant = readUploadTarget(deps, url);
    if (Number(request.headers['content-length'] ?? 0) > grant.maxBytes) throw tooLarge(grant.maxBytes);
    // Leaving the loop over a body closes its connection unless told otherwise, and the refusal with it.
    const { media, first } = await upload(deps, local, grant, request.iterator({ destroyOnReturn: false }));
    respond(response, first ? 202 : 200, { id: media.id, status: media.status });
  }),
});

function discardRest(request: IncomingMessage): void {
  if (request.complete) return;
  const cut = setTimeout(() => request.socket.destroy(), lingerMs);
  request.once('end', () => clearTimeout(cut)).once('close', () => clearTimeout(cut));
  request.resume();
}
