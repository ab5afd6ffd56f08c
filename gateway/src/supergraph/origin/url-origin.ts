import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import type { Origin } from './origin';

const timeout = 10_000;

/** An address such as that of a schema registry. It is asked with the ETag it gave, and need not send again what has not changed. */
export function urlOrigin(url: string, pollInterval: number): Origin {
  let etag: string | undefined;
  return {
    name: url,
    pollInterval,
    async read(signal) {
      const headers = { accept: 'text/plain, application/graphql, */*;q=0.1', ...(etag ? { 'if-none-match': etag } : {}) };
      const response = await fetch(url, { headers, signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]) }).catch((error: Error) => {
        throw new ExplainedError(`The supergraph at ${url} could not be fetched: ${reasonOf(error)}`);
      });
      if (response.status === 304) return undefined;
      if (!response.ok) throw new ExplainedError(`The supergraph at ${url} could not be fetched: HTTP ${response.status}`);
      const sdl = await response.text();
      etag = response.headers.get('etag') ?? undefined;
      return sdl;
    },
  };
}

const reasonOf = ({ message, cause }: Error) => (cause instanceof Error ? `${message}: ${cause.message}` : message);
