import { join, resolve } from 'node:path';

const project = join(__dirname, '../../../..');

/** Where the embedded PostgreSQL keeps its data: below EJAZZ_DATA_DIR, or below `.ejazz` in the project. */
export function clusterFolder(dataDir: string | undefined): string {
  return join(dataDir ? resolve(dataDir) : join(project, '.ejazz'), 'postgres');
}
