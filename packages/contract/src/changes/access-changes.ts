import { type AuthRequirements, readAuthRequirements } from '@ejazz/gateway/plugins/auth-requirements';
import type { SchemaChange } from './schema-change';

/** What `@auth` asks otherwise than before; the schema that clients see does not say it. Fields that are new or gone are left out. */
export function accessChanges(baseSdl: string, headSdl: string, inBoth: (path: string) => boolean): SchemaChange[] {
  const base = readAuthRequirements(baseSdl);
  const head = readAuthRequirements(headSdl);
  return [...new Set([...base.keys(), ...head.keys()])].filter(inBoth).flatMap((path) => accessChange(path, base, head));
}

const strictness = { SIGNED_IN: 1, MODERATOR: 2 } as const;

function accessChange(path: string, base: AuthRequirements, head: AuthRequirements): SchemaChange[] {
  const [before, now] = [base.get(path), head.get(path)];
  if (before === now) return [];
  const stricter = (now ? strictness[now] : 0) > (before ? strictness[before] : 0);
  const code = stricter ? 'AUTH_RAISED' : 'AUTH_LOWERED';
  const message = `Field '${path}' requires ${now ?? 'nobody to be signed in'} instead of ${before ?? 'nobody to be signed in'}`;
  return [{ code, path, level: stricter ? 'breaking' : 'safe', message, affects: [path] }];
}
