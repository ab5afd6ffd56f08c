import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from '@ejazz/platform/http/http-server';
import { respond } from '@ejazz/platform/http/respond';
import { Refusal, type RefusalCode } from '../domain/refusal';

const statuses: Readonly<Record<RefusalCode, number>> = {
  SIGNATURE_INVALID: 403,
  NOTIFICATION_EXPIRED: 403,
  NOT_FOUND: 404,
  UPLOAD_EXPIRED: 410,
  URL_EXPIRED: 410,
  TOO_LARGE: 413,
  TYPE_NOT_SUPPORTED: 415,
  IMAGE_UNREADABLE: 422,
  DIMENSIONS_TOO_LARGE: 422,
};

/** A handler that browsers may call from any page (the address is the permission, no cookie is) and whose refusals are coded JSON. */
export function openToBrowsers(methods: string, handle: RequestHandler): RequestHandler {
  return async (request, response, url) => {
    response.setHeader('access-control-allow-origin', '*');
    if (request.method === 'OPTIONS') return preflight(response, methods);
    try {
      await handle(request, response, url);
    } catch (error) {
      if (wasCutOff(request)) return;
      if (!(error instanceof Refusal)) throw error;
      response.setHeader('cache-control', 'no-store');
      respond(response, statuses[error.code], { error: error.code, message: error.message });
    }
  };
}

function preflight(response: ServerResponse, methods: string): void {
  response
    .writeHead(204, { 'access-control-allow-methods': methods, 'access-control-allow-headers': 'content-type', 'access-control-max-age': '86400' })
    .end();
}

/** Nobody is there to be answered. */
const wasCutOff = (request: IncomingMessage) => request.destroyed && !request.complete;
