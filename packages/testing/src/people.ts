import { createGraphClient, type GraphClient } from './graph-client';
import { operation } from './operations';

/** Somebody with a session. */
export interface Person extends GraphClient {
  readonly id: string;
  readonly username: string;
  readonly tokens: { readonly accessToken: string; readonly refreshToken: string };
}

interface SignedUp {
  readonly signUp: {
    readonly viewer: { readonly id: string };
    readonly tokens: Person['tokens'];
    readonly userErrors: readonly { readonly message: string }[];
  };
}

/** Nobody else's, and hard to guess. */
export const passwordOf = (username: string): string => `four secret words of ${username}`;

/** Signs a person up through the gateway. */
export async function signUp(url: string, username: string): Promise<Person> {
  const anonymous = createGraphClient(url);
  const input = { username, email: `${username}@example.org`, password: passwordOf(username) };
  const { signUp: result } = await anonymous.data<SignedUp>(operation('SignUp'), { input });
  const refusal = result.userErrors[0];
  if (refusal) throw new Error(refusal.message);
  return { ...createGraphClient(url, result.tokens.accessToken), id: result.viewer.id, username, tokens: result.tokens };
}
