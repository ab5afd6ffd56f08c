import type { Route } from '@ejazz/platform/http/http-server';
import { respond } from '@ejazz/platform/http/respond';
import { verifyViewer, viewerHeader } from '@ejazz/platform/viewer/signed-viewer';
import type { Deps } from './deps';
import { endedSessions } from './domain/session/session';

/** What gateways ask beside GraphQL: keys that verify access tokens, and sessions that ended. */
export const userRoutes = (deps: Deps): Route[] => [
  {
    path: '/.well-known/jwks.json',
    methods: ['GET'],
    handle: async (_request, response) => {
      response.setHeader('cache-control', 'public, max-age=60');
      respond(response, 200, await deps.accessTokens.jwks());
    },
  },
  {
    path: '/internal/revoked-sessions',
    methods: ['GET'],
    handle: async (request, response, url) => {
      if (!verifyViewer(request.headers[viewerHeader], 'user', deps.env.VIEWER_KEY)) return respond(response, 401, { error: 'UNAUTHENTICATED' });
      const since = new Date(url.searchParams.get('since') ?? '');
      if (Number.isNaN(since.getTime())) return respond(response, 400, { error: 'BAD_REQUEST' });
      respond(response, 200, { sessions: await endedSessions(deps, since) });
    },
  },
];
