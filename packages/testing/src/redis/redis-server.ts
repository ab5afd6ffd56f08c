import { spawnSync } from 'node:child_process';

let version: string | undefined | null = null;

/** Version of the `redis-server` on this machine; undefined when there is none. */
export function redisServerVersion(): string | undefined {
  if (version === null) version = /v=([\d.]+)/.exec(spawnSync('redis-server', ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1];
  return version;
}

/** Why tests on Redis cannot run here. CI has to have it: there it is a failure and not a gap. */
export function redisMissing(): string | undefined {
  if (redisServerVersion()) return undefined;
  const reason = 'redis-server is not installed (Debian: apt-get install redis-server)';
  if (process.env.CI === 'true') throw new Error(`Tests on Redis have to run in CI, but ${reason}.`);
  return reason;
}
