import type { UserHouse } from './user-service';

export interface UserErrors {
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] | null; readonly message: string }[];
}

export interface Tokens {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: string;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: string;
}

export interface SignedIn extends UserErrors {
  readonly viewer: { readonly id: string; readonly email: string; readonly roles: string[]; readonly user: Record<string, unknown> } | null;
  readonly tokens: Tokens | null;
}

type Asks = Pick<UserHouse, 'anonymous'>;

const signedIn = `
  viewer { id email roles user { id username displayName bio createdAt followerCount followingCount avatar { id } } }
  tokens { accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt }
  userErrors { code field message }`;

export async function signUp({ anonymous }: Asks, input: object): Promise<SignedIn> {
  const document = `mutation ($input: SignUpInput!) { signUp(input: $input) { ${signedIn} } }`;
  return (await anonymous.data<{ signUp: SignedIn }>(document, { input })).signUp;
}

export async function signIn({ anonymous }: Asks, login: string, password: string, more: object = {}): Promise<SignedIn> {
  const document = `mutation ($input: SignInInput!) { signIn(input: $input) { ${signedIn} } }`;
  return (await anonymous.data<{ signIn: SignedIn }>(document, { input: { login, password, ...more } })).signIn;
}

export interface Refreshed extends UserErrors {
  readonly tokens: Tokens | null;
}

export async function refresh({ anonymous }: Asks, refreshToken: string): Promise<Refreshed> {
  const document = `mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) {
    tokens { accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt } userErrors { code field message } } }`;
  return (await anonymous.data<{ refreshSession: Refreshed }>(document, { input: { refreshToken } })).refreshSession;
}

export const codes = ({ userErrors }: UserErrors): string[] => userErrors.map(({ code }) => code).sort();

/** What must be there. */
export function present<T>(value: T | null | undefined): T {
  if (value == null) throw new Error('There is nothing.');
  return value;
}

let accounts = 0;

/** Somebody with a password and a session. */
export async function account(house: Asks) {
  accounts += 1;
  const username = `Somebody_${accounts}`;
  const login = { username, email: `${username}@example.org`, password: `password of ${username}` };
  const { viewer, tokens } = await signUp(house, login);
  return { ...login, id: present(viewer).id, tokens: present(tokens) };
}
