import { isIP } from 'node:net';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import type { MediaEnv } from './env';

/** Where clients reach the service, without a slash at the end: as set, else where it listens. */
export function publicUrlOf({ PUBLIC_URL, HOST }: Pick<MediaEnv, 'PUBLIC_URL' | 'HOST'>, listening: () => string): () => string {
  if (PUBLIC_URL) return () => PUBLIC_URL.replace(/\/+$/, '');
  // "Every address of this machine" is none that a client could be sent to.
  if (isIP(HOST) && /^[0:.]+$/.test(HOST)) {
    throw new ExplainedError(`HOST is ${HOST}: set PUBLIC_URL to where clients reach the media service, because uploads and pictures go there.`);
  }
  return () => new URL(listening()).origin;
}
