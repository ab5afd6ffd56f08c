import { join } from 'node:path';
import type { DatabaseUrls } from '@ejazz/launcher/cluster/provision-services';
import { createHouse, type House } from '@ejazz/launcher/house/house';
import { projectRoot } from '@ejazz/launcher/project-root';
import { keptSecrets } from '@ejazz/launcher/start/kept-secrets';
import type { Clock } from '@ejazz/platform/clock/clock';
import type { Logger } from '@ejazz/platform/log/logger';

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
