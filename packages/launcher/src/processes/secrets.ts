import { randomBytes } from 'node:crypto';
import { viewerKey } from '@ejazz/platform/viewer/signed-viewer';
import { serviceNames } from '../services/service-names';
import { ownName } from './process-env';

const secret = () => randomBytes(32).toString('base64url');

/** New secrets for every process, by the names that they have in `.env`; databases are on the given `host:port`. */
export function makeSecrets(postgres: string): Record<string, string> {
  const viewer = secret();
  const url = (name: string) => `postgresql://ejazz_${name}:${secret()}@${postgres}/ejazz_${name}`;
  return {
    POSTGRES_PASSWORD: secret(),
    BUS_URL: url('bus'),
    VIEWER_SECRET: viewer,
    MEDIA_SECRET: secret(),
    ...Object.fromEntries(
      serviceNames.flatMap((name) => [
        [ownName('DATABASE_URL', name), url(name)],
        [ownName('VIEWER_KEY', name), viewerKey(viewer, name)],
      ]),
    ),
  };
}
