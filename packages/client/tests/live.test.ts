import { NotificationReceivedDocument, type NotificationReceivedSubscription, NotificationsDocument, SignOutDocument } from '@ejazz/client/documents';
import { createFetchClient, Faulty } from '@ejazz/client/fetch';
import { createLiveClient, type LiveClient, LiveClosed } from '@ejazz/client/live';
import { createSession, type Session } from '@ejazz/client/session';
import { eventually } from '@ejazz/testing/eventually';
import { operation } from '@ejazz/testing/operations';
import { type Person, signUp } from '@ejazz/testing/people';
import fc from 'fast-check';
import { WebSocket } from 'ws';
import { type Line, startLine } from './line.ts';
import { minutes, newPerson, startTimedHouse, type TimedHouse } from './timed-house.ts';

let house: TimedHouse;
let line: Line;
let friend: Person;
let people = 0;
const clients: LiveClient[] = [];
/** What the clients have sent over their sockets. */
const sent: string[] = [];

class RecordedSocket extends WebSocket {
  override send(data: Parameters<WebSocket['send']>[0]): void {
    sent.push(String(data));
    super.send(data);
  }
}

beforeAll(async () => {
  house = await startTimedHouse();
  line = await startLine(house.url);
  friend = await signUp(house.url, 'friend');
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(async () => {
  await friend.close();
  await line.close();
  await house.remove();
});

interface Listener {
  readonly session: Session;
  readonly live: LiveClient;
  /** Texts of the comments told, in order. */
  readonly told: string[];
  readonly gaps: number[];
  readonly ends: (Faulty | LiveClosed)[];
  /** Somebody writes below a post of the listener. */
  comment(text: string): Promise<void>;
}

const textOf = ({ notificationReceived: event }: NotificationReceivedSubscription) =>
  event.__typename === 'NotificationReceived' ? (event.notification.comment?.text ?? '') : event.__typename;

/** A new person who hears what is written below their post. */
async function listen({ clientNow = house.now, after }: { clientNow?: () => number; after?: string } = {}): Promise<Listener> {
  people += 1;
  const { tokens } = await newPerson(house.url, `listener_${people}`);
  const session = createSession({ url: house.url, now: clientNow });
  session.start(tokens);
  const client = createFetchClient({ url: house.url, session });
  const { viewer } = await client.data(NotificationsDocument, { first: 1 });
  const author = { authorization: `Bearer ${tokens.accessToken}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ query: operation('CreatePost'), variables: { input: { text: 'Say something' } } });
  const created = (await (await fetch(house.url, { method: 'POST', headers: author, body })).json()) as {
    data: { createPost: { post: { id: string } } };
  };
  const live = createLiveClient({ url: line.url, session, webSocketImpl: RecordedSocket });
  clients.push(live);
  const listener = { told: [] as string[], gaps: [] as number[], ends: [] as (Faulty | LiveClosed)[] };
  live.subscribe(
    NotificationReceivedDocument,
    { after: after ?? viewer?.notifications?.liveCursor },
    {
      next: (data) => listener.told.push(textOf(data)),
      gap: () => listener.gaps.push(listener.told.length),
      error: (error) => listener.ends.push(error),
    },
  );
  return {
    ...listener,
    session,
    live,
    async comment(text) {
      await friend.data(operation('CreateComment'), { input: { postId: created.data.createPost.post.id, text } });
    },
  };
}

const become = (list: readonly string[], wanted: readonly string[]) => eventually(() => expect(list).toEqual(wanted));

describe('live events', () => {
  it('are told, in order', async () => {
    const { told, comment } = await listen();
    for (const text of ['one', 'two', 'three']) await comment(text);
    await become(told, ['one', 'two', 'three']);
  });

  it('miss nothing and repeat nothing whenever the line is cut', async () => {
    const action = fc.constantFrom('comment', 'cut', 'mend');
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 3, maxLength: 9 }), async (actions) => {
        line.mend();
        const { told, comment, live } = await listen();
        await eventually(() => expect(live.connected).toBe(true));
        const written: string[] = [];
        for (const step of actions) {
          if (step === 'cut') line.cut();
          if (step === 'mend') line.mend();
          if (step === 'comment') await comment(written[written.push(`comment ${written.length}`) - 1] ?? '');
        }
        line.mend();
        await comment('last');
        await become(told, [...written, 'last']);
        live.close();
      }),
      { numRuns: 6 },
    );
  });

  it('go on with a new token when the old one has run out', async () => {
    const { told, comment, live, session } = await listen({ clientNow: () => 0 });
    await eventually(() => expect(live.connected).toBe(true));
    const changes: unknown[] = [];
    live.onConnected((connected) => changes.push(connected));
    session.onChange((change) => changes.push(change));
    house.pass(minutes(11));
    line.cut();
    line.mend();
    await eventually(() => expect(changes).toEqual([false, 'renewed', true]));
    friend = await signUp(house.url, `friend_${people}`);
    await comment('still there');
    await become(told, ['still there']);
  });

  it('go on without a break when the gateway says that the token is about to run out', async () => {
    const { told, comment, live, session } = await listen({ clientNow: () => 0 });
    await eventually(() => expect(live.connected).toBe(true));
    const changes: unknown[] = [];
    live.onConnected((connected) => changes.push(connected));
    session.onChange((change) => changes.push(change));
    house.pass(minutes(9.2));
    line.cut();
    line.mend();
    await eventually(() => expect(changes).toEqual([false, true, 'renewed']));
    const token = await session.accessToken();
    await eventually(() => expect(sent).toContain(JSON.stringify({ type: 'ping', payload: { authorization: `Bearer ${token}` } })));
    friend = await signUp(house.url, `friend_${people}`);
    await comment('no break');
    await become(told, ['no break']);
    expect(changes).toEqual([false, true, 'renewed']);
  });

  it('say that something was missed when they cannot go on from the given place', async () => {
    const { viewer } = await friend.data<{ viewer: { notifications: { liveCursor: string } } }>(operation('Notifications'), { first: 1 });
    const { told, gaps, comment } = await listen({ after: viewer.notifications.liveCursor });
    await eventually(() => expect(gaps).toEqual([0]));
    await comment('after the gap');
    await become(told, ['after the gap']);
  });

  it('end with the reason when the place is none', async () => {
    const { told, ends } = await listen({ after: 'nonsense' });
    await eventually(() => expect(ends).toMatchObject([{ faults: [{ extensions: { code: 'BAD_USER_INPUT' } }] }]));
    expect(told).toEqual([]);
  });

  it('end when the session is ended elsewhere', async () => {
    const { session, ends, live } = await listen();
    await eventually(() => expect(live.connected).toBe(true));
    await createFetchClient({ url: house.url, session }).data(SignOutDocument);
    await eventually(() => expect(ends).toHaveLength(1));
    expect(ends[0]).toEqual(expect.any(LiveClosed));
    expect(ends[0]).toMatchObject({ code: 4401 });
    expect(session.signedIn).toBe(false);
  });

  it('end when one signs out here', async () => {
    const { session, ends, live } = await listen();
    await eventually(() => expect(live.connected).toBe(true));
    await session.signOut();
    await eventually(() => expect(ends).toHaveLength(1));
  });

  it('are refused with a reason', async () => {
    const live = createLiveClient({ url: line.url, webSocketImpl: WebSocket });
    clients.push(live);
    const error = await new Promise((resolve, reject) => {
      live.subscribe(NotificationReceivedDocument, {}, { next: reject, error: resolve });
    });
    expect(error).toEqual(expect.any(Faulty));
    expect(error).toMatchObject({ faults: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });
});
