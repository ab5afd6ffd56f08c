import { type NotificationHouse, person, startNotificationService } from './notification-service';
import { account, befriends, blocks, follows, likes, mutes, postOf, requests } from './world';

let house: NotificationHouse;
beforeAll(async () => {
  house = await startNotificationService();
});
afterAll(() => house.stop());

/** What a person reads, after making sure that the count says the same. */
async function toldTo(userId: string): Promise<string[]> {
  const { data, errors } = await house.as(userId).ask('{ viewer { unreadNotificationCount notifications { nodes { kind actor { id } } } } }');
  expect(errors).toBeUndefined();
  const { notifications, unreadNotificationCount } = data.viewer;
  expect(unreadNotificationCount).toBe(notifications.nodes.length);
  return notifications.nodes.map(({ kind, actor }: { kind: string; actor: { id: string } }) => `${kind} ${actor.id}`);
}

test.each([
  ['follow', requests, 'PENDING', 'APPROVED', 'FOLLOW_REQUEST'],
  ['friend', befriends, 'REQUESTED', 'FRIENDS', 'FRIEND_REQUEST'],
] as const)('a %s request is told while it waits, and its acceptance to who asked', async (_name, asks, waiting, accepted, kind) => {
  const [me, one, two] = [person(), person(), person()];
  const ask = asks as (from: string, to: string, status: string, version?: number) => ReturnType<typeof follows>;
  await house.tell(ask(one, me, waiting), ask(two, me, waiting));
  expect(await toldTo(me)).toEqual([`${kind} ${two}`, `${kind} ${one}`]);
  await house.tell(ask(one, me, accepted, 2), ask(two, me, 'ENDED', 2));
  await house.tell(ask(one, me, waiting), ask(two, me, waiting));
  expect([await toldTo(me), await toldTo(one), await toldTo(two)]).toEqual([[], [`${kind}_ACCEPTED ${me}`], []]);
});

test('a block takes back what either was told of the other, and tells nothing more; others are heard as before', async () => {
  const [me, blocked, other] = [person(), person(), person()];
  await house.tell(follows(blocked, me), follows(me, blocked), follows(other, me));
  await house.tell(blocks(me, blocked));
  await house.tell(likes(blocked, postOf(me)), likes(me, postOf(blocked)), likes(other, postOf(blocked)));
  expect([await toldTo(me), await toldTo(blocked)]).toEqual([[`FOLLOW ${other}`], [`REACTION ${other}`]]);
  await house.tell(blocks(me, blocked, 2, false));
  await house.tell(likes(blocked, postOf(me)));
  expect(await toldTo(me)).toEqual([`REACTION ${blocked}`, `FOLLOW ${other}`]);
});

test('a mute with notifications silences one side until it ends; one without silences nothing', async () => {
  const [me, muted, feedOnly] = [person(), person(), person()];
  await house.tell(follows(muted, me), follows(me, muted), follows(feedOnly, me));
  await house.tell(mutes(me, muted, { until: new Date(Date.now() + 3_600_000) }), mutes(me, feedOnly, { notifications: false }));
  await house.tell(likes(muted, postOf(me)), likes(feedOnly, postOf(me)));
  expect([await toldTo(me), await toldTo(muted)]).toEqual([[`REACTION ${feedOnly}`, `FOLLOW ${feedOnly}`], [`FOLLOW ${me}`]]);
  await house.tell(mutes(me, muted, { until: new Date(0), version: 2 }));
  await house.tell(likes(muted, postOf(me)));
  expect((await toldTo(me))[0]).toBe(`REACTION ${muted}`);
});

test('nothing is told of who is not there, and nothing kept of who is deleted', async () => {
  const [me, absent] = [person(), person()];
  await house.tell(follows(absent, me), follows(me, absent));
  await house.tell(account(absent, 'DEACTIVATED'));
  await house.tell(likes(absent, postOf(me)));
  expect(await toldTo(me)).toEqual([]);
  await house.tell(account(absent, 'DELETED', 2));
  expect(await house.deps.db.notification.count({ where: { recipientId: absent } })).toBe(0);
});
