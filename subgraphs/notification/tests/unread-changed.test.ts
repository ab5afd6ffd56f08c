import { type NotificationHouse, person, startNotificationService } from './notification-service';
import { deletes, follows, likes, postOf } from './world';

let house: NotificationHouse;
beforeAll(async () => {
  house = await startNotificationService();
});
afterAll(() => house.stop());

const changed = 'subscription { unreadNotificationsChanged { id unreadNotificationCount } }';

test('tells how many are unread: now, and whenever something is told, read, undone or deleted', async () => {
  const [me, actor] = [person(), person()];
  await house.tell(follows(actor, me));
  const states = house.as(me).subscribe(changed);
  expect(await states.next()).toEqual({ id: me, unreadNotificationCount: 1 });
  const post = postOf(me);
  await house.tell(likes(person(), post));
  expect(await states.next()).toEqual({ id: me, unreadNotificationCount: 2 });
  await house.tell(follows(actor, me, 2, false));
  expect(await states.next()).toEqual({ id: me, unreadNotificationCount: 1 });
  await house.tell(deletes(post));
  expect(await states.next()).toEqual({ id: me, unreadNotificationCount: 0 });
  await house.tell(follows(person(), me));
  expect(await states.next()).toEqual({ id: me, unreadNotificationCount: 1 });
  const { data } = await house.as(me).ask('{ viewer { notifications { nodes { id } } } }');
  await house.as(me).ask('mutation($id: ID!) { markNotificationsRead(input: { upTo: $id }) { userErrors { code } } }', {
    id: data.viewer.notifications.nodes[0].id,
  });
  expect(await states.next()).toEqual({ id: me, unreadNotificationCount: 0 });
  await states.stop();
});

test('is for people who are signed in', async () => {
  await expect(house.as(undefined).subscribe(changed).next()).rejects.toThrow('UNAUTHENTICATED');
});
