import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId } from '@ejazz/platform/ids/id';
import { verifyViewer, viewerHeader, viewerKey } from '@ejazz/platform/viewer/signed-viewer';
import { type SignOptions, sign } from 'jsonwebtoken';
import { ann } from './people';

export interface Key {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export const newKey = (kid: string): Key => ({ kid, ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) });

export interface TokenFacts {
  readonly sub?: string;
  readonly sid?: string;
  readonly roles?: readonly string[];
  readonly key?: Key;
  readonly options?: SignOptions;
  /** Leaves out the header's key id. */
  readonly anonymousKey?: boolean;
}

/** The user service's part in trust: signs tokens, publishes keys, tells which sessions ended. */
export async function startIssuer(viewerSecret: string) {
  const key = newKey('first');
  const keys = [key];
  const revoked: { id: string; revokedAt: string }[] = [];
  const asked = { jwks: 0, revocations: 0 };
  let answering = true;
  const server = createServer((request, response) => {
    const answer = (status: number, body: unknown) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (!answering) return answer(503, {});
    if (request.url === '/jwks.json') {
      asked.jwks += 1;
      return answer(200, { keys: keys.map(({ kid, publicKey }) => ({ ...publicKey.export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' })) });
    }
    asked.revocations += 1;
    if (!verifyViewer(request.headers[viewerHeader], 'user', viewerKey(viewerSecret, 'user'))) return answer(401, {});
    return answer(200, { sessions: revoked });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    keys,
    key,
    revoked,
    asked,
    jwksUrl: `${url}/jwks.json`,
    revocationsUrl: `${url}/revoked-sessions`,
    answer: (value: boolean) => {
      answering = value;
    },
    token({ sub = ann.id, sid = newId('ses'), roles = [], key: signer = key, options = {}, anonymousKey = false }: TokenFacts = {}) {
      const settings: SignOptions = {
        algorithm: 'ES256',
        ...(anonymousKey ? {} : { keyid: signer.kid }),
        issuer: 'ejazz',
        audience: 'ejazz',
        expiresIn: 600,
        ...options,
      };
      return sign({ sub, sid, roles }, signer.privateKey, settings);
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type Issuer = Awaited<ReturnType<typeof startIssuer>>;
