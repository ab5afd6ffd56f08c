import { type NotificationHouse, person, startNotificationService } from './notification-service';
import { account, comments, follows, likes, postOf } from './world';

let house: NotificationHouse;
beforeAll(async () => {
  house = await startNotificationService();
});
afterAll(() => house.stop());

const change = `mutation ($input: UpdateNotificationPreferencesInput!) {
  updateNotificationPreferences(input: $input) { preferences { kind inApp } userErrors { code field message } }
}`;
const choose = async (me: string, ...preferences: { kind: string; inApp: string }[]) =>
  (await house.as(me).ask(change, { input: { preferences } })).data.updateNotificationPreferences;

async function preferencesOf(me: string): Promise<Record<string, string>> {
  const { data } = await house.as(me).ask('{ viewer { notificationPreferences { kind inApp } } }');
  return Object.fromEntries(data.viewer.notificationPreferences.map(({ kind, inApp }: { kind: string; inApp: string }) => [kind, inApp]));
}

async function toldTo(me: string): Promise<string[]> {
  const { data } = await house.as(me).ask('{ viewer { unreadNotificationCount notifications { nodes { kind actor { id } } } } }');
  const { nodes } = data.viewer.notifications;
  expect(data.viewer.unreadNotificationCount).toBe(nodes.length);
  return nodes.map(({ kind, actor }: { kind: string; actor: { id: string } }) => `${kind} ${actor.id}`);
}

test('everybody is told everything until they choose, and each kind has its preference', async () => {
  const preferences = await preferencesOf(person());
  expect(Object.keys(preferences)).toEqual(expect.arrayContaining(['FOLLOW', 'REACTION', 'COMMENT', 'FRIEND_REQUEST']));
  expect(new Set(Object.values(preferences))).toEqual(new Set(['EVERYONE']));
});

test('a choice changes what it names and leaves the rest, of oneself alone', async () => {
  const [me, other] = [person(), person()];
  await choose(me, { kind: 'COMMENT', inApp: 'NOBODY' });
  const { preferences, userErrors } = await choose(me, { kind: 'REACTION', inApp: 'FOLLOWED' }, { kind: 'FOLLOW', inApp: 'EVERYONE' });
  expect(userErrors).toEqual([]);
  expect(preferences).toHaveLength(Object.keys(await preferencesOf(me)).length);
  expect(await preferencesOf(me)).toMatchObject({ COMMENT: 'NOBODY', REACTION: 'FOLLOWED', FOLLOW: 'EVERYONE' });
  expect((await preferencesOf(other)).COMMENT).toBe('EVERYONE');
});

test('of what one wants to hear from nobody nothing is told, and not later either; what was told stays', async () => {
  const [me, fan, late] = [person(), person(), person()];
  const post = postOf(me);
  await house.tell(likes(fan, post));
  await choose(me, { kind: 'REACTION', inApp: 'NOBODY' });
  await house.tell(likes(late, post), comments(late, post));
  expect(await toldTo(me)).toEqual([`COMMENT ${late}`, `REACTION ${fan}`]);
  await choose(me, { kind: 'REACTION', inApp: 'EVERYONE' });
  expect(await toldTo(me)).toHaveLength(2);
});

test('from those whom one follows alone: they are heard, strangers and those one has left are not', async () => {
  const [me, friend, stranger, former] = [person(), person(), person(), person()];
  const post = postOf(me);
  await choose(me, { kind: 'REACTION', inApp: 'FOLLOWED' });
  await house.tell(follows(me, friend), follows(me, former), follows(stranger, me));
  await house.tell(follows(me, former, 2, false));
  await house.tell(likes(stranger, post), likes(former, post), likes(friend, post));
  expect(await toldTo(me)).toEqual([`REACTION ${friend}`, `FOLLOW ${stranger}`]);
});

test.each([
  ['no kind', []],
  ['one kind twice', ['COMMENT', 'COMMENT']],
])('a choice that names %s is refused and changes nothing', async (_what, kinds) => {
  const me = person();
  const { preferences, userErrors } = await choose(me, ...kinds.map((kind) => ({ kind, inApp: 'NOBODY' })));
  expect(preferences).toBeNull();
  expect(userErrors).toMatchObject([{ code: 'KINDS_NOT_DISTINCT', field: ['input', 'preferences'] }]);
  expect(new Set(Object.values(await preferencesOf(me)))).toEqual(new Set(['EVERYONE']));
});

test('nothing is kept of what somebody chose whose account is deleted', async () => {
  const me = person();
  await choose(me, { kind: 'COMMENT', inApp: 'NOBODY' });
  await house.tell(account(me, 'DEACTIVATED'));
  expect((await preferencesOf(me)).COMMENT).toBe('NOBODY');
  await house.tell(account(me, 'DELETED', 2));
  expect(await house.deps.db.preference.count({ where: { userId: me } })).toBe(0);
});
