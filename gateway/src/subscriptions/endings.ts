import type { ErrorCode } from '@ejazz/platform/errors/registry';
import type { GraphQLFormattedError } from 'graphql';
import { TokenRefused } from '../auth/refusals';

/** Why the gateway ends a connection: as a close of a websocket, and as the last error of a stream over HTTP. */
export interface Ending {
  /** graphql-ws clients try again after all of these but 4401. */
  readonly closeCode: number;
  readonly code: ErrorCode;
  /** At most 123 bytes: what a close carries. */
  readonly message: string;
  readonly reason?: string;
}

export const endings = {
  goingAway: { closeCode: 1001, code: 'SERVICE_STOPPING', message: 'This instance goes away: connect again and go on after the last event.' },
  unavailable: { closeCode: 1013, code: 'SUBGRAPH_UNAVAILABLE', message: 'Access tokens cannot be checked at the moment: try again.' },
  tooSlow: { closeCode: 1013, code: 'SUBSCRIPTION_TOO_SLOW', message: 'Events came faster than they were taken: connect again and go on.' },
  tooMany: { closeCode: 1013, code: 'TOO_MANY_SUBSCRIPTIONS', message: 'This person has too many connections open: close one, then try again.' },
  tokenInvalid: { closeCode: 4401, code: 'UNAUTHENTICATED', message: 'The access token is invalid.', reason: 'invalid' },
  anotherPerson: { closeCode: 4401, code: 'UNAUTHENTICATED', message: 'The access token is of another session.', reason: 'invalid' },
  sessionEnded: { closeCode: 4401, code: 'UNAUTHENTICATED', message: 'The session has ended.', reason: 'ended' },
  tokenExpired: { closeCode: 4403, code: 'UNAUTHENTICATED', message: 'The access token has expired.', reason: 'expired' },
} as const satisfies Record<string, Ending>;

export const errorOf = ({ code, message, reason }: Ending): GraphQLFormattedError => ({
  message,
  extensions: { code, ...(reason ? { reason } : {}) },
});

/** How a connection ends whose token was not accepted. */
export function endingFor(error: unknown): Ending {
  if (!(error instanceof TokenRefused)) return endings.unavailable;
  return { invalid: endings.tokenInvalid, ended: endings.sessionEnded, expired: endings.tokenExpired }[error.problem];
}
