import { setTimeout as pause } from 'node:timers/promises';
import { SpanKind } from '@opentelemetry/api';
import { isConflict } from '../database/conflict';
import type { Sql, SqlDatabase } from '../database/sql';
import type { EventDefinition, PayloadOf } from '../events/define-event';
import { backOffDelay } from '../lifecycle/back-off';
import type { Logger } from '../log/logger';
import { span } from '../tracing/span';
import { type NewEvent, newEvent } from './new-event';
import { insertEvents } from './outbox-table';

/** One transaction: what it writes, tells, and does once it is certain. */
export interface UnitOfWork<Tx> {
  readonly tx: Tx;
  /** Tells the event if, and only if, the transaction commits. An invalid payload fails it. */
  emit<E extends EventDefinition>(event: E, payload: PayloadOf<E>): void;
  /** For live hints and the like: begun after the commit and not waited for; a failure is logged. */
  afterCommit(effect: () => void | Promise<void>): void;
}

/** Runs the work in a transaction. A conflict with another transaction runs it again from the start. */
export type Transact<Tx> = <T>(work: (unit: UnitOfWork<Tx>) => Promise<T>) => Promise<T>;

interface Options<Tx extends Sql> {
  readonly service: string;
  readonly db: SqlDatabase<Tx>;
  readonly log: Logger;
  /** Called after a commit that emitted something. */
  readonly wake: () => void;
}

const tries = 5;
const limits = { maxWait: 5_000, timeout: 15_000 };

export function createTransact<Tx extends Sql>({ service, db, log, wake }: Options<Tx>) {
  const effects = new Set<Promise<void>>();

  async function attempt<T>(work: (unit: UnitOfWork<Tx>) => Promise<T>): Promise<T> {
    const events: NewEvent[] = [];
    const afterwards: (() => void | Promise<void>)[] = [];
    const result = await db.$transaction(async (tx) => {
      const value = await work({
        tx,
        emit: (event, payload) => span(`emit ${event.name}`, { kind: SpanKind.PRODUCER }, () => void events.push(newEvent(service, event, payload))),
        afterCommit: (effect) => void afterwards.push(effect),
      });
      await insertEvents(tx, events);
      return value;
    }, limits);
    if (events.length > 0) wake();
    for (const effect of afterwards) begin(effect);
    return result;
  }

  function begin(effect: () => void | Promise<void>): void {
    const done = (async () => effect())().catch((error: unknown) => log.error({ err: error }, 'an effect after a commit failed'));
    effects.add(done);
    void done.finally(() => effects.delete(done));
  }

  const transact: Transact<Tx> = async (work) => {
    for (let failures = 1; ; failures += 1) {
      try {
        return await attempt(work);
      } catch (error) {
        if (failures >= tries || !isConflict(error)) throw error;
        await pause(backOffDelay({ first: 10, most: 200 }, failures));
      }
    }
  };

  /** Resolves when every effect begun so far has ended. */
  const drained = async () => {
    while (effects.size > 0) await Promise.all(effects);
  };

  return { transact, drained };
}
