import { SpanKind } from '@opentelemetry/api';
import type { BackboneMetrics } from '../backbone/backbone-metrics';
import type { BackboneSettings } from '../backbone/settings';
import { type Bus, Hopeless, Postponed, type RunningJob } from '../bus/bus';
import type { Sql, SqlDatabase } from '../database/sql';
import type { EventHandler } from '../events/handler';
import type { Received } from '../events/received';
import { batchJob, eventsQueue, type SingleJob, singleJob, singleJobId, type WireEvent } from '../events/wire';
import { backOffDelay } from '../lifecycle/back-off';
import type { Service } from '../lifecycle/service';
import type { Logger } from '../log/logger';
import type { Acknowledger } from '../outbox/acknowledgements';
import type { Transact } from '../outbox/transact';
import { inRequestScope } from '../request/scope';
import { originOf } from '../tracing/traceparent';
import type { Tracing } from '../tracing/tracing';
import { apply } from './apply';
import { decode } from './decode';

interface Options<Tx extends Sql, Deps> {
  readonly service: string;
  readonly db: SqlDatabase<Tx>;
  readonly bus: Bus;
  readonly transact: Transact<Tx>;
  readonly handlers: readonly EventHandler<Tx, Deps>[];
  readonly deps: () => Deps;
  readonly acknowledger: Acknowledger;
  readonly settings: BackboneSettings;
  readonly metrics: BackboneMetrics;
  readonly tracing: Tracing;
  readonly log: Logger;
}

/** Works on a service's events: a batch at once; event by event when that fails; those that fail alone get tries of their own. */
export function createConsumer<Tx extends Sql, Deps>(options: Options<Tx, Deps>): Service {
  const { service, db, bus, transact, deps, acknowledger, settings, metrics, tracing, log } = options;
  const handlers = new Map(options.handlers.map((handler) => [handler.event.name, handler]));
  const queue = bus.queue(eventsQueue(service));

  async function handle(wire: readonly WireEvent[]): Promise<void> {
    const events = wire.map((event) => decode(event, handlers));
    await inRequestScope(scopeOf(events), async () => {
      const fresh = await traced(events, () => apply(events, transact, handlers, deps()));
      for (const event of events) metrics.handled(event, fresh.has(event.id) ? 'done' : 'duplicate');
      log.debug({ events: events.map(({ id }) => id), names: [...new Set(events.map(({ name }) => name))] }, 'events handled');
    });
  }

  const traced = <T>(events: readonly Received[], work: () => T): T => {
    const origin = originOf(events);
    const attributes = { 'messaging.batch.message_count': events.length };
    const names = [...new Set(events.map(({ name }) => name))].join(', ');
    return origin ? tracing.entry(`handle ${names}`, { ...origin, kind: SpanKind.CONSUMER, attributes }, work) : work();
  };

  async function batch({ producer, events, again }: ReturnType<typeof batchJob.parse>): Promise<void> {
    const due = again ? await notWaitingAlone(events) : events;
    if (due.length === 0) return;
    const failed: WireEvent[] = [];
    try {
      await handle(due);
    } catch (error) {
      await postponeIfDatabaseIsAway(error);
      for (const event of due) {
        await handle([event]).catch(async (reason: unknown) => {
          await postponeIfDatabaseIsAway(reason);
          inRequestScope(event.requestId, () =>
            log.warn({ err: reason, event: event.id, name: event.name }, 'an event failed; it is tried again by itself'),
          );
          metrics.handled(event, 'failed');
          failed.push(event);
        });
      }
    }
    await queue.add(failed.map((event) => alone(producer, event)));
    acknowledger.done(
      producer,
      due.filter((event) => !failed.includes(event)).map((event) => event.id),
    );
  }

  async function single({ producer, event }: SingleJob, lastAttempt: boolean): Promise<void> {
    try {
      await handle([event]);
    } catch (error) {
      await postponeIfDatabaseIsAway(error);
      const dead = lastAttempt || error instanceof Hopeless;
      metrics.handled(event, dead ? 'dead' : 'failed');
      if (dead) {
        inRequestScope(event.requestId, () =>
          log.error({ err: error, event: event.id, name: event.name }, 'an event is a dead letter: see `npm run events -- dead`'),
        );
      }
      throw error;
    }
    acknowledger.done(producer, [event.id]);
  }

  const alone = (producer: string, event: WireEvent) => ({
    id: singleJobId(event.id),
    name: 'event',
    data: { producer, event } satisfies SingleJob,
    attempts: settings.attempts,
    backOff: settings.retryBackOff,
    delayMs: backOffDelay(settings.retryBackOff, 1),
    rememberSeconds: 0,
    keepFailed: true,
  });

  /** What is sent again because it has not been acknowledged may be in hand already, or a dead letter: that stays as it is. */
  async function notWaitingAlone(events: readonly WireEvent[]): Promise<WireEvent[]> {
    const present = await queue.present(events.map((event) => singleJobId(event.id)));
    return events.filter((event) => !present.has(singleJobId(event.id)));
  }

  /** The database being away is nobody's fault: the job waits, and the try does not count. */
  async function postponeIfDatabaseIsAway(error: unknown): Promise<void> {
    if (error instanceof Hopeless) return;
    await db.$queryRawUnsafe('SELECT 1').catch((cause: unknown) => {
      throw new Postponed(backOffDelay(settings.outageBackOff, 3), cause);
    });
  }

  return bus.worker(eventsQueue(service), { concurrency: settings.consumerConcurrency }, (job: RunningJob) =>
    job.name === 'batch' ? batch(batchJob.parse(job.data)) : single(singleJob.parse(job.data), job.lastAttempt),
  );
}

/** The request that caused the events, if it is one; else the first event's id stands for the batch in the logs. */
function scopeOf(events: readonly Received[]): string {
  const requests = new Set(events.map((event) => event.requestId));
  const [first] = events;
  return (requests.size === 1 ? first?.requestId : `batch-${first?.id}`) ?? 'batch-empty';
}
