import { isFailure, NoAnswer } from '../transport/no-answer';
import type { SubgraphReply } from '../transport/transport';
import { lessBusyOfTwo } from './choose';
import { createInstance, type Instance } from './instance';
import { createStanding, type Standing } from './standing';

/** The processes of one subgraph. */
export interface Instances {
  /** Asks one of those in good standing (a retry another one than has just failed); when none is, any. */
  post(body: string, headers: Record<string, string>, signal: AbortSignal): Promise<SubgraphReply>;
  /** Where one of them is. */
  url(): string;
  /** From now on these; those not named any more end what they have in hand. */
  use(urls: readonly string[]): void;
  /** Asks each whether it is ready. */
  check(): Promise<void>;
  figures(): InstanceFigures;
  close(): Promise<void>;
}

export interface InstanceFigures {
  readonly inFlight: number;
  readonly good: number;
  readonly bad: number;
  readonly openConnections: number;
  readonly idleConnections: number;
}

export interface InstancesOptions {
  readonly urls: readonly string[];
  /** To each instance at most. */
  readonly connections: number;
  readonly onEject: (url: string) => void;
}

interface Watched {
  readonly instance: Instance;
  readonly standing: Standing;
  readonly inFlight: number;
}

const checkTimeout = 2_000;

export function createInstances({ urls, connections, onEject }: InstancesOptions): Instances {
  let all = urls.map((url) => watch(createInstance(url, connections)));

  let justFailed: Watched | undefined;
  const choose = (): Watched => {
    const good = all.filter((one) => one.standing.isGood && one !== justFailed);
    justFailed = undefined;
    const chosen = lessBusyOfTwo(good.length > 0 ? good : all);
    if (!chosen) throw new NoAnswer('unreachable', 'no instance is known');
    return chosen;
  };

  return {
    async post(body, headers, signal) {
      const chosen = choose();
      const { standing, instance } = chosen;
      try {
        const reply = await instance.post(body, headers, signal);
        standing.answered();
        return reply;
      } catch (error) {
        // A sole instance cannot be avoided: there the breaker gives it rest.
        if (isFailure(error) && all.length > 1) {
          justFailed = chosen;
          if (standing.failed()) onEject(instance.url);
        }
        throw error;
      }
    },
    url: () => choose().instance.url,
    use(wanted) {
      const leaving = all.filter(({ instance }) => !wanted.includes(instance.url));
      all = wanted.map((url) => all.find(({ instance }) => instance.url === url) ?? watch(createInstance(url, connections)));
      for (const { instance } of leaving) void instance.drain();
    },
    async check() {
      if (all.length < 2) return;
      await Promise.all(all.map(async ({ instance, standing }) => standing.noteReady(await instance.isReady(AbortSignal.timeout(checkTimeout)))));
    },
    figures() {
      const sum = (measure: (instance: Watched) => number) => all.reduce((total, instance) => total + measure(instance), 0);
      const good = all.filter(({ standing }) => standing.isGood).length;
      return {
        inFlight: sum(({ inFlight }) => inFlight),
        good,
        bad: all.length - good,
        openConnections: sum(({ instance }) => instance.connections.open),
        idleConnections: sum(({ instance }) => instance.connections.idle),
      };
    },
    close: async () => {
      await Promise.all(all.map(({ instance }) => instance.close()));
    },
  };
}

const watch = (instance: Instance): Watched => ({
  instance,
  standing: createStanding(),
  get inFlight() {
    return instance.inFlight;
  },
});
