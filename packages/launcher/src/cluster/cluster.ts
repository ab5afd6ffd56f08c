import type { ChildProcess } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import type { Service } from '@ejazz/platform/lifecycle/service';
import type { Logger } from '@ejazz/platform/log/logger';
import { type Binaries, locateBinaries } from './binaries';
import { checkVersion, initialise, type Layout, layout, prepareFolder } from './data-folder';
import { freePort } from './free-port';
import { databaseUser, type OsUser } from './os-user';
import { takeOwnership } from './owner-lock';
import { endServer, type ServerSettings, StartFailure, signalQuietly, startPostmaster, stopOrphan } from './postmaster';
import { adminUrlFor, announceRunning, withdrawRunning } from './running';

export interface ClusterOptions {
  /** Everything is kept below it; created when missing. */
  readonly folder: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly log: Logger;
  /** False for tests: faster, and worth nothing after a power cut. */
  readonly durable: boolean;
  readonly maxConnections?: number;
  /** Whether a server that ends by itself is started again; else its end is only told. */
  readonly revive?: boolean;
}

export interface Cluster extends Service {
  /** Superuser address; only while it runs. */
  readonly adminUrl: string;
  /** Process id of the server; only while it runs. */
  readonly pid: number;
}

interface Running {
  /** The server of the moment. */
  server: ChildProcess;
  readonly adminUrl: string;
  readonly release: () => void;
  /** Starts another server on the same folder and port. */
  readonly startAgain: () => Promise<ChildProcess>;
}

/** A server that has lived for less is started again after a pause only. */
const shortLife = 10_000;

/** The embedded PostgreSQL, as a part that starts and stops. */
export function createCluster(options: ClusterOptions): Cluster {
  let running: Running | undefined;
  const whileRunning = (): Running => {
    if (!running) throw new Error('The embedded PostgreSQL does not run');
    return running;
  };
  // A process that ends without stopping us (a crash, process.exit) takes the server along.
  const onExit = () => running && signalQuietly(pidOf(running), 'SIGINT');
  let revival: Promise<void> | undefined;
  const lost = (ended: Running) => {
    running = undefined;
    process.off('exit', onExit);
    settle(options, ended);
  };
  const watch = (watched: Running) => {
    const since = Date.now();
    watched.server.once('exit', (code, signal) => {
      if (running !== watched) return;
      options.log.error({ code, signal }, 'the embedded PostgreSQL has ended by itself');
      if (options.revive) revival = revive(watched, Date.now() - since < shortLife ? 1_000 : 0);
      else lost(watched);
    });
  };
  const revive = async (ended: Running, pause: number) => {
    try {
      await sleep(pause);
      if (running !== ended) return;
      ended.server = await ended.startAgain();
      watch(ended);
      options.log.info('the embedded PostgreSQL runs again');
    } catch (error) {
      options.log.error({ err: error }, 'the embedded PostgreSQL cannot be started again');
      if (running === ended) lost(ended);
    }
  };
  return {
    name: 'postgres',
    get adminUrl() {
      return whileRunning().adminUrl;
    },
    get pid() {
      return pidOf(whileRunning());
    },
    async start() {
      if (running) return;
      running = await startOwned(options);
      process.once('exit', onExit);
      watch(running);
    },
    async stop() {
      const stopping = running;
      if (!stopping) return;
      running = undefined;
      await revival;
      if (isAlive(stopping.server)) await endServer(pidOf(stopping), () => isAlive(stopping.server));
      process.off('exit', onExit);
      settle(options, stopping);
    },
  };
}

const pidOf = ({ server }: Running) => server.pid as number;

const isAlive = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;

function settle({ folder }: ClusterOptions, { release }: Running): void {
  withdrawRunning(folder);
  release();
}

async function startOwned(options: ClusterOptions): Promise<Running> {
  const user = databaseUser();
  prepareFolder(options.folder, user);
  const at = layout(realpathSync(resolve(options.folder)));
  const binaries = locateBinaries(user, at.folder);
  checkVersion(at, binaries);
  const release = await takeOwnership(at.owner, at.folder);
  try {
    const orphan = await stopOrphan(at);
    if (orphan) options.log.warn({ pid: orphan }, 'stopped the PostgreSQL that a killed process had left running');
    const password = await initialise(at, binaries, user, options.durable);
    const announced = async (wanted: ClusterOptions) => {
      const started = await startOnPort(at, binaries, user, wanted);
      announceRunning(at.folder, { pid: started.server.pid as number, port: started.port });
      return started;
    };
    const { server, port } = await announced(options);
    const startAgain = async () => (await announced({ ...options, port })).server;
    return { server, adminUrl: adminUrlFor(port, password), release, startAgain };
  } catch (error) {
    release();
    throw error;
  }
}

/** A free port can be taken by someone else before the server has it, and a killed server's backends take a moment to end: it is tried again. */
async function startOnPort(at: Layout, binaries: Binaries, user: OsUser, options: ClusterOptions): Promise<{ server: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = options.port || (await freePort());
    const settings: ServerSettings = { port, durable: options.durable, maxConnections: options.maxConnections ?? 100 };
    try {
      return { server: await startPostmaster(at, binaries, user, settings), port };
    } catch (error) {
      if (!(error instanceof StartFailure)) throw error;
      if (error.portInUse && options.port) {
        throw new ExplainedError(`Port ${port}, which the embedded PostgreSQL shall listen on, is in use. Free it, or choose another port.`);
      }
      const passing = error.portInUse || error.predecessorStillEnding;
      if (!passing || attempt === 50) throw error;
      if (error.predecessorStillEnding) await sleep(100);
    }
  }
}
