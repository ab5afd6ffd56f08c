import { RefreshSessionDocument, type RefreshSessionErrorCode, type RefreshSessionMutation } from '../generated/documents.ts';
import type { SessionTokens } from './tokens.ts';

/** The endpoint gave no usable answer. The session is as it was: try again later. */
export class SessionUnreachable extends Error {
  override readonly name = 'SessionUnreachable';
}

export interface Exchange {
  readonly url: string;
  readonly fetch: typeof fetch;
  readonly pause: (milliseconds: number) => Promise<void>;
}

const endings: readonly string[] = ['REFRESH_TOKEN_INVALID', 'REFRESH_TOKEN_REUSED'] satisfies readonly RefreshSessionErrorCode[];
/** Milliseconds before each attempt, and how long one may take: together less than the 30 seconds in which a used token works again. */
const pausesBefore = [0, 500, 2_000];
const patience = 8_000;

/**
 * New tokens for a refresh token; undefined when the server has ended the session. A lost reply is no lost session: the same token is
 * sent again, which the server allows for 30 seconds after it was first exchanged.
 */
export async function exchangeTokens({ url, fetch, pause }: Exchange, refreshToken: string): Promise<SessionTokens | undefined> {
  let cause: unknown;
  for (const milliseconds of pausesBefore) {
    if (milliseconds > 0) await pause(milliseconds);
    try {
      const { tokens, userErrors } = await ask(url, fetch, refreshToken);
      if (tokens) return tokens;
      if (userErrors.some(({ code }) => endings.includes(code))) return undefined;
      cause = new Error(userErrors[0]?.message ?? 'There were neither tokens nor a reason.');
    } catch (error) {
      cause = error;
    }
  }
  throw new SessionUnreachable('The session could not be renewed: the endpoint does not answer.', { cause });
}

async function ask(url: string, fetch: Exchange['fetch'], refreshToken: string): Promise<RefreshSessionMutation['refreshSession']> {
  const { text, name } = RefreshSessionDocument;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
    body: JSON.stringify({ query: text, operationName: name, variables: { refreshToken } }),
    signal: AbortSignal.timeout(patience),
  });
  const { data, errors }: { data?: RefreshSessionMutation | null; errors?: readonly { message: string }[] } = await response.json();
  if (!data) throw new Error(errors?.[0]?.message ?? `HTTP ${response.status}`);
  return data.refreshSession;
}
