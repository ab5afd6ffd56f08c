import { setTimeout as pause } from 'node:timers/promises';
import { createBus } from '../bus/create-bus';
import type { BusAddress, Engine } from '../bus/engine';
import type { PubSub } from '../bus/pubsub';
import type { Sql, SqlDatabase } from '../database/sql';
import type { EventDefinition } from '../events/define-event';
import { checkHandlers, type EventHandler } from '../events/handler';
import type { ReadinessCheck } from '../http/health';
import { createConsumer } from '../inbox/consumer';
import { part, type Service, serviceOf } from '../lifecycle/service';
import type { Logger } from '../log/logger';
import type { Metrics } from '../metrics/metrics';
import { createAcknowledgementWorker, createAcknowledger } from '../outbox/acknowledgements';
import { countPending } from '../outbox/outbox-table';
import { createRelay } from '../outbox/relay';
import { createSweep } from '../outbox/sweep';
import { createTransact, type Transact } from '../outbox/transact';
import { type Tracing, untraced } from '../tracing/tracing';
import { createBackboneMetrics } from './backbone-metrics';
import { type BackboneSettings, backboneSettings } from './settings';

/** A service's share in the events: what it tells, what it reacts to, and live hints. */
export interface Backbone<Tx> extends Service {
  readonly transact: Transact<Tx>;
  readonly pubsub: PubSub;
  /** For rate limits and cache over the same connections. */
  readonly engine: Engine;
  /** Of the bus, which may be away while the service runs: its events wait in the outbox. */
  readonly readiness: ReadinessCheck;
  /** There is something in the outbox: for whoever writes to it without `transact`. */
  wake(): void;
  /** Own events that some consumer has not acknowledged yet. */
  pending(): Promise<number>;
  /** Resolves when none is pending; for tests and tools. */
  settled(options?: { timeoutMs?: number }): Promise<void>;
}

export interface BackboneOptions<Tx extends Sql, Deps> {
  readonly service: string;
  readonly db: SqlDatabase<Tx>;
  readonly bus: BusAddress;
  readonly catalogue: readonly EventDefinition[];
  readonly handlers: readonly EventHandler<Tx, Deps>[];
  /** A function, because what a service holds includes its backbone. */
  readonly deps: () => Deps;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly tracing?: Tracing;
  readonly settings?: Partial<BackboneSettings>;
}

export function createBackbone<Tx extends Sql, Deps>(options: BackboneOptions<Tx, Deps>): Backbone<Tx> {
  const { service, db, handlers, deps, log, tracing = untraced } = options;
  const settings = { ...backboneSettings, ...options.settings };
  const bus = createBus({ ...options.bus, name: `${service} bus`, log, lockMs: settings.lockMs });
  const relay = createRelay({ service, db, bus, settings, log, tracing });
  const { transact, drained } = createTransact({ service, db, log, wake: relay.wake });
  const acknowledger = createAcknowledger(service, bus, settings.ackGatherMs, log);
  const metrics = createBackboneMetrics(service, db, bus, options.metrics);

  const produces = options.catalogue.some((event) => event.producer === service);

  // Stopped in the reverse order: consumers finish what they have in hand before what they need goes.
  const parts = serviceOf(`${service} events`, [
    part(
      'handlers',
      () => checkHandlers(service, options.catalogue, handlers),
      () => undefined,
    ),
    bus,
    part('effects after commits', () => undefined, drained),
    acknowledger,
    relay,
    createSweep({ service, db, bus, settings, log }),
    // A worker costs a connection: none for what never comes.
    ...(produces ? [createAcknowledgementWorker(service, db, bus)] : []),
    ...(handlers.length > 0 ? [createConsumer({ service, db, bus, transact, handlers, deps, acknowledger, settings, metrics, tracing, log })] : []),
  ]);

  const pending = async () => {
    const { unsent, unacknowledged } = await countPending(db);
    return unsent + unacknowledged;
  };

  return {
    ...parts,
    transact,
    pubsub: bus.pubsub,
    engine: bus.engine,
    readiness: { name: 'bus', check: bus.check },
    wake: relay.wake,
    pending,
    async settled({ timeoutMs = 30_000 } = {}) {
      const deadline = Date.now() + timeoutMs;
      for (let left = await pending(); left > 0; left = await pending()) {
        if (Date.now() > deadline) throw new Error(`${left} events of "${service}" are still not acknowledged after ${timeoutMs} ms.`);
        await pause(20);
      }
    },
  };
}
