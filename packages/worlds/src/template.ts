import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoSize } from '@ejazz/demo/world';
import { createCluster } from '@ejazz/launcher/cluster/cluster';
import { databaseNames } from '@ejazz/launcher/cluster/provision-services';
import { createDemo } from '@ejazz/launcher/demo/demo';
import { projectRoot } from '@ejazz/launcher/project-root';
import { serviceNames } from '@ejazz/launcher/services/service-names';
import { withClient } from '@ejazz/platform/database/with-client';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import { createLogger } from '@ejazz/platform/log/logger';
import { clusterOptions, houseIn, migrate } from './grounds';

export interface TemplateOptions {
  /** Where worlds are kept. */
  readonly worlds: string;
  /** Fewer demo people than usual. */
  readonly size?: DemoSize | undefined;
}

/** The folder that worlds are copies of: databases with the demo people, and their pictures, at rest. Made when there is none of this schema. */
export async function provideTemplate({ worlds, size }: TemplateOptions): Promise<string> {
  const folder = join(worlds, `.template-${fingerprint(size)}`);
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${randomUUID()}`;
  try {
    await sow(draft, size);
    for (const name of readdirSync(worlds).filter((each) => /^\.template-\w+$/.test(each))) rmSync(join(worlds, name), { recursive: true });
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true, maxRetries: 5 });
    // Somebody else has made it meanwhile.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

async function sow(folder: string, size: DemoSize | undefined): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const log = createLogger('template', 'silent');
  const cluster = createCluster(clusterOptions(folder, log));
  await cluster.start();
  try {
    const databases = await migrate(cluster.adminUrl, folder);
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
    await client.query("ALTER SYSTEM SET min_wal_size = '32MB'");
    await client.query("ALTER SYSTEM SET max_wal_size = '64MB'");
    await client.query('SELECT pg_reload_conf(), pg_switch_wal()');
    await client.query('CHECKPOINT');
    await client.query('CHECKPOINT');
  });
}

/** Over all that a template's content depends on. */
function fingerprint(size: DemoSize | undefined): string {
  const hash = createHash('sha256').update(JSON.stringify(size ?? 'full'));
  for (const source of ['prisma', 'packages/demo/src', 'packages/worlds/src']) {
    const files = readdirSync(join(projectRoot, source), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => /\.(sql|ts)$/.test(name) && !/(^|[\\/])(node_modules|dist)[\\/]/.test(name)).sort()) {
      hash.update(file).update(readFileSync(join(projectRoot, source, file)));
    }
  }
  return hash
    .update(readFileSync(join(projectRoot, 'package-lock.json')))
    .digest('hex')
    .slice(0, 16);
}
