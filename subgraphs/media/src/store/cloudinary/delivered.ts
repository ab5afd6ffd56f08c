import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { StoredFile } from '../storage';

const patience = 30_000;

async function get(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(patience) });
  if (response.ok || response.status === 404) return response;
  // The address is a secret: it says no more than the path of the SDK's error would.
  throw new Error(
    `Cloudinary answers ${init.method ?? 'GET'} with HTTP ${response.status}: ${response.headers.get('x-cld-error') ?? 'no reason given'}`,
  );
}

/** A file at Cloudinary as we give it on; undefined when it has none. */
export async function openDelivered(url: string): Promise<StoredFile | undefined> {
  const head = await get(url, { method: 'HEAD' });
  if (head.status === 404) return undefined;
  return {
    size: Number(head.headers.get('content-length')),
    async *stream(range) {
      const { body } = await get(url, { headers: range ? { range: `bytes=${range.start}-${range.end}` } : {} });
      if (body) yield* Readable.fromWeb(body as ReadableStream);
    },
  };
}

/** All of a file at Cloudinary; undefined when it has none. */
export async function readDelivered(url: string): Promise<Buffer | undefined> {
  const response = await get(url, {});
  return response.status === 404 ? undefined : Buffer.from(await response.arrayBuffer());
}
