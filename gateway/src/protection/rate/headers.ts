import type { HeaderMap } from '@apollo/server';
import type { Standing } from './rate-limits';

/** `RateLimit` and `RateLimit-Policy` as the IETF's draft has them: of every limit that an operation was counted against. */
export function tellStandings(headers: HeaderMap, standings: readonly Standing[]): void {
  if (standings.length === 0) return;
  headers.set('ratelimit-policy', standings.map(({ limited, policy }) => `"${nameOf(limited)}";q=${policy.points};w=${policy.seconds}`).join(', '));
  headers.set(
    'ratelimit',
    standings.map(({ limited, remaining, resetAt }) => `"${nameOf(limited)}";r=${remaining};t=${secondsUntil(resetAt)}`).join(', '),
  );
}

const nameOf = (limited: string) => limited.toLowerCase().replace('_', '-');

export const secondsUntil = (moment: Date) => Math.max(0, Math.ceil((moment.getTime() - Date.now()) / 1_000));
