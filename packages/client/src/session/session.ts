import { SignOutDocument } from '../generated/documents.ts';
import { exchangeTokens } from './exchange.ts';
import { browserLocks, createExclusive, type Locks } from './exclusive.ts';
import { memoryStorage, type TokenStorage } from './token-storage.ts';
import { type HeldTokens, holdTokens, parseHeldTokens, type SessionTokens } from './tokens.ts';

export interface SessionOptions {
  /** The gateway's endpoint, such as `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  /** Default: memory, which forgets with the page. With `localStorage` all tabs share one session. */
  readonly storage?: TokenStorage;
  /** Name under which it is stored, and of the lock. Default `ejazz-session`. */
  readonly key?: string;
  readonly fetch?: typeof fetch;
  /** Default: the browser's Web Locks, so that of many tabs one renews. */
  readonly locks?: Locks;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly pause?: (milliseconds: number) => Promise<void>;
}

/** `started`: somebody signed in. `renewed`: new tokens. `ended`: signed out, here or by the server. Also when another tab did it. */
export type SessionChange = 'started' | 'renewed' | 'ended';

export interface Session {
  readonly signedIn: boolean;
  /** Keeps the tokens that `signUp` or `signIn` answered with. */
  start(tokens: SessionTokens): void;
  /** An access token to send now, renewed when it is about to expire; undefined when nobody is signed in. Rejects with SessionUnreachable. */
  accessToken(): Promise<string | undefined>;
  /** What to send in place of an access token that was refused; undefined when the session has ended. Rejects with SessionUnreachable. */
  renew(refused: string): Promise<string | undefined>;
  /** Ends the session at the server and forgets the tokens, the latter even when the server cannot be reached (which rejects). */
  signOut(): Promise<void>;
  onChange(listener: (change: SessionChange) => void): () => void;
}

/** An access token is renewed when it has this long left, or less. */
const margin = 30_000;

export function createSession(options: SessionOptions): Session {
  const { url, storage = memoryStorage(), key = 'ejazz-session', now = Date.now, locks = browserLocks() } = options;
  const send = options.fetch ?? ((...request: Parameters<typeof fetch>) => globalThis.fetch(...request));
  const pause = options.pause ?? ((milliseconds) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)));
  const listeners = new Set<(change: SessionChange) => void>();
  const exclusively = createExclusive<HeldTokens | undefined>(key, locks);

  const read = () => parseHeldTokens(storage.getItem(key));
  const tell = (change: SessionChange) => {
    for (const listener of [...listeners]) listener(change);
  };
  const write = (held: HeldTokens | undefined, change: SessionChange) => {
    if (held) storage.setItem(key, JSON.stringify(held));
    else storage.removeItem(key);
    tell(change);
  };

  /** Tokens newer than the given ones: those that another tab has fetched meanwhile, or new ones. */
  const renewed = (old: HeldTokens) =>
    exclusively(async () => {
      const before = read();
      if (before?.refreshToken !== old.refreshToken) return before;
      const tokens = await exchangeTokens({ url, fetch: send, pause }, old.refreshToken);
      const present = read();
      // Somebody signed out or in while the exchange was under way: what it brought belongs to no one any more.
      if (present?.refreshToken !== old.refreshToken) return present;
      const held = tokens && holdTokens(tokens, now());
      write(held, held ? 'renewed' : 'ended');
      return held;
    });

  const accessToken = async (): Promise<string | undefined> => {
    const held = read();
    if (!held || held.goodUntil - now() > margin) return held?.accessToken;
    try {
      return (await renewed(held))?.accessToken;
    } catch (error) {
      if (held.goodUntil > now()) return held.accessToken;
      throw error;
    }
  };

  followOtherTabs(storage, key, tell);
  return {
    get signedIn() {
      return read() !== undefined;
    },
    start: (tokens) => write(holdTokens(tokens, now()), 'started'),
    accessToken,
    async renew(refused) {
      const held = read();
      if (held?.accessToken !== refused) return held?.accessToken;
      return (await renewed(held))?.accessToken;
    },
    async signOut() {
      try {
        const token = await accessToken();
        if (token) await endAtServer(url, send, token);
      } finally {
        write(undefined, 'ended');
      }
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

async function endAtServer(url: string, send: typeof fetch, token: string): Promise<void> {
  const response = await send(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: SignOutDocument.text, operationName: SignOutDocument.name }),
  });
  // 401: it had ended before.
  if (!response.ok && response.status !== 401) throw new Error(`The session was not ended at the server: HTTP ${response.status}`);
}

/** Browsers tell a page what other pages do to `localStorage`. */
function followOtherTabs(storage: TokenStorage, key: string, tell: (change: SessionChange) => void): void {
  if (typeof localStorage === 'undefined' || storage !== localStorage) return;
  addEventListener('storage', (event) => {
    if (event.storageArea !== localStorage || (event.key !== key && event.key !== null)) return;
    const was = parseHeldTokens(event.oldValue);
    const is = parseHeldTokens(event.key === null ? null : event.newValue);
    if (is) tell(was ? 'renewed' : 'started');
    else tell('ended');
  });
}
