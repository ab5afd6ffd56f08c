import type { Session } from './session.ts';

/**
 * A `fetch` for the endpoint that signs requests with the session. When the gateway refuses the token (401, before anything was done), the
 * session is renewed, once, and the request sent again.
 */
export function sessionFetch(
  session: Session,
  fetch: typeof globalThis.fetch = (...request) => globalThis.fetch(...request),
): typeof globalThis.fetch {
  return async (input, init) => {
    const token = await session.accessToken();
    const response = await fetch(input, signed(init, token));
    if (response.status !== 401 || token === undefined) return response;
    const renewed = await session.renew(token);
    if (renewed === undefined) return response;
    await response.body?.cancel();
    return fetch(input, signed(init, renewed));
  };
}

function signed(init: RequestInit | undefined, token: string | undefined): RequestInit | undefined {
  if (token === undefined) return init;
  const headers = new Headers(init?.headers);
  headers.set('authorization', `Bearer ${token}`);
  return { ...init, headers };
}
