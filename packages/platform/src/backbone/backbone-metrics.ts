import { Counter, Gauge, Histogram } from 'prom-client';
import type { Bus } from '../bus/bus';
import type { Sql } from '../database/sql';
import { eventsQueue } from '../events/wire';
import type { Metrics } from '../metrics/metrics';
import { countPending } from '../outbox/outbox-table';

export type Outcome = 'done' | 'duplicate' | 'failed' | 'dead';

/** Figures of a service's events. Those that need a query are read when somebody asks for them. */
export function createBackboneMetrics(service: string, db: Sql, bus: Bus, registry: Metrics) {
  const registers = [registry];
  const outcomes = new Counter({ name: 'events_handled_total', help: 'Events handled, by outcome.', labelNames: ['event', 'outcome'], registers });
  const lag = new Histogram({
    name: 'event_lag_seconds',
    help: 'Seconds from an event to its effect here.',
    labelNames: ['event'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300],
    registers,
  });
  new Gauge({
    name: 'outbox_events',
    help: 'Events of this service not sent yet, or sent and not acknowledged by every consumer.',
    labelNames: ['state'],
    registers,
    async collect() {
      const pending = await countPending(db).catch(() => undefined);
      this.set({ state: 'unsent' }, pending?.unsent ?? Number.NaN);
      this.set({ state: 'unacknowledged' }, pending?.unacknowledged ?? Number.NaN);
    },
  });
  new Gauge({
    name: 'event_dead_letters',
    help: 'Events that this service could not handle after all tries.',
    registers,
    async collect() {
      const count = bus.queue(eventsQueue(service)).failedCount();
      this.set(await count.catch(() => Number.NaN));
    },
  });
  return {
    handled({ name, occurredAt }: { name: string; occurredAt: Date | string }, outcome: Outcome): void {
      outcomes.inc({ event: name, outcome });
      if (outcome === 'done') lag.observe({ event: name }, Math.max(0, Date.now() - new Date(occurredAt).getTime()) / 1000);
    },
  };
}

export type BackboneMetrics = ReturnType<typeof createBackboneMetrics>;
