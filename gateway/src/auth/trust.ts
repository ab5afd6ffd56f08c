import type { Clock } from '@ejazz/platform/clock/clock';
import type { Service } from '@ejazz/platform/lifecycle/service';
import type { Logger } from '@ejazz/platform/log/logger';
import { anonymous } from '@ejazz/platform/viewer/viewer';
import { createViewerTokens, type ViewerToken } from '../datasource/viewer-tokens';
import type { GatewayEnv } from '../env';
import { type Authenticate, createAuthenticate } from './authenticate';
import { createJwks } from './jwks';
import type { LiveHints } from './live-hints';
import { createRevocations, type Revocations } from './revocations';
import { anonymousSession } from './session';

/** Who asks, how subgraphs are told, and which sessions ended early. */
export interface Trust {
  readonly authenticate: Authenticate;
  readonly viewerToken: ViewerToken;
  readonly revocations: Pick<Revocations, 'onRevoked'>;
  readonly parts: readonly Service[];
}

export interface TrustOptions {
  readonly env: GatewayEnv;
  readonly hints: LiveHints | undefined;
  readonly clock: Clock;
  readonly log: Logger;
}

/** With VIEWER_SECRET tokens are verified and viewers signed. Without it nobody is known: subgraphs see the headers that are forwarded. */
export function createTrust({ env, hints, clock, log }: TrustOptions): Trust {
  if (env.VIEWER_SECRET === undefined) return nobodyKnown;
  const viewerToken = createViewerTokens(env.VIEWER_SECRET, clock);
  const revocations = createRevocations({ url: env.REVOCATIONS_URL, viewerToken: () => viewerToken(anonymous, 'user'), hints, clock, log });
  const authenticate = createAuthenticate({ jwks: createJwks({ url: env.JWKS_URL, clock, log }), revocations, issuer: env.ISSUER, clock });
  return { authenticate, viewerToken, revocations, parts: [revocations] };
}

const nobodyKnown: Trust = {
  authenticate: async () => anonymousSession,
  viewerToken: () => undefined,
  revocations: { onRevoked: () => () => undefined },
  parts: [],
};
