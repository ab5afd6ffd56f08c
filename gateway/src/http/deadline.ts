import type { IncomingHttpHeaders } from 'node:http';
import { Fault } from '@ejazz/platform/errors/fault';
import { deadlineFrom, deadlineHeader } from '@ejazz/platform/request/deadline';

/** When a client's time is up, on the clock of `performance.now()`: in `most` milliseconds, or sooner when it says so. */
export function deadlineOf(headers: IncomingHttpHeaders, most: number): number {
  const asked = deadlineFrom(headers[deadlineHeader]) ?? most;
  if (Number.isNaN(asked)) throw new Fault('BAD_REQUEST', `${deadlineHeader} is to be a number of milliseconds.`, { http: { status: 400 } });
  return performance.now() + Math.min(asked, most);
}
