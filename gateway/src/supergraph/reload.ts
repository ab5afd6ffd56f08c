import type { Clock } from '@ejazz/platform/clock/clock';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import type { Service } from '@ejazz/platform/lifecycle/service';
import type { Logger } from '@ejazz/platform/log/logger';
import { createOutage } from '@ejazz/platform/log/outage';
import type { Origin } from './origin/origin';
import type { Supergraphs } from './supergraphs';

/** What became of a look at the origin. */
export type ReloadOutcome = 'live' | 'refused' | 'unreachable';

export interface Reload extends Service {
  /** Looks at the origin now; resolves when what is there is live, refused or unchanged. */
  reload(): Promise<void>;
  status(): SupergraphStatus;
}

/** As `/health/ready` tells it. */
export interface SupergraphStatus {
  /** SHA-256 of the live supergraph. */
  readonly id: string;
  readonly since: Date;
  readonly lastRefusal: { readonly at: Date; readonly reason: string } | null;
}

export interface ReloadOptions {
  readonly origin: Origin;
  readonly supergraphs: Supergraphs;
  readonly onOutcome: (outcome: ReloadOutcome) => void;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Makes live what the origin holds: at the start, whenever it changes, and when asked to. */
export function createReload({ origin, supergraphs, onOutcome, clock, log }: ReloadOptions): Reload {
  const outage = createOutage(log, `reading the supergraph from ${origin.name}`);
  const stopped = new AbortController();
  let lastRefusal: SupergraphStatus['lastRefusal'] = null;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  let started = false;

  const refuse = (error: Error) => {
    lastRefusal = { at: clock.now(), reason: error.message };
    onOutcome('refused');
    log.error({ reason: error.message, origin: origin.name, live: supergraphs.current().id }, 'supergraph refused: the one before serves on');
  };
  const look = async () => {
    let sdl: string | undefined;
    try {
      sdl = await origin.read(stopped.signal);
      outage.over();
    } catch (error) {
      if (stopped.signal.aborted) return;
      outage.failed(error);
      onOutcome('unreachable');
      return;
    }
    if (sdl === undefined) return;
    const before = supergraphs.current().id;
    try {
      const { id, subgraphs } = await supergraphs.swap(sdl);
      if (id === before) return;
      onOutcome('live');
      log.info({ id, before, subgraphs: subgraphs.map(({ name }) => name) }, 'supergraph swapped');
    } catch (error) {
      refuse(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const reload = () => {
    if (!started) return looking;
    looking = looking.then(look);
    return looking;
  };
  const poll = () => {
    timer = setTimeout(() => void reload().then(poll), origin.pollInterval).unref();
    if (stopped.signal.aborted) clearTimeout(timer);
  };
  return {
    name: 'supergraph',
    reload,
    status() {
      const { id, since } = supergraphs.current();
      return { id, since, lastRefusal };
    },
    async start() {
      const sdl = await origin.read(stopped.signal);
      if (sdl === undefined) throw new ExplainedError(`There is no supergraph at ${origin.name}.`);
      await supergraphs.swap(sdl);
      onOutcome('live');
      started = true;
      if (origin.pollInterval > 0) poll();
    },
    async stop() {
      stopped.abort();
      clearTimeout(timer);
      await looking;
    },
  };
}
