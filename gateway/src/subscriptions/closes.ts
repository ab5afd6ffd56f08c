import { TokenRefused } from '../auth/refusals';

export interface Close {
  readonly code: number;
  readonly reason: string;
}

/** Why the gateway closes a socket. graphql-ws clients try again after all of these but 4401. */
export const closes = {
  goingAway: { code: 1001, reason: 'Going away' },
  unavailable: { code: 1013, reason: 'Try again later' },
  tooSlow: { code: 1013, reason: 'Events came faster than they were taken: connect again and resume' },
  tokenInvalid: { code: 4401, reason: 'The access token is invalid' },
  sessionEnded: { code: 4401, reason: 'The session has ended' },
  tokenExpired: { code: 4403, reason: 'The access token has expired' },
} as const satisfies Record<string, Close>;

/** How a connection ends whose token was not accepted. */
export function closeFor(error: unknown): Close {
  if (!(error instanceof TokenRefused)) return closes.unavailable;
  return { invalid: closes.tokenInvalid, ended: closes.sessionEnded, expired: closes.tokenExpired }[error.problem];
}
