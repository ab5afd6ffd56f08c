import { readFile, stat } from 'node:fs/promises';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import type { Origin } from './origin';

/**
 * A file, looked at by its time and size: that also sees a file which another one was moved onto, and the links that
 * Kubernetes swaps below a ConfigMap.
 */
export function fileOrigin(path: string, pollInterval: number): Origin {
  let seen: string | undefined;
  return {
    name: path,
    pollInterval,
    async read() {
      try {
        const { mtimeMs, size, ino } = await stat(path);
        const version = `${mtimeMs} ${size} ${ino}`;
        if (version === seen) return undefined;
        const sdl = await readFile(path, 'utf8');
        seen = version;
        return sdl;
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
        throw new ExplainedError(`The supergraph ${path} does not exist. Run npm run compose, or set SUPERGRAPH to its path.`);
      }
    },
  };
}
