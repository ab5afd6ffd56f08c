import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { sign, verify } from 'jsonwebtoken';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { roles, type Viewer } from './viewer';

export const viewerHeader = 'x-ejazz-viewer';
/** Seconds a signed viewer is good for: long enough for a hop, too short to be of use elsewhere. */
export const viewerLifetime = 60;

const claims = z.object({ sub: z.string().optional(), sid: z.string().optional(), roles: z.array(z.enum(roles)) });

/** The key between the gateway and one subgraph; a subgraph that leaks its own cannot speak to the others. */
export function viewerKey(secret: string, audience: string): string {
  return Buffer.from(hkdfSync('sha256', secret, 'ejazz-viewer', audience, 32)).toString('base64url');
}

const secrets = new LRUCache<string, KeyObject>({ max: 100 });

/** Made once: the library takes a text for a private key first, each time, and failing at that costs more than all the rest. */
function secretOf(key: string): KeyObject {
  const secret = secrets.get(key) ?? createSecretKey(Buffer.from(key));
  secrets.set(key, secret);
  return secret;
}

/** A short-lived HS256 token that says to one subgraph (the audience) who asks. */
export function signViewer(viewer: Viewer, audience: string, key: string): string {
  const payload = { sub: viewer.userId, sid: viewer.sessionId, roles: viewer.roles };
  return sign(JSON.parse(JSON.stringify(payload)), secretOf(key), { algorithm: 'HS256', audience, expiresIn: viewerLifetime });
}

/** The viewer, or undefined when the token is absent, forged, expired or meant for another subgraph. */
export function verifyViewer(token: unknown, audience: string, key: string): Viewer | undefined {
  if (typeof token !== 'string') return undefined;
  try {
    const { sub, sid, roles } = claims.parse(verify(token, secretOf(key), { algorithms: ['HS256'], audience, clockTolerance: 5 }));
    return { userId: sub, sessionId: sid, roles };
  } catch {
    return undefined;
  }
}
