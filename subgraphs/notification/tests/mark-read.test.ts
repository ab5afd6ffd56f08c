import { newId } from '@ejazz/platform/ids/id';
import { type NotificationHouse, person, startNotificationService } from './notification-service';
import { follows, likes, postOf } from './world';

let house: NotificationHouse;
beforeAll(async () => {
  house = await startNotificationService();
});
afterAll(() => house.stop());

const mark = `
  mutation Mark($input: MarkNotificationsReadInput!) {
    markNotificationsRead(input: $input) { unreadNotificationCount userErrors { code field } }
  }`;

/** Somebody with so many notifications; their ids, oldest first. */
async function somebodyTold(times: number) {
  const me = person();
  for (let index = 0; index < times; index += 1) await house.tell(follows(person(), me));
  const { data } = await house.as(me).ask('{ viewer { notifications(first: 100) { nodes { id } } } }');
  return { me, ids: data.viewer.notifications.nodes.map(({ id }: { id: string }) => id).reverse() as string[] };
}

async function readOf(me: string): Promise<Record<string, boolean>> {
  const { data } = await house.as(me).ask('{ viewer { notifications(first: 100) { nodes { id isRead } } } }');
  return Object.fromEntries(data.viewer.notifications.nodes.map(({ id, isRead }: { id: string; isRead: boolean }) => [id, isRead]));
}

test('marks all up to one of them', async () => {
  const { me, ids } = await somebodyTold(4);
  const { data } = await house.as(me).ask(mark, { input: { upTo: ids[2] } });
  expect(data.markNotificationsRead).toEqual({ unreadNotificationCount: 1, userErrors: [] });
  expect(Object.values(await readOf(me)).filter(Boolean)).toHaveLength(3);
  expect((await readOf(me))[ids[3] ?? '']).toBe(false);
});

test('marks some by their ids, and those that are read already make no difference', async () => {
  const { me, ids } = await somebodyTold(4);
  const input = { ids: [ids[1], ids[3], ids[3]] };
  for (let again = 0; again < 2; again += 1) {
    const { data } = await house.as(me).ask(mark, { input });
    expect(data.markNotificationsRead).toEqual({ unreadNotificationCount: 2, userErrors: [] });
  }
});

test('marks what was withdrawn too, so that it does not come back as news', async () => {
  const [me, other] = [person(), person()];
  const post = postOf(me);
  await house.tell(likes(other, post), follows(other, me));
  const { data } = await house.as(me).ask('{ viewer { notifications { nodes { id } } } }');
  await house.tell(likes(other, post, 2, false));
  const marked = await house.as(me).ask(mark, { input: { upTo: data.viewer.notifications.nodes[0].id } });
  expect(marked.data.markNotificationsRead.unreadNotificationCount).toBe(0);
  await house.tell(likes(other, post, 3));
  expect(Object.values(await readOf(me))).toEqual([true, true]);
});

test("refuses what is nobody's or somebody else's, and then marks nothing", async () => {
  const [mine, theirs] = [await somebodyTold(2), await somebodyTold(1)];
  for (const [input, code, field] of [
    [{ upTo: theirs.ids[0] }, 'NOTIFICATION_NOT_FOUND', ['input', 'upTo']],
    [{ upTo: newId('ntf') }, 'NOTIFICATION_NOT_FOUND', ['input', 'upTo']],
    [{ upTo: mine.ids[1], ids: [theirs.ids[0]] }, 'NOTIFICATION_NOT_FOUND', ['input', 'ids']],
    [{}, 'NOTHING_NAMED', ['input']],
    [{ ids: Array.from({ length: 101 }, () => newId('ntf')) }, 'TOO_MANY_IDS', ['input', 'ids']],
  ] as const) {
    const { data } = await house.as(mine.me).ask(mark, { input });
    expect(data.markNotificationsRead).toEqual({ unreadNotificationCount: null, userErrors: [{ code, field }] });
  }
  expect(Object.values(await readOf(mine.me))).toEqual([false, false]);
  expect(Object.values(await readOf(theirs.me))).toEqual([false]);
});

test('needs a signed-in person', async () => {
  const { errors } = await house.as(undefined).ask(mark, { input: { ids: [] } });
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

test('counts right while people are told at the same time', async () => {
  const { me, ids } = await somebodyTold(10);
  await Promise.all([
    ...Array.from({ length: 20 }, () => house.tell(follows(person(), me))),
    ...ids.map((id) => house.as(me).ask(mark, { input: { ids: [id] } })),
  ]);
  const { data } = await house.as(me).ask('{ viewer { unreadNotificationCount } }');
  expect(data.viewer.unreadNotificationCount).toBe(20);
  expect(Object.values(await readOf(me)).filter((isRead) => !isRead)).toHaveLength(20);
});
