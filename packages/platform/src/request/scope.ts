import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { context, ROOT_CONTEXT } from '@opentelemetry/api';

/** What belongs to one piece of work, whichever process does it: a client's request, or what an event sets off. */
export interface RequestScope {
  readonly requestId: string;
  /** SQL statements sent on behalf of this work so far; the database pool counts them. */
  statements: number;
  /** Set for work that changes nothing: when it aborts, nobody waits for the work any more, and no further SQL statement is sent for it. */
  abandoned?: AbortSignal;
  /** Traceparent of what a subscription tells just now; whoever reads its log sets it. */
  trace?: string | undefined;
}

const storage = new AsyncLocalStorage<RequestScope>();
const wellFormed = /^[\w.:-]{8,128}$/;

export const requestIdHeader = 'x-request-id';
/** Response header of a subgraph: SQL statements the request took. */
export const statementsHeader = 'x-ejazz-statements';

export const newScope = (requestId: string): RequestScope => ({ requestId, statements: 0 });
export const inScope = <T>(scope: RequestScope, work: () => T): T => storage.run(scope, work);
export const inRequestScope = <T>(requestId: string, work: () => T): T => inScope(newScope(requestId), work);
/** Work that a request only sets off: it belongs neither to the request nor to its trace. */
export const outsideRequests = <T>(work: () => T): T => storage.exit(() => context.with(ROOT_CONTEXT, work));
export const currentScope = (): RequestScope | undefined => storage.getStore();
export const currentRequestId = (): string | undefined => storage.getStore()?.requestId;

/** Takes over a caller's id when it is well-formed, so that one id runs through every hop. */
export function requestIdFrom(header: unknown): string {
  return typeof header === 'string' && wellFormed.test(header) ? header : randomUUID();
}
