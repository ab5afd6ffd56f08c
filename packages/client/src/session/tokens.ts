/** What `signUp`, `signIn` and `refreshSession` hand out. */
export interface SessionTokens {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: string;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: string;
}

/** Tokens as they are kept. */
export interface HeldTokens extends Pick<SessionTokens, 'accessToken' | 'refreshToken'> {
  /** Until when the access token is good, in milliseconds of this machine's clock. */
  readonly goodUntil: number;
}

export const holdTokens = ({ accessToken, refreshToken, accessTokenExpiresAt }: SessionTokens, now: number): HeldTokens => ({
  accessToken,
  refreshToken,
  goodUntil: now + (lifetimeOf(accessToken) ?? Date.parse(accessTokenExpiresAt) - now),
});

/** Milliseconds between the making of a token and its end: unlike a moment, it is right on a machine whose clock is wrong. */
function lifetimeOf(token: string): number | undefined {
  try {
    const payload = token.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? '';
    const { iat, exp }: { iat?: unknown; exp?: unknown } = JSON.parse(atob(payload));
    return typeof iat === 'number' && typeof exp === 'number' ? (exp - iat) * 1_000 : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined for what is not ours: it is as if nothing were kept. */
export function parseHeldTokens(text: string | null): HeldTokens | undefined {
  if (text === null) return undefined;
  try {
    const held: Partial<Record<keyof HeldTokens, unknown>> | null = JSON.parse(text);
    const { accessToken, refreshToken, goodUntil } = held ?? {};
    return typeof accessToken === 'string' && typeof refreshToken === 'string' && typeof goodUntil === 'number'
      ? { accessToken, refreshToken, goodUntil }
      : undefined;
  } catch {
    return undefined;
  }
}
