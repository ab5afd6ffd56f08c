import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ProcessName, processes } from '@ejazz/launcher/processes/processes';
import { type ServiceName, serviceNames } from '@ejazz/launcher/services/service-names';
import { viewerKey } from '@ejazz/platform/viewer/signed-viewer';
import { eventually } from '@ejazz/testing/eventually';
import { type Balancer, startBalancer } from './balancer';
import { freePorts } from './free-ports';
import { createOwnDatabases, type OwnDatabases } from './own-databases';
import { startNode, type Variables, type WatchedProcess } from './watched-process';

/** An instance of a service or the gateway, as a process of its own. */
export interface Instance {
  readonly name: ProcessName;
  /** Where it listens: `http://127.0.0.1:port`. */
  readonly origin: string;
  /** The process that runs it now; rejects while there is none. */
  readonly running: () => WatchedProcess;
  /** Starts it, again too; resolves when it is ready. */
  start(): Promise<void>;
  /** Resolves with the exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

export interface Processes {
  /** The gateway's endpoint. */
  readonly url: string;
  readonly instances: readonly Instance[];
  readonly databases: OwnDatabases;
  /** Ends what still runs, and removes databases and files. */
  remove(): Promise<void>;
}

export interface ProcessesOptions {
  /** Instances of each subgraph; with several, a balancer stands before them. Default 1. */
  readonly copies?: number;
  /** Instances of the gateway, which choose among the subgraphs' instances themselves; a balancer stands before them. Default: one that does not. */
  readonly gateways?: number;
  /** Settings for every process, on top of those that join them. */
  readonly settings?: Variables;
  /** Superuser address of the PostgreSQL to make the databases on. Default: the one that the test run shares. */
  readonly postgresUrl?: string;
  /** What `node` is told before a service's own file. */
  readonly nodeArguments?: readonly string[];
}

/** Every service as processes of its own, `node <service>/dist/main.js`, on databases of their own; started and ready. */
export async function startProcesses({
  copies = 1,
  gateways,
  settings = {},
  postgresUrl,
  nodeArguments = [],
}: ProcessesOptions = {}): Promise<Processes> {
  const databases = await createOwnDatabases(postgresUrl);
  const folder = await mkdtemp(join(tmpdir(), 'ejazz-processes-'));
  const gatewayCount = gateways ?? 1;
  const first = await freePorts(gatewayCount + copies * serviceNames.length);
  const secrets = { viewer: randomBytes(32).toString('hex'), media: randomBytes(32).toString('hex') };
  const balancers: Balancer[] = [];
  const instances: Instance[] = [];
  const origins = new Map<ServiceName, string>();
  const addresses = new Map<ServiceName, string[]>();
  const common = { LOG_LEVEL: 'warn', LAME_DUCK_MS: '0', BUS_URL: databases.urls.bus, ...settings };

  const remove = async () => {
    await Promise.all(instances.map((instance) => instance.end('SIGKILL')));
    await Promise.all(balancers.map((balancer) => balancer.stop()));
    await databases.drop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await migrate(databases);
    for (const [index, name] of serviceNames.entries()) {
      const ports = Array.from({ length: copies }, (_, copy) => first + gatewayCount + index * copies + copy);
      const balancer = copies > 1 ? await startBalancer(ports) : undefined;
      if (balancer) balancers.push(balancer);
      const origin = balancer?.url ?? `http://127.0.0.1:${ports[0]}`;
      origins.set(name, origin);
      addresses.set(name, gateways ? ports.map((port) => `http://127.0.0.1:${port}`) : [origin]);
      const own = {
        ...common,
        DATABASE_URL: databases.urls[name],
        VIEWER_KEY: viewerKey(secrets.viewer, name),
        ...(name === 'media' ? { MEDIA_SECRET: secrets.media, MEDIA_DIR: folder, PUBLIC_URL: origin } : {}),
      };
      instances.push(...ports.map((port) => instanceOf(name, port, own, nodeArguments)));
    }
    await Promise.all(instances.map((instance) => instance.start()));
    const users = origins.get('user');
    const gatewayPorts = Array.from({ length: gatewayCount }, (_, copy) => first + copy);
    const own = {
      ...common,
      MODE: 'development',
      RATE_LIMITS: 'off',
      VIEWER_SECRET: secrets.viewer,
      SUBGRAPH_URLS: [...addresses].map(([name, all]) => `${name}=${all.map((each) => `${each}/graphql`).join('|')}`).join(','),
      JWKS_URL: `${users}/.well-known/jwks.json`,
      REVOCATIONS_URL: `${users}/internal/revoked-sessions`,
    };
    const before = gateways ? await startBalancer(gatewayPorts) : undefined;
    if (before) balancers.push(before);
    const entrances = gatewayPorts.map((port) => instanceOf('gateway', port, own, nodeArguments));
    instances.push(...entrances);
    await Promise.all(entrances.map((gateway) => gateway.start()));
    return { url: `${before?.url ?? `http://127.0.0.1:${first}`}/graphql`, instances, databases, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The step that an operator takes first. */
async function migrate({ urls }: OwnDatabases): Promise<void> {
  const env = Object.fromEntries(serviceNames.map((name) => [`DATABASE_URL_${name.toUpperCase()}`, urls[name]]));
  const step = startNode(['scripts/migrate.mjs'], env);
  if ((await step.ended) !== 0) throw new Error(step.output());
}

export function instanceOf(name: ProcessName, port: number, settings: Variables, nodeArguments: readonly string[] = []): Instance {
  const origin = `http://127.0.0.1:${port}`;
  let current: WatchedProcess | undefined;
  const running = () => {
    if (!current) throw new Error(`${name} does not run.`);
    return current;
  };
  return {
    name,
    origin,
    running,
    async start() {
      const started = startNode([...nodeArguments, processes[name].main], { ...settings, PORT: String(port) });
      current = started;
      const broken = started.ended.then((how) => {
        throw new Error(`${name} ended with ${how} before it was ready:\n${started.output()}`);
      });
      const isReady = async () => started.child.exitCode !== null || (await fetch(`${origin}/health/ready`)).status === 200;
      // One that ends is noticed at once; how long many take to start together is up to the machine.
      const ready = eventually(isReady, { patienceMs: 170_000 });
      await Promise.race([broken, ready]);
    },
    async end(signal) {
      if (!current) return null;
      current.child.kill(signal);
      return current.ended;
    },
  };
}
