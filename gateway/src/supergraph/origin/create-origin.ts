import { fileOrigin } from './file-origin';
import type { Origin } from './origin';
import { urlOrigin } from './url-origin';

/** The origin that SUPERGRAPH names: a URL or a path. */
export function createOrigin(place: string, pollInterval: number): Origin {
  return /^https?:\/\//.test(place) ? urlOrigin(place, pollInterval) : fileOrigin(place, pollInterval);
}
