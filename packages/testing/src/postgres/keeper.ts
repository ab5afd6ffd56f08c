import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCluster } from '@ejazz/launcher/cluster/cluster';
import { createLogger } from '@ejazz/platform/log/logger';
import { createTemplate } from './template';
import { removeFolder, removeLeftovers, testFolder } from './test-folder';

export interface Keeper {
  /** Where test processes ask for a database server: GET /<database> answers its superuser address. */
  readonly address: string;
  stop(): Promise<void>;
}

/**
 * Keeps one PostgreSQL for a whole test run. It starts when a test first asks, so that tests without a database do not
 * pay for it, and nothing of it remains, however the run ends.
 */
export async function startKeeper(): Promise<Keeper> {
  removeLeftovers();
  let starting: Promise<Running> | undefined;
  const templates = new Map<string, Promise<void>>();
  const provide = async (database: string): Promise<string> => {
    starting ??= startCluster();
    const { adminUrl } = await starting;
    if (database) {
      if (!templates.has(database)) templates.set(database, createTemplate(adminUrl, database));
      await templates.get(database);
    }
    return adminUrl;
  };
  const server = createServer((request, response) => {
    // A connection kept for later could be closed just when a test takes it up again.
    response.setHeader('connection', 'close');
    provide(request.url?.slice(1) ?? '').then(
      (adminUrl) => response.end(adminUrl),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error)),
    );
  });
  await listen(server);
  server.unref();
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await (await starting)?.stop();
    },
  };
}

interface Running {
  readonly adminUrl: string;
  stop(): Promise<void>;
}

async function startCluster(): Promise<Running> {
  const folder = testFolder();
  const cluster = createCluster({ folder, port: 0, log: createLogger('test postgres', 'silent'), durable: false, maxConnections: 300 });
  // process.exit() leaves no time for promises: then the server is killed, not stopped.
  const onExit = () => removeFolder(folder);
  process.once('exit', onExit);
  await cluster.start();
  return {
    adminUrl: cluster.adminUrl,
    stop: async () => {
      await cluster.stop();
      process.off('exit', onExit);
      removeFolder(folder);
    },
  };
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
}
