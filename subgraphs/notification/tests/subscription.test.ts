import { placeCursor } from '../src/domain/notification-cursor';
import { openNotificationLog } from '../src/domain/notification-log';
import { notificationChannel } from '../src/domain/recipients';
import { type NotificationHouse, person, startNotificationService } from './notification-service';
import { follows, likes, postOf } from './world';

let house: NotificationHouse;
beforeAll(async () => {
  house = await startNotificationService();
});
afterAll(() => house.stop());

const received = `
  subscription Received($after: String) {
    notificationReceived(after: $after) {
      __typename eventId cursor occurredAt
      ... on NotificationReceived { unreadNotificationCount notification { id kind actor { id } isRead } }
    }
  }`;

const subscriber = (userId: string, after?: string) => house.as(userId).subscribe(received, { after });

/** From where to listen so that nothing falls between the list and the subscription. */
const standing = async (userId: string): Promise<string> => {
  const { data } = await house.as(userId).ask('{ viewer { notifications { liveCursor } } }');
  return data.viewer.notifications.liveCursor;
};

test('tells each notification once, in order, with the number unread', async () => {
  const me = person();
  const actors = [person(), person(), person()];
  const live = subscriber(me, await standing(me));
  await house.tell(follows(actors[0] ?? '', me));
  const first = await live.next();
  expect(first).toMatchObject({
    __typename: 'NotificationReceived',
    unreadNotificationCount: 1,
    notification: { kind: 'FOLLOW', actor: { id: actors[0] } },
  });
  expect(first.eventId).toBe(first.notification.id);
  await Promise.all(actors.slice(1).map((actor) => house.tell(follows(actor, me))));
  const rest = [await live.next(), await live.next()];
  expect(new Set(rest.map((event) => event.notification.actor.id))).toEqual(new Set(actors.slice(1)));
  await live.stop();
});

test('goes on after a cursor without leaving out or repeating anything, from an event as from an edge of the list', async () => {
  const me = person();
  await house.tell(follows(person(), me), follows(person(), me));
  const { data } = await house.as(me).ask('{ viewer { notifications(first: 1) { edges { cursor node { id } } } } }');
  const live = subscriber(me, data.viewer.notifications.edges[0].cursor);
  await house.tell(follows(person(), me));
  const third = await live.next();
  await live.stop();
  await house.tell(...Array.from({ length: 200 }, () => likes(person(), postOf(me))));
  await house.tell(...Array.from({ length: 50 }, () => likes(person(), postOf(me))));
  const resumed = subscriber(me, third.cursor);
  const seen: string[] = [];
  for (let index = 0; index < 250; index += 1) seen.push((await resumed.next()).eventId);
  const stored = await house.deps.db.notification.findMany({ where: { recipientId: me, position: { gt: 3 } }, orderBy: { position: 'asc' } });
  expect(seen).toEqual(stored.map(({ id }) => id));
  await resumed.stop();
});

test('does not tell what is withdrawn', async () => {
  const [me, shy, bold] = [person(), person(), person()];
  const cursor = await standing(me);
  await house.tell(follows(shy, me));
  await house.tell(follows(bold, me));
  await house.tell(follows(shy, me, 2, false));
  const live = subscriber(me, cursor);
  expect((await live.next()).notification.actor.id).toBe(bold);
  await live.stop();
});

test('tells a gap when more than 500 were missed, then what is new', async () => {
  const me = person();
  const cursor = await standing(me);
  for (let batch = 0; batch < 3; batch += 1) await house.tell(...Array.from({ length: 167 }, () => follows(person(), me)));
  const live = subscriber(me, cursor);
  const gap = await live.next();
  expect(gap.__typename).toBe('NotificationGap');
  await house.tell(follows(person(), me));
  expect((await live.next()).unreadNotificationCount).toBe(502);
  await live.stop();
  const fromGap = subscriber(me, gap.cursor);
  expect((await fromGap.next()).unreadNotificationCount).toBe(502);
  await fromGap.stop();
});

test("tells a gap for a cursor of somebody else's, and for one that is ahead of what is known", async () => {
  const me = person();
  for (const after of [placeCursor({ position: 0n, recipientId: person() }), placeCursor({ position: 9n, recipientId: me })]) {
    const live = subscriber(me, after);
    expect((await live.next()).__typename).toBe('NotificationGap');
    await live.stop();
  }
});

test('refuses a cursor that is none, and people who are not signed in', async () => {
  await expect(subscriber(person(), 'nonsense').next()).rejects.toThrow('BAD_USER_INPUT');
  await expect(house.as(undefined).subscribe(received).next()).rejects.toThrow('UNAUTHENTICATED');
});

test('begins with what comes after it was opened, also when hints are doubled or lost', async () => {
  const me = person();
  await house.tell(follows(person(), me));
  const resumers = new Set<() => void>();
  const deaf = {
    ...house.deps.pubsub,
    subscribe: () => () => undefined,
    onResume: (listener: () => void) => {
      resumers.add(listener);
      return () => void resumers.delete(listener);
    },
  };
  const log = await openNotificationLog({ ...house.deps, pubsub: deaf }, me, undefined);
  const next = log.next();
  await house.tell(follows(person(), me));
  await house.tell(follows(person(), me));
  for (const resume of resumers) resume();
  const positions = [(await next).value, (await log.next()).value].map((event) => event?.kind === 'received' && event.notification.position);
  expect(positions).toEqual([2n, 3n]);
  for (const resume of resumers) resume();
  const third = log.next();
  await log.return();
  expect(await third).toEqual({ value: undefined, done: true });
  expect(resumers.size).toBe(0);
});

test('ends at once when its subscriber leaves, and lets go of the hints', async () => {
  const me = person();
  let listening = 0;
  const counting = {
    ...house.deps.pubsub,
    subscribe: (channel: string, listener: (message: string) => void) => {
      expect(channel).toBe(notificationChannel(me));
      listening += 1;
      const stop = house.deps.pubsub.subscribe(channel, listener);
      return () => {
        listening -= 1;
        stop();
      };
    },
  };
  const log = await openNotificationLog({ ...house.deps, pubsub: counting }, me, undefined);
  const pending = log.next();
  expect(listening).toBe(1);
  await log.return();
  expect(listening).toBe(0);
  expect(await pending).toEqual({ value: undefined, done: true });
});
