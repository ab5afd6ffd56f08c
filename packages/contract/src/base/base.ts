import { existsSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import { type Commit, forkPoint, lastRelease, openCommit } from './git';

/** What the schema is compared with. */
export interface Base {
  /** As people read it: `origin/main (1a2b3c4)`, or a file's path. */
  readonly label: string;
  /** A supergraph, or a plain schema where the base is a file that holds one. */
  readonly sdl: string;
  /** The commit it comes from; absent for a file. */
  readonly commit?: Commit;
}

/**
 * The base as asked for, a file or a git ref; else what the present commit shares with origin/main, else the last release, else HEAD.
 * @throws ExplainedError when there is none
 */
export function resolveBase(root: string, wanted?: string): Base {
  if (wanted !== undefined) return fileBase(root, wanted) ?? commitBase(root, wanted, wanted);
  const shared = forkPoint(root, 'origin/main');
  if (shared) return commitBase(root, shared, 'origin/main');
  return commitBase(root, lastRelease(root) ?? 'HEAD');
}

function fileBase(root: string, wanted: string): Base | undefined {
  const path = isAbsolute(wanted) ? wanted : resolve(root, wanted);
  if (!existsSync(path) || !statSync(path).isFile()) return undefined;
  return { label: wanted, sdl: readFileSync(path, 'utf8') };
}

function commitBase(root: string, ref: string, label = ref): Base {
  const commit = openCommit(root, ref);
  if (!commit) throw new ExplainedError(`There is no file, branch, tag or commit ${ref} to compare with. Name one: --base REF`);
  const sdl = commit.read('supergraph.graphql');
  if (sdl === undefined) throw new ExplainedError(`${label} has no supergraph.graphql to compare with.`);
  return { label: `${label} (${commit.sha.slice(0, 7)})`, sdl, commit };
}
