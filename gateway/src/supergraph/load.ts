import { existsSync, readFileSync } from 'node:fs';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';

/** The composed graph as committed. */
export function loadSupergraph(path: string): string {
  if (!existsSync(path)) throw new ExplainedError(`The supergraph ${path} does not exist. Run npm run compose, or set SUPERGRAPH to its path.`);
  return readFileSync(path, 'utf8');
}
