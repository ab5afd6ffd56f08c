import { join } from 'node:path';
import type { ClusterOptions } from '@ejazz/launcher/cluster/cluster';
import { type DatabaseUrls, provisionServices } from '@ejazz/launcher/cluster/provision-services';
import { createHouse, type House } from '@ejazz/launcher/house/house';
import { projectRoot } from '@ejazz/launcher/project-root';
import { serviceNames } from '@ejazz/launcher/services/service-names';
import { keptSecrets } from '@ejazz/launcher/start/kept-secrets';
import type { Clock } from '@ejazz/platform/clock/clock';
import { applyMigrations } from '@ejazz/platform/database/migrate';
import type { Logger } from '@ejazz/platform/log/logger';

/** What a world's folder holds: `postgres/`, `media/`, `secrets.json`; the same in a template. */
const postgresIn = (folder: string): string => join(folder, 'postgres');

/** A world may be thrown away at any time, so it need not outlive a power cut. */
export const clusterOptions = (folder: string, log: Logger): ClusterOptions => ({ folder: postgresIn(folder), port: 0, log, durable: false });

/** The databases' addresses. */
export const provision = (adminUrl: string, folder: string): Promise<DatabaseUrls> =>
  provisionServices(adminUrl, join(postgresIn(folder), 'role-passwords.json'));

export async function migrate(adminUrl: string, folder: string): Promise<DatabaseUrls> {
  const databases = await provision(adminUrl, folder);
  await Promise.all(serviceNames.map((name) => applyMigrations(databases[name], join(projectRoot, 'prisma', name, 'migrations'))));
  return databases;
}

/** Every service on these databases. */
export function houseIn(folder: string, databases: DatabaseUrls, { port, log, clock }: { port: number; log: Logger; clock?: Clock }): House {
  return createHouse({
    databases,
    port,
    mediaFolder: join(folder, 'media'),
    secrets: keptSecrets(folder),
    supergraphFile: join(projectRoot, 'supergraph.graphql'),
    logLevel: 'warn',
    mode: 'development',
    overrides: { log, ...(clock ? { clock, gateway: { clock } } : {}) },
  });
}
