import { SignInDocument } from '@ejazz/client/documents';
import { createSession, type Session as HeldSession } from '@ejazz/client/session';
import { type Asker, ask } from '../graph/ask';
import { endpoint } from '../settings';

/** Somebody the console can be. */
export interface Session extends Asker {
  /** Undefined for anonymous visitors. */
  readonly username: string | undefined;
  /** Their tokens, for who asks over a connection of its own. */
  readonly held: HeldSession | undefined;
}

export const anonymous: Session = { username: undefined, held: undefined, token: async () => undefined, renew: async () => undefined };

/** Signs in when first asked, and anew when the session has ended; between, tokens renew themselves. They are kept in this page's memory alone. */
export function personSession(username: string, password: string): Session {
  const session = createSession({ url: endpoint, key: `ejazz-console-${username}-${crypto.randomUUID?.() ?? Math.random()}` });
  let coming: Promise<string> | undefined;
  const signIn = (): Promise<string> => {
    coming ??= askForTokens(username, password)
      .then((tokens) => {
        session.start(tokens);
        return tokens.accessToken;
      })
      .finally(() => {
        coming = undefined;
      });
    return coming;
  };
  return {
    username,
    held: session,
    token: async () => (await session.accessToken()) ?? signIn(),
    renew: async (refused) => (await session.renew(refused)) ?? signIn(),
  };
}

async function askForTokens(login: string, password: string) {
  const { text, name } = SignInDocument;
  const { body } = await ask({ query: text, operationName: name, variables: { input: { login, password } } }, anonymous);
  const { signIn } = (body.data ?? {}) as Partial<ReturnType<NonNullable<typeof SignInDocument.__apiType>>>;
  if (signIn?.tokens) return signIn.tokens;
  throw new Error(signIn?.userErrors[0]?.message ?? body.errors?.[0]?.message ?? 'Signing in was not answered.');
}
