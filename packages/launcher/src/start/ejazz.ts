import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { applyMigrations } from '@ejazz/platform/database/migrate';
import type { Service } from '@ejazz/platform/lifecycle/service';
import { createLogger } from '@ejazz/platform/log/logger';
import { clearCluster } from '../cluster/clear-cluster';
import { createCluster } from '../cluster/cluster';
import { provisionServices } from '../cluster/provision-services';
import { consolePeople } from '../demo/console-people';
import { createDemo } from '../demo/demo';
import { createHouse, type House } from '../house/house';
import { createMailbox } from '../mailbox/mailbox';
import { projectRoot } from '../project-root';
import { serviceNames } from '../services/service-names';
import { checkPorts } from './free-ports';
import { keptSecrets } from './kept-secrets';
import { printReady, showLoaded, showProgress } from './ready-screen';
import type { StartSettings } from './settings';
import { createSteps } from './steps';

/** The whole of Ejazz as one process on a PostgreSQL of its own: what `npm start` runs. */
export function createEjazz(settings: StartSettings): Service {
  const { PORT: port, EJAZZ_DATA_DIR: folder, LOG_LEVEL: logLevel, OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint } = settings;
  const log = createLogger('launcher', logLevel);
  const steps = createSteps();
  const cluster = createCluster({ folder: join(folder, 'postgres'), port: 0, log, durable: true, revive: true });
  const mailbox = createMailbox();
  let house: House | undefined;
  let demo: ReturnType<typeof createDemo> | undefined;
  return {
    name: 'ejazz',
    async start() {
      await steps.measure('ports', () => checkPorts(port, serviceNames));
      if (settings.EJAZZ_FRESH) await steps.measure('clear', () => clearFolder(folder));
      await steps.measure('postgres', () => cluster.start());
      const databases = await steps.measure('databases', () => provisionServices(cluster.adminUrl, join(folder, 'postgres', 'role-passwords.json')));
      await steps.measure('migrations', () =>
        Promise.all(serviceNames.map((name) => applyMigrations(databases[name], join(projectRoot, 'prisma', name, 'migrations')))),
      );
      await mailbox.start();
      const built = createHouse({
        databases,
        port,
        mediaFolder: join(folder, 'media'),
        secrets: keptSecrets(folder),
        supergraphFile: join(projectRoot, 'supergraph.graphql'),
        logLevel,
        otlpEndpoint,
        mode: 'development',
        mailbox,
        gateway: settings.EJAZZ_DEMO ? { CONSOLE_PEOPLE: consolePeople() } : {},
      });
      house = built;
      await steps.measure('services', () => built.start());
      if (settings.EJAZZ_DEMO) {
        const loading = createDemo(built, join(folder, 'demo.json'), log);
        demo = loading;
        await steps.measure('demo people', () => loading.people());
      }
      printReady({ url: built.url, folder, steps: steps.taken, demo: settings.EJAZZ_DEMO });
      demo?.rest(showProgress).then(showLoaded);
    },
    async stop() {
      await demo?.stop();
      await house?.stop();
      await mailbox.stop();
      await cluster.stop();
    },
  };
}

/** Throws away data and files, but only what Ejazz itself keeps there. */
async function clearFolder(folder: string): Promise<void> {
  await clearCluster(join(folder, 'postgres'));
  for (const name of ['media', 'demo.json', 'secrets.json']) rmSync(join(folder, name), { recursive: true, force: true });
}
