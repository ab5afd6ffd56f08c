import { HeaderMap } from '@apollo/server';
import { Fault } from '@ejazz/platform/errors/fault';
import { secondsUntil, tellStandings } from './headers';
import type { Standing } from './rate-limits';

/** The caller has asked for too much; when it may ask again is in the error and in the headers. */
export function tooOften(standing: Standing): Fault {
  const { limited, policy, resetAt } = standing;
  const retryAfter = Math.max(1, secondsUntil(resetAt));
  const headers = new HeaderMap([['retry-after', String(retryAfter)]]);
  tellStandings(headers, [standing]);
  return new Fault('RATE_LIMITED', `Too many requests: try again in ${retryAfter} seconds.`, {
    limit: limited,
    maximum: policy.points,
    windowSeconds: policy.seconds,
    retryAfter,
    http: { status: 429, headers },
  });
}
