import { viewerHeader } from '@ejazz/platform/viewer/signed-viewer';
import { z } from 'zod';

const shape = z.object({ sessions: z.array(z.object({ id: z.string(), revokedAt: z.coerce.date() })) });
const timeout = 2_000;

/** Asks the user service which sessions were ended since then. */
export async function fetchRevoked(url: string, since: Date, viewerToken: string) {
  const target = new URL(url);
  target.searchParams.set('since', since.toISOString());
  const response = await fetch(target, { headers: { [viewerHeader]: viewerToken }, signal: AbortSignal.timeout(timeout) });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return shape.parse(await response.json()).sessions;
}
