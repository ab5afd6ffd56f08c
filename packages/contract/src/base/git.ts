import { spawnSync } from 'node:child_process';

/** The files of one commit. */
export interface Commit {
  readonly sha: string;
  /** Text of a file; undefined when the commit has no such file. */
  read(path: string): string | undefined;
  /** Files below a folder that are others now, or gone. */
  changedSince(folder: string): string[];
}

/** Undefined when there is no such commit, or no git repository. */
export function openCommit(root: string, ref: string): Commit | undefined {
  const sha = git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])?.trim();
  if (!sha) return undefined;
  return {
    sha,
    read: (path) => git(root, ['show', `${sha}:${path}`]),
    changedSince: (folder) => split(git(root, ['diff', '--name-only', '--no-renames', '--diff-filter=DMT', '-z', sha, '--', folder])),
  };
}

/** The last commit that a branch and the present one share. */
export const forkPoint = (root: string, branch: string): string | undefined => git(root, ['merge-base', 'HEAD', branch])?.trim();

/** The last release that the present commit builds on: a tag that begins with v and a digit. */
export const lastRelease = (root: string): string | undefined => git(root, ['describe', '--tags', '--abbrev=0', '--match', 'v[0-9]*'])?.trim();

/** The last commit that changed a file. */
export const lastChangeOf = (root: string, path: string): string | undefined =>
  git(root, ['log', '-1', '--format=%H', '--', path])?.trim() || undefined;

const split = (names = ''): string[] => names.split('\0').filter(Boolean);

/** What git answers; undefined when it refuses. */
function git(root: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return status === 0 ? stdout : undefined;
}
