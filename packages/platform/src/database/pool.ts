import { AsyncResource } from 'node:async_hooks';
import { trace } from '@opentelemetry/api';
import { Client, Pool, type PoolClient } from 'pg';
import { Fault } from '../errors/fault';
import type { Logger } from '../log/logger';
import { currentScope } from '../request/scope';
import { tracedQuery } from './traced-query';

export interface PoolOptions {
  readonly url: string;
  /** Connections are a budget that all processes share: docs/operations.md, Scaling. */
  readonly max: number;
  /** What `pg_stat_activity` shows. */
  readonly applicationName: string;
  readonly log: Logger;
}

/** A pool whose statements are counted on the request that sent them, and traced with it; none is sent for a query that nobody waits for; for `new PrismaPg(pool)` too. */
export function createPool({ url, max, applicationName, log }: PoolOptions): Pool {
  const pool = new ScopedPool({ connectionString: url, max, application_name: applicationName, Client: CountingClient });
  // A lost idle connection is no one's failure: the pool opens another. Without a listener it would end the process.
  pool.on('error', (error) => log.warn({ err: error, pool: applicationName }, 'an idle database connection was lost'));
  return pool;
}

type Connected = (error: Error | undefined, client: PoolClient | undefined, done: (release?: unknown) => void) => void;

/** A query that waits for a connection is resumed by whoever returns one; it must still count as its sender's. */
class ScopedPool extends Pool {
  override connect(): Promise<PoolClient>;
  override connect(connected: Connected): void;
  override connect(connected?: Connected): Promise<PoolClient> | undefined {
    if (!connected) return super.connect();
    super.connect(AsyncResource.bind(connected));
    return undefined;
  }
}

class CountingClient extends Client {
  constructor(config?: ConstructorParameters<typeof Client>[0]) {
    super(config);
    // The pool and Prisma listen at times, but not to one that is held between statements, nor to its second failure: that would end the process.
    this.on('error', () => undefined);
    const send = this.query.bind(this) as (...query: unknown[]) => unknown;
    this.query = ((...query: unknown[]) => {
      const scope = currentScope();
      const text = textOf(query[0]);
      const inner = !transactionControl.test(text);
      if (scope && inner) scope.statements += 1;
      if (inner && scope?.abandoned?.aborted) return refuse(query, new Fault('DEADLINE_EXCEEDED', 'Nobody waits for this any more.'));
      return trace.getActiveSpan() ? tracedQuery(send, query, text) : send(...query);
    }) as Client['query'];
  }
}

/** To whichever way the caller waits, by promise or by callback. */
function refuse(query: readonly unknown[], error: Error): Promise<never> | undefined {
  const last = query.at(-1);
  if (typeof last !== 'function') return Promise.reject(error);
  process.nextTick(last, error);
  return undefined;
}

const transactionControl = /^\s*(begin|start\s+transaction|commit|end|rollback|abort|savepoint|release|set\s+transaction)\b/i;

function textOf(query: unknown): string {
  const text = typeof query === 'object' && query !== null && 'text' in query ? query.text : query;
  return typeof text === 'string' ? text : '';
}
