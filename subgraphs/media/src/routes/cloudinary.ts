import type { IncomingMessage } from 'node:http';
import { readBody } from '@ejazz/platform/http/body';
import type { Route } from '@ejazz/platform/http/http-server';
import { respond } from '@ejazz/platform/http/respond';
import type { Deps } from '../deps';
import { markReceived } from '../domain/receive';
import { type CloudinaryStore, notificationPath } from '../store/cloudinary/cloudinary-store';
import { openToBrowsers } from './answer';

const bodyLimit = 1024 * 1024;

/** What Cloudinary tells us. What it tells twice, or of what we do not know, changes nothing. */
export const cloudinaryRoute = (deps: Deps, cloudinary: CloudinaryStore): Route => ({
  path: notificationPath,
  methods: ['POST'],
  handle: openToBrowsers('POST', async (request, response) => {
    const body = (await readBody(request, bodyLimit)).toString('utf8');
    const arrived = cloudinary.arrival({ body, timestamp: header(request, 'x-cld-timestamp'), signature: header(request, 'x-cld-signature') });
    if (arrived) {
      const { public_id: id, version, bytes } = arrived;
      await deps.transact((unit) => markReceived(deps, unit, id, { revision: String(version), byteSize: bytes }));
    }
    respond(response, 200, {});
  }),
});

const header = ({ headers }: IncomingMessage, name: string): string | undefined => {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
};
