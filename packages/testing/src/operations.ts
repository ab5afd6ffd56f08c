import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectRoot } from '@ejazz/launcher/project-root';

const folder = join(projectRoot, 'operations');

export interface SavedOperation {
  readonly name: string;
  readonly feature: string;
  readonly document: string;
}

/** Every named client document of the project. */
export function savedOperations(): SavedOperation[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => ({ name: basename(file, '.graphql'), feature: file.split('/')[0] ?? '', document: readFileSync(join(folder, file), 'utf8') }));
}

/** One of them by name. */
export function operation(name: string): string {
  const found = savedOperations().find((saved) => saved.name === name);
  if (!found) throw new Error(`There is no operations/…/${name}.graphql.`);
  return found.document;
}
