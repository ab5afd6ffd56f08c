import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Commit } from '../base/git';
import type { ClientDocument } from './client-document';

export const savedFolder = 'operations';

const saved = (file: string, text: string, client: string): ClientDocument => ({ client, file, text, linesOfFile: true });

/** The documents of `operations/` as they lie in the folder. */
export function savedDocuments(root: string): ClientDocument[] {
  return readdirSync(join(root, savedFolder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => `${savedFolder}/${name.replaceAll('\\', '/')}`)
    .map((file) => saved(file, readFileSync(join(root, file), 'utf8'), savedFolder));
}

/** The documents of `operations/` that a commit had otherwise: clients made from that commit still send them. */
export const formerDocuments = (commit: Commit): ClientDocument[] =>
  commit
    .changedSince(savedFolder)
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => saved(file, commit.read(file) ?? '', `${savedFolder} of ${commit.sha.slice(0, 7)}`));
