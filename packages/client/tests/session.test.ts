import { CreatePostDocument, ProfilePostsDocument, RefreshSessionDocument, ViewerDocument } from '@ejazz/client/documents';
import { createFetchClient } from '@ejazz/client/fetch';
import { createSession, memoryStorage, type Session, type SessionOptions, SessionUnreachable } from '@ejazz/client/session';
import fc from 'fast-check';
import { createLocks } from './locks.ts';
import { minutes, newPerson, startTimedHouse, type TimedHouse } from './timed-house.ts';
import { createWire, type Wire } from './wire.ts';

let house: TimedHouse;
let wire: Wire;
let people = 0;

beforeAll(async () => {
  house = await startTimedHouse();
});
beforeEach(() => {
  wire = createWire();
});
afterAll(() => house.remove());

const pause = () => Promise.resolve();
const tab = (options: Partial<SessionOptions> = {}) => createSession({ url: house.url, fetch: wire.fetch, now: house.now, pause, ...options });

/** A session of a new person. */
async function signedIn(options: Partial<SessionOptions> = {}): Promise<{ session: Session; id: string; username: string; refreshToken: string }> {
  people += 1;
  const username = `person_${people}`;
  const { id, tokens } = await newPerson(house.url, username);
  const session = tab(options);
  session.start(tokens);
  return { session, id, username, refreshToken: tokens.refreshToken };
}

const clientOf = (session: Session) => createFetchClient({ url: house.url, session, fetch: wire.fetch });
const viewerOf = async (session: Session) => (await clientOf(session).data(ViewerDocument)).viewer?.id;
const renewals = () => wire.sent('RefreshSession');

