import { newId } from '@ejazz/platform/ids/id';
import { currentScope, inRequestScope } from '@ejazz/platform/request/scope';
import type { Answer } from '@ejazz/testing/subgraph-people';
import { type NotificationHouse, person, startNotificationService } from './notification-service';
import { comments, deletes, follows, likes, postOf, uncomments } from './world';

let house: NotificationHouse;
beforeAll(async () => {
  house = await startNotificationService();
});
afterAll(() => house.stop());

const list = `
  query List($first: Int! = 20, $after: String) {
    viewer {
      unreadNotificationCount
      notifications(first: $first, after: $after) {
        nodes { id kind isRead occurredAt actor { id } post { id } comment { id } }
        edges { cursor }
        pageInfo { hasNextPage endCursor }
      }
    }
  }`;

async function toldTo(userId: string): Promise<{ kind: string; actor: { id: string }; post: { id: string } | null; id: string; isRead: boolean }[]> {
  const { data, errors } = await house.as(userId).ask(list);
  expect(errors).toBeUndefined();
  const { notifications, unreadNotificationCount } = data.viewer;
  expect(unreadNotificationCount).toBe(notifications.nodes.filter(({ isRead }: { isRead: boolean }) => !isRead).length);
  return notifications.nodes;
}
const kindsTo = async (userId: string) => (await toldTo(userId)).map(({ kind }) => kind);

describe('what people are told', () => {
  test('who follows them, likes their posts and comments on them, latest first', async () => {
    const [me, other] = [person(), person()];
    const post = postOf(me);
    const commentId = newId('cmt');
    await house.tell(follows(other, me));
    await house.tell(likes(other, post));
    await house.tell(comments(other, post, commentId));
    expect(await toldTo(me)).toMatchObject([
      { kind: 'COMMENT', actor: { id: other }, post: { id: post.postId }, comment: { id: commentId }, isRead: false },
      { kind: 'REACTION', actor: { id: other }, post: { id: post.postId }, comment: null },
      { kind: 'FOLLOW', actor: { id: other }, post: null, comment: null },
    ]);
  });

  test('never what they did themselves', async () => {
    const me = person();
    const post = postOf(me);
    await house.tell(likes(me, post), comments(me, post), follows(me, person()));
    expect(await toldTo(me)).toEqual([]);
  });

  test('a like that is taken back and given again once, in its old place', async () => {
    const [me, one, two] = [person(), person(), person()];
    const post = postOf(me);
    await house.tell(likes(one, post));
    const [first] = await toldTo(me);
    await house.tell(likes(two, post));
    await house.tell(likes(one, post, 2, false));
    expect((await toldTo(me)).map(({ actor }) => actor.id)).toEqual([two]);
    await house.tell(likes(one, post, 3));
    expect((await toldTo(me)).map(({ actor }) => actor.id)).toEqual([two, one]);
    expect((await toldTo(me))[1]?.id).toBe(first?.id);
  });

  test('nothing that was undone before it was heard of, and it once it is done again', async () => {
    const [me, other] = [person(), person()];
    await house.tell(follows(other, me, 2, false));
    await house.tell(follows(other, me, 1));
    expect(await toldTo(me)).toEqual([]);
    await house.tell(follows(other, me, 3));
    expect(await kindsTo(me)).toEqual(['FOLLOW']);
  });

  test('nothing more of a comment that is deleted, whichever is heard of first', async () => {
    const [me, other] = [person(), person()];
    const post = postOf(me);
    const [early, late] = [newId('cmt'), newId('cmt')];
    await house.tell(comments(other, post, late), uncomments(post, early));
    expect(await kindsTo(me)).toEqual(['COMMENT']);
    await house.tell(uncomments(post, late));
    await house.tell(comments(other, post, early));
    expect(await toldTo(me)).toEqual([]);
  });

  test('nothing more of a post that is deleted, whichever is heard of first', async () => {
    const [me, other] = [person(), person()];
    const post = postOf(me);
    await house.tell(follows(other, me), likes(other, post), comments(other, post), comments(other, post));
    await house.tell(deletes(post));
    await house.tell(likes(person(), post), comments(person(), post));
    expect(await kindsTo(me)).toEqual(['FOLLOW']);
  });

  test('a whole batch takes the same number of statements as one event', async () => {
    const [me, you] = [person(), person()];
    const statements = (work: () => Promise<unknown>) =>
      inRequestScope('statements-of-a-batch', async () => {
        await work();
        return currentScope()?.statements;
      });
    const one = await statements(() => house.tell(likes(person(), postOf(me))));
    const many = await statements(() => house.tell(...Array.from({ length: 200 }, (_, index) => likes(person(), postOf(index % 2 ? me : you)))));
    expect(many).toBe(one);
    const { data } = await house.as(me).ask(list);
    expect(data.viewer.unreadNotificationCount).toBe(101);
  });
});

describe('the list', () => {
  test('is walked in pages without leaving out or repeating anything', async () => {
    const me = person();
    for (let index = 0; index < 7; index += 1) await house.tell(follows(person(), me));
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data, statements }: Answer = await house.as(me).ask(list, { first: 3, after });
      const { nodes, pageInfo } = data.viewer.notifications;
      seen.push(...nodes.map(({ id }: { id: string }) => id));
      expect(statements).toBe(2);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual((await toldTo(me)).map(({ id }) => id));
    expect(seen).toHaveLength(7);
  });

  test("refuses a cursor that is not its own, or another person's", async () => {
    const [me, other] = [person(), person()];
    await house.tell(follows(other, me));
    const { data } = await house.as(me).ask(list);
    const [{ cursor }] = data.viewer.notifications.edges;
    for (const [who, after] of [
      [me, 'nonsense'],
      [other, cursor],
    ]) {
      const answer = await house.as(who).ask(list, { after });
      expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });

  test('is nobody else’s: not by id, not by a representation of the viewer, not for visitors', async () => {
    const [me, other] = [person(), person()];
    await house.tell(follows(other, me));
    const [mine] = await toldTo(me);
    const entities = `query ($id: ID!, $me: ID!) {
      _entities(representations: [{ __typename: "Notification", id: $id }, { __typename: "Viewer", id: $me }]) {
        ... on Notification { id kind } ... on Viewer { unreadNotificationCount }
      }
    }`;
    const variables = { id: mine?.id, me };
    expect((await house.as(me).ask(entities, variables)).data._entities).toEqual([{ id: mine?.id, kind: 'FOLLOW' }, { unreadNotificationCount: 1 }]);
    for (const stranger of [other, undefined]) expect((await house.as(stranger).ask(entities, variables)).data._entities).toEqual([null, null]);
    await house.tell(follows(other, me, 2, false));
    expect((await house.as(me).ask(entities, variables)).data._entities[0]).toBeNull();
    expect((await house.as(undefined).ask(list)).data.viewer).toBeNull();
  });
});
