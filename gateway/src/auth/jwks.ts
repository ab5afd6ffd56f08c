import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { Clock } from '@ejazz/platform/clock/clock';
import type { Logger } from '@ejazz/platform/log/logger';
import { z } from 'zod';
import { keysUnavailable } from './refusals';

export interface Jwks {
  /** The key of that id, undefined when the issuer has none; rejects when the issuer cannot be asked and never could. */
  key(kid: string): Promise<KeyObject | undefined>;
}

const shape = z.object({ keys: z.array(z.looseObject({ kid: z.string(), kty: z.literal('EC'), crv: z.literal('P-256') })) });
/** An unknown key id is worth a request at most this often, or forged tokens would become a flood of them. */
const refetchInterval = 3_000;
/** Keys that the issuer has withdrawn stop working within this time. */
const freshFor = 5 * 60_000;
const timeout = 3_000;

export function createJwks(options: { url: string; clock: Clock; log: Logger }): Jwks {
  let keys: ReadonlyMap<string, KeyObject> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | undefined;
  const now = () => options.clock.now().getTime();

  const refresh = (): Promise<void> => {
    askedAt = now();
    asking ??= fetchKeys(options.url)
      .then((fetched) => {
        keys = fetched;
      })
      .catch((error: unknown) => options.log.warn({ err: error }, 'token keys not fetched'))
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };

  return {
    async key(kid) {
      const known = keys?.get(kid);
      if (known) {
        if (now() - askedAt > freshFor) void refresh();
        return known;
      }
      if (asking || !keys || now() - askedAt >= refetchInterval) await (asking ?? refresh());
      if (!keys) throw keysUnavailable();
      return keys.get(kid);
    },
  };
}

async function fetchKeys(url: string): Promise<ReadonlyMap<string, KeyObject>> {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeout) });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const { keys } = shape.parse(await response.json());
  return new Map(keys.map((jwk) => [jwk.kid, createPublicKey({ format: 'jwk', key: jwk as JsonWebKey })]));
}
