import { spawnSync } from 'node:child_process';
import { createCluster } from '@ejazz/launcher/cluster/cluster';
import { freePort } from '@ejazz/launcher/cluster/free-port';
import { processIdentity } from '@ejazz/launcher/cluster/os-process';
import { signalQuietly } from '@ejazz/launcher/cluster/postmaster';
import { createDatabaseSql } from '@ejazz/platform/database/provision';
import { withClient } from '@ejazz/platform/database/with-client';
import { createLogger } from '@ejazz/platform/log/logger';
import { eventually } from '../eventually';
import { removeFolder, testFolder } from './test-folder';

export interface OwnPostgres {
  /** An empty database. */
  readonly url: string;
  /** SIGKILL, as when its machine dies; what it wrote stays. */
  kill(): Promise<void>;
  /** Begins again at the same address. */
  start(): Promise<void>;
  /** Ends it and removes everything. */
  stop(): Promise<void>;
}

/** A PostgreSQL that only this test uses, to be killed. Durable, it keeps all it has acknowledged; else it may lose the last of it. */
export async function startOwnPostgres({ durable = false } = {}): Promise<OwnPostgres> {
  const folder = testFolder();
  const cluster = createCluster({
    folder,
    port: await freePort(),
    log: createLogger('test postgres', 'silent'),
    durable,
  });
  const onExit = () => removeFolder(folder);
  process.once('exit', onExit);
  await cluster.start();
  const { adminUrl } = cluster;
  await withClient(adminUrl, 'ejazz test', async (client) => client.query(await createDatabaseSql(client, 'own')));
  const runs = () => {
    try {
      return cluster.pid > 0;
    } catch {
      return false;
    }
  };
  return {
    url: Object.assign(new URL(adminUrl), { pathname: '/own' }).href,
    async kill() {
      const { pid } = cluster;
      // Its backends would outlive it for a moment.
      const backends = spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
        .stdout.split('\n')
        .filter(Boolean)
        .map(Number);
      for (const each of [pid, ...backends]) signalQuietly(each, 'SIGKILL');
      await eventually(() => !runs() && ![pid, ...backends].some(processIdentity));
    },
    start: cluster.start,
    async stop() {
      await cluster.stop();
      process.off('exit', onExit);
      removeFolder(folder);
    },
  };
}
