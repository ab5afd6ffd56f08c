import { newId } from '@ejazz/platform/ids/id';
import { type NotificationHouse, person, startNotificationService } from './notification-service';
import { blocks, comments, deletes, follows, likes, type Post, postOf } from './world';

const hour = 3_600_000;
let ahead = 0;
let house: NotificationHouse;
beforeAll(async () => {
  house = await startNotificationService({ clock: { now: () => new Date(Date.now() + ahead) } });
});
afterAll(() => house.stop());
beforeEach(() => {
  ahead = 0;
});

interface Group {
  readonly id: string;
  readonly kind: string;
  readonly post: { readonly id: string } | null;
  readonly actors: readonly { readonly id: string }[];
  readonly actorCount: number;
  readonly unreadCount: number;
  readonly notifications: { readonly nodes: readonly { readonly id: string; readonly actor: { readonly id: string } }[] };
}

const fields = `id kind post { id } actors { id } actorCount unreadCount occurredAt
  notifications(first: 10) { nodes { id actor { id } group { id } } pageInfo { hasNextPage } }`;

async function page(me: string, first = 20, after?: string) {
  const { data, errors, statements } = await house.as(me).ask(
    `query ($first: Int!, $after: String) {
      viewer { notificationGroups(first: $first, after: $after) { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }
    }`,
    { first, after },
  );
  expect(errors).toBeUndefined();
  const { nodes, pageInfo } = data.viewer.notificationGroups as { nodes: Group[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  return { nodes, pageInfo, statements };
}
const groupsOf = async (me: string) => (await page(me)).nodes;
const summary = ({ kind, post, actors, actorCount, unreadCount }: Group) => ({
  kind,
  post: post?.id,
  actors: actors.map(({ id }) => id),
  actorCount,
  unreadCount,
});
const fans = (count: number) => Array.from({ length: count }, person);

describe('the groups of what somebody was told', () => {
  test('are one for each kind and thing, the one that had something last first, with who did it last', async () => {
    const [me, [a = '', b = '', c = '', d = '', e = '']] = [person(), fans(5)];
    const [one, other] = [postOf(me), postOf(me)];
    await house.tell(likes(a, one), likes(b, one), likes(c, one));
    await house.tell(follows(d, me), likes(a, other), comments(a, one), comments(a, one));
    await house.tell(likes(d, one), follows(e, me));
    expect((await groupsOf(me)).map(summary)).toEqual([
      { kind: 'FOLLOW', post: undefined, actors: [e, d], actorCount: 2, unreadCount: 2 },
      { kind: 'REACTION', post: one.postId, actors: [d, c, b], actorCount: 4, unreadCount: 4 },
      { kind: 'COMMENT', post: one.postId, actors: [a], actorCount: 1, unreadCount: 2 },
      { kind: 'REACTION', post: other.postId, actors: [a], actorCount: 1, unreadCount: 1 },
    ]);
    expect((await groupsOf(me))[1]?.notifications.nodes.map(({ actor }) => actor.id)).toEqual([d, c, b, a]);
  });

  test('take in what comes within a day, and then another begins', async () => {
    const [me, [a = '', b = '', c = '']] = [person(), fans(3)];
    const post = postOf(me);
    await house.tell(likes(a, post));
    ahead = 23 * hour;
    await house.tell(likes(b, post));
    ahead = 25 * hour;
    await house.tell(likes(c, post));
    expect((await groupsOf(me)).map(({ actors }) => actors.map(({ id }) => id))).toEqual([[c], [b, a]]);
  });

  test('hold nothing that was undone, deleted or silenced, and vanish with the last of it', async () => {
    const [me, [a = '', b = '', c = '']] = [person(), fans(3)];
    const post = postOf(me);
    await house.tell(likes(a, post), likes(b, post), likes(c, post), follows(a, me));
    await house.tell(likes(c, post, 2, false), blocks(me, b));
    expect((await groupsOf(me)).map(summary)).toMatchObject([{ kind: 'FOLLOW' }, { kind: 'REACTION', actors: [a], actorCount: 1, unreadCount: 1 }]);
    await house.tell(deletes(post));
    expect((await groupsOf(me)).map(({ kind }) => kind)).toEqual(['FOLLOW']);
  });

  test('come page by page, each once, in as many statements whatever they hold', async () => {
    const me = person();
    const posts: Post[] = Array.from({ length: 5 }, () => postOf(me));
    for (const [index, post] of posts.entries()) await house.tell(...fans(index + 1).map((fan) => likes(fan, post)));
    const [first, all] = [await page(me, 2), await page(me)];
    const second = await page(me, 2, first.pageInfo.endCursor);
    const third = await page(me, 2, second.pageInfo.endCursor);
    expect([...first.nodes, ...second.nodes, ...third.nodes]).toEqual(all.nodes);
    expect([first, second, third].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, true, false]);
    expect(all.nodes.map(({ actorCount }) => actorCount)).toEqual([5, 4, 3, 2, 1]);
  });

  test('are refused with the cursor of somebody else', async () => {
    const [me, other] = [person(), person()];
    await house.tell(follows(other, me), follows(person(), me, 1), likes(me, postOf(other)));
    const { pageInfo } = await page(me, 1);
    const { errors } = await house
      .as(other)
      .ask('query ($after: String) { viewer { notificationGroups(after: $after) { nodes { id } } } }', { after: pageInfo.endCursor });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('one group', () => {
  const entity = 'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on NotificationGroup { id actorCount } } }';
  const lookUp = async (me: string | undefined, id: string) =>
    (await house.as(me).ask(entity, { representations: [{ __typename: 'NotificationGroup', id }] })).data._entities[0];

  test('is seen by whom it was told alone, and as long as it holds something', async () => {
    const [me, fan] = [person(), person()];
    const post = postOf(me);
    await house.tell(likes(fan, post));
    const [group] = await groupsOf(me);
    expect(await lookUp(me, group?.id ?? '')).toEqual({ id: group?.id, actorCount: 1 });
    for (const nobody of [fan, undefined]) expect(await lookUp(nobody, group?.id ?? '')).toBeNull();
    await house.tell(likes(fan, post, 2, false));
    expect(await lookUp(me, group?.id ?? '')).toBeNull();
  });

  const mark = 'mutation ($ids: [ID!]) { markNotificationsRead(input: { groupIds: $ids }) { unreadNotificationCount userErrors { code field } } }';

  test('is marked as read as a whole, and what comes to it later is unread', async () => {
    const [me, post] = [person(), postOf('')];
    const mine = { ...post, postAuthorId: me };
    await house.tell(...fans(3).map((fan) => likes(fan, mine)), follows(person(), me));
    const [, group] = await groupsOf(me);
    const { data } = await house.as(me).ask(mark, { ids: [group?.id] });
    expect(data.markNotificationsRead).toEqual({ unreadNotificationCount: 1, userErrors: [] });
    await house.tell(likes(person(), mine));
    expect((await groupsOf(me)).map(({ unreadCount, actorCount }) => [unreadCount, actorCount])).toEqual([
      [1, 4],
      [1, 1],
    ]);
  });

  test('is not marked by anybody else, and then nothing is', async () => {
    const [me, other] = [person(), person()];
    await house.tell(follows(other, me), follows(me, other));
    const [mine, theirs] = [(await groupsOf(me))[0], (await groupsOf(other))[0]];
    for (const ids of [[mine?.id, theirs?.id], [newId('ngr')]]) {
      const { data } = await house.as(me).ask(mark, { ids });
      expect(data.markNotificationsRead.userErrors).toEqual([{ code: 'NOTIFICATION_NOT_FOUND', field: ['input', 'groupIds'] }]);
    }
    expect((await groupsOf(me)).map(({ unreadCount }) => unreadCount)).toEqual([1]);
  });
});
