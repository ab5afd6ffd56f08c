import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Logger } from '@ejazz/platform/log/logger';
import type { StoredFile } from '../store/storage';
import { byteRange } from './byte-range';

interface Sent {
  readonly file: StoredFile;
  readonly contentType: string;
  /** Strong: it stands for these very bytes. */
  readonly etag: string;
  readonly log: Logger;
}

/** Answers GET and HEAD with a file, or the part of it that was asked for. */
export async function sendFile(request: IncomingMessage, response: ServerResponse, { file, contentType, etag, log }: Sent): Promise<void> {
  const { range: asked, 'if-range': unless } = request.headers;
  // A part fits only what the client has of the same bytes.
  const range = unless === undefined || unless === etag ? byteRange(asked, file.size) : undefined;
  response.setHeader('accept-ranges', 'bytes');
  if (range === 'NOT_SATISFIABLE') return void response.writeHead(416, { 'content-range': `bytes */${file.size}` }).end();
  const { start, end } = range ?? { start: 0, end: file.size - 1 };
  response.writeHead(range ? 206 : 200, {
    'content-type': contentType,
    'content-length': end - start + 1,
    'x-content-type-options': 'nosniff',
    ...(range && { 'content-range': `bytes ${start}-${end}/${file.size}` }),
  });
  if (request.method === 'HEAD') return void response.end();
  await pipeline(file.stream(range), response).catch((error: unknown) => log.debug({ err: error, etag }, 'a file was not sent to its end'));
}

/** Whether an If-None-Match header names this version. */
export const names = (header: string | undefined, etag: string): boolean =>
  header !== undefined && (header.trim() === '*' || header.split(',').some((given) => given.trim().replace(/^W\//, '') === etag));
