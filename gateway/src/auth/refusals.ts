import { Fault } from '@ejazz/platform/errors/fault';

export type TokenProblem = 'invalid' | 'expired' | 'ended';

const messages: Record<TokenProblem, string> = {
  invalid: 'The access token is invalid.',
  expired: 'The access token has expired.',
  ended: 'The session of this access token has ended.',
};

/** A token that was sent but cannot be believed: never treated as absent. */
export class TokenRefused extends Fault {
  constructor(readonly problem: TokenProblem) {
    super('UNAUTHENTICATED', messages[problem], { reason: problem, http: { status: 401 } });
  }
}

/** The keys that tell true tokens from false ones have never been seen. */
export const keysUnavailable = () =>
  new Fault('SUBGRAPH_UNAVAILABLE', 'Access tokens cannot be checked at the moment.', { service: 'user', http: { status: 503 } });
