import { SpanKind } from '@opentelemetry/api';
import type { BackboneSettings } from '../backbone/settings';
import type { Bus } from '../bus/bus';
import type { Sql, SqlDatabase } from '../database/sql';
import { backOffDelay } from '../lifecycle/back-off';
import type { Service } from '../lifecycle/service';
import type { Logger } from '../log/logger';
import { createOutage } from '../log/outage';
import { outsideRequests } from '../request/scope';
import { originOf } from '../tracing/traceparent';
import { type Tracing, untraced } from '../tracing/tracing';
import { type OutboxRow, takeUnsent } from './outbox-table';
import { send } from './send';

export interface Relay extends Service {
  /** There is something to send. */
  wake(): void;
}

interface Options<Tx extends Sql> {
  readonly service: string;
  readonly db: SqlDatabase<Tx>;
  readonly bus: Bus;
  readonly settings: BackboneSettings;
  readonly log: Logger;
  readonly tracing?: Tracing;
}

/** Sends what is in the outbox: when woken, and once a second in case a wake was lost with its process. */
export function createRelay<Tx extends Sql>({ service, db, bus, settings, log, tracing = untraced }: Options<Tx>): Relay {
  const outage = createOutage(log, 'sending events');
  let started = false;
  let woken = false;
  let working: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let resumeAt = 0;

  const wake = () => {
    woken = true;
    if (started && !working) outsideRequests(look);
  };

  /** Looks now, or as soon as it may again. */
  function look(): void {
    clearTimeout(timer);
    const wait = resumeAt - Date.now();
    if (wait > 0) {
      timer = setTimeout(look, wait);
      return;
    }
    working = work().finally(() => {
      working = undefined;
      if (!started) return;
      if (woken) look();
      else timer = setTimeout(look, Math.max(settings.pollMs, resumeAt - Date.now()));
    });
  }

  async function work(): Promise<void> {
    const begun = Date.now();
    woken = false;
    try {
      let sent = 0;
      for (let taken = settings.relayLimit; started && taken === settings.relayLimit; sent += taken) taken = await pass();
      outage.over();
      resumeAt = begun + Math.min(settings.relayGapMs * sent, settings.relayGapMostMs);
    } catch (error) {
      resumeAt = Date.now() + backOffDelay(settings.outageBackOff, outage.failed(error));
    }
  }

  /** One transaction: the rows stay locked, and unsent for everybody else, until their jobs are in the queue. A crash in between sends the same jobs again, under the same ids. */
  const pass = () =>
    db.$transaction(
      async (tx) => {
        const rows = await takeUnsent(tx, settings.relayLimit);
        if (rows.length === 0) return 0;
        const sending = { producer: service, batchSize: settings.batchSize, rememberSeconds: settings.rememberSeconds, again: false };
        await traced(rows, () => send(bus, rows, sending));
        return rows.length;
      },
      { maxWait: 5_000, timeout: 30_000 },
    );

  const traced = (rows: readonly OutboxRow[], work: () => Promise<void>) => {
    const origin = originOf(rows);
    return origin
      ? tracing.entry('relay', { ...origin, kind: SpanKind.PRODUCER, attributes: { 'messaging.batch.message_count': rows.length } }, work)
      : work();
  };

  return {
    name: 'relay',
    wake,
    async start() {
      started = true;
      wake();
    },
    async stop() {
      started = false;
      clearTimeout(timer);
      await working;
    },
  };
}
