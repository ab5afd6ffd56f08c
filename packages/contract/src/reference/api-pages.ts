import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { savedDocuments } from '../clients/saved-documents';
import { changesPage } from './changes-page';
import { operationsPage } from './operations-page';

const releasedFile = 'docs/released.graphql';
const readSupergraph = (root: string): string => readFileSync(join(root, 'supergraph.graphql'), 'utf8');

/** The pages that are made from the supergraph and the saved operations, by file. */
export async function apiPages(root: string): Promise<Record<string, string>> {
  const sdl = readSupergraph(root);
  const released = join(root, releasedFile);
  return {
    'docs/api.md': operationsPage(sdl, savedDocuments(root)),
    'docs/schema-changes.md': await changesPage(existsSync(released) ? readFileSync(released, 'utf8') : undefined, sdl),
  };
}

/** Keeps the graph as it is for what comes after to be compared with. */
export const writeRelease = (root: string): void => writeFileSync(join(root, releasedFile), readSupergraph(root));