describe('a session', () => {
  it('sends a fresh token as it is, and renews one that is about to expire before it is sent', async () => {
    const { session, id } = await signedIn();
    expect(await viewerOf(session)).toBe(id);
    house.pass(minutes(9.6));
    expect(await viewerOf(session)).toBe(id);
    expect(await viewerOf(session)).toBe(id);
    expect([renewals(), wire.sent('Viewer')]).toEqual([1, 3]);
  });

  it('is renewed once for many requests that wait', async () => {
    const { session, id } = await signedIn();
    house.pass(minutes(60));
    const seen = await Promise.all(Array.from({ length: 20 }, () => viewerOf(session)));
    expect(new Set(seen)).toEqual(new Set([id]));
    expect(renewals()).toBe(1);
  });

  it('is renewed by one of many tabs', async () => {
    const shared = { storage: memoryStorage(), locks: createLocks() };
    const { session, id } = await signedIn(shared);
    const tabs = [session, tab(shared), tab(shared), tab(shared)];
    house.pass(minutes(60));
    expect(await Promise.all(tabs.map(viewerOf))).toEqual(tabs.map(() => id));
    expect(renewals()).toBe(1);
  });

  it('outlives tabs that renew at the same time where there are no Web Locks', async () => {
    const shared = { storage: memoryStorage() };
    const { session, id } = await signedIn(shared);
    const tabs = [session, tab(shared), tab(shared)];
    for (let round = 0; round < 3; round += 1) {
      house.pass(minutes(60));
      expect(await Promise.all(tabs.map(viewerOf))).toEqual(tabs.map(() => id));
    }
  });

  it('survives the loss of the answer to a renewal', async () => {
    const { session, id } = await signedIn();
    for (let round = 0; round < 2; round += 1) {
      house.pass(minutes(60));
      wire.loseReplies('RefreshSession', 2);
      expect(await viewerOf(session)).toBe(id);
    }
    expect(renewals()).toBe(6);
  });

  it('is kept while the endpoint cannot be reached, and goes on when it can', async () => {
    const { session, id } = await signedIn();
    house.pass(minutes(60));
    wire.loseRequests('RefreshSession', 3);
    await expect(session.accessToken()).rejects.toThrow(SessionUnreachable);
    expect(session.signedIn).toBe(true);
    expect(await viewerOf(session)).toBe(id);
  });

  it('uses a token up when it cannot be renewed in time', async () => {
    const { session, id } = await signedIn();
    house.pass(minutes(9.6));
    wire.loseRequests('RefreshSession', 3);
    expect(await viewerOf(session)).toBe(id);
  });

  it('renews a token that the gateway refuses, and what was asked is done once', async () => {
    const { session, username } = await signedIn({ now: () => 0 });
    house.pass(minutes(60));
    const { createPost } = await clientOf(session).data(CreatePostDocument, { input: { text: 'Once' } });
    expect(createPost.userErrors).toEqual([]);
    const { user } = await clientOf(session).data(ProfilePostsDocument, { username });
    expect(user?.posts?.totalCount).toBe(1);
    expect([renewals(), wire.sent('CreatePost')]).toEqual([1, 2]);
  });

  it('is not renewed for every request on a machine whose clock is hours ahead', async () => {
    const { session, id } = await signedIn({ now: () => house.now() + minutes(300) });
    for (let round = 0; round < 3; round += 1) expect(await viewerOf(session)).toBe(id);
    expect(renewals()).toBe(0);
  });

  it('tells that it has ended when the server ended it, and asks as nobody from then on', async () => {
    const { session, refreshToken } = await signedIn();
    const changes: string[] = [];
    session.onChange((change) => changes.push(change));
    await createFetchClient({ url: house.url }).data(RefreshSessionDocument, { refreshToken });
    house.pass(minutes(60));
    expect(await viewerOf(session)).toBeUndefined();
    expect(session.signedIn).toBe(false);
    expect(changes).toEqual(['ended']);
    expect(await viewerOf(session)).toBeUndefined();
    expect(renewals()).toBe(1);
  });

  it('ends at the server when one signs out', async () => {
    const { session, refreshToken } = await signedIn();
    await session.signOut();
    expect(session.signedIn).toBe(false);
    const { refreshSession } = await createFetchClient({ url: house.url }).data(RefreshSessionDocument, { refreshToken });
    expect(refreshSession.userErrors).toMatchObject([{ code: 'REFRESH_TOKEN_INVALID' }]);
  });

  it('leaves whoever signed in meanwhile alone when a renewal comes back late', async () => {
    const storage = memoryStorage();
    const { session } = await signedIn({ storage });
    const { id, tokens } = await newPerson(house.url, 'the_next_one');
    house.pass(minutes(60));
    const late = session.accessToken();
    session.start(tokens);
    await late;
    expect(await viewerOf(session)).toBe(id);
  });

  it('takes what is no session of ours for no session', async () => {
    for (const stored of ['', '{', 'null', '[]', '{"accessToken":1}']) {
      const storage = memoryStorage();
      storage.setItem('ejazz-session', stored);
      expect(await tab({ storage }).accessToken()).toBeUndefined();
    }
  });

  it('stays the same person whatever tabs, time and a bad line do', async () => {
    const action = fc.oneof(
      fc.record({ do: fc.constant('ask' as const), tabs: fc.uniqueArray(fc.integer({ min: 0, max: 2 }), { minLength: 1 }) }),
      fc.record({ do: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 600 }) }),
      fc.record({ do: fc.constant('lose' as const), replies: fc.integer({ min: 0, max: 2 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 12 }), fc.boolean(), async (actions, hasLocks) => {
        const shared = { storage: memoryStorage(), ...(hasLocks && { locks: createLocks() }) };
        const { session, id } = await signedIn(shared);
        const tabs = [session, tab(shared), tab(shared)];
        for (const step of actions) {
          if (step.do === 'pass') house.pass(minutes(step.minutes));
          if (step.do === 'lose') wire.loseReplies('RefreshSession', step.replies);
          if (step.do === 'ask')
            expect(await Promise.all(step.tabs.map((index) => viewerOf(tabs[index] ?? session)))).toEqual(step.tabs.map(() => id));
        }
        wire.loseReplies('RefreshSession', 0);
      }),
      { numRuns: 12 },
    );
  });
});
