import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoSize } from '@ejazz/demo/world';
import { createCluster } from '@ejazz/launcher/cluster/cluster';
import { databaseNames, provisionServices } from '@ejazz/launcher/cluster/provision-services';
import { createDemo } from '@ejazz/launcher/demo/demo';
import { projectRoot } from '@ejazz/launcher/project-root';
import { serviceNames } from '@ejazz/launcher/services/service-names';
import { applyMigrations } from '@ejazz/platform/database/migrate';
import { withClient } from '@ejazz/platform/database/with-client';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import { createLogger } from '@ejazz/platform/log/logger';
import { clusterOptions, passwordsFile } from './grounds';
import { houseIn } from './house-in';

/** Databases with the demo people, and their pictures, at rest. */
export async function sowTemplate(folder: string, size: DemoSize | undefined): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const log = createLogger('template', 'silent');
  const cluster = createCluster(clusterOptions(folder, log));
  await cluster.start();
  try {
    const databases = await provisionServices(cluster.adminUrl, passwordsFile(folder));
    await Promise.all(serviceNames.map((name) => applyMigrations(databases[name], join(projectRoot, 'prisma', name, 'migrations'))));
    const house = houseIn(folder, databases, { port: 0, log });
    await house.start();
    try {
      const demo = createDemo(house, join(folder, 'demo.json'), log, size);
      await demo.people();
      const loaded = await demo.rest(() => undefined);
      if (!loaded) throw new ExplainedError('The demo people of the template could not be loaded.');
      for (const name of serviceNames) await house[name].backbone.settled({ timeoutMs: 120_000 });
    } finally {
      await house.stop();
    }
    await shrink(cluster.adminUrl);
  } finally {
    await cluster.stop();
  }
}

/** What is copied for each world is kept small: no dead rows, and little of the log that PostgreSQL would keep for later. */
async function shrink(adminUrl: string): Promise<void> {
  for (const name of databaseNames) {
    const url = Object.assign(new URL(adminUrl), { pathname: `/ejazz_${name}` }).href;
    await withClient(url, 'ejazz template', (client) => client.query('VACUUM (FULL, ANALYZE)'));
  }
  await withClient(adminUrl, 'ejazz template', async (client) => {
    await client.query("ALTER SYSTEM SET min_wal_size = '2MB'");
    await client.query("ALTER SYSTEM SET max_wal_size = '64MB'");
    await client.query('SELECT pg_reload_conf(), pg_switch_wal()');
    await client.query('CHECKPOINT');
    await client.query('CHECKPOINT');
  });
}
