import { eventually } from '@ejazz/testing/eventually';
import type { GraphClient } from '@ejazz/testing/graph-client';
import { startHouse, type TestHouse } from '@ejazz/testing/house';
import { operation } from '@ejazz/testing/operations';
import { type Person, signUp } from '@ejazz/testing/people';
import { cellOf, sightings } from './paths';
import { type Circle, createCircle, done, newPost } from './people';
import { permissions, readTable } from './table';

let house: TestHouse;
let circles: Readonly<Record<'open' | 'private', Circle>>;
const opened: GraphClient[] = [];

beforeAll(async () => {
  house = await startHouse();
  circles = { open: await createCircle(house.url, 'open'), private: await createCircle(house.url, 'private') };
  for (const { backbone } of [house.user, house.media, house.post]) await backbone.settled();
}, 120_000);
afterAll(async () => {
  const viewers = Object.values(circles ?? {}).flatMap((circle) => Object.values(circle.viewers));
  await Promise.all([...viewers, ...opened].map((client) => client.close()));
  await house?.remove();
});

const { viewers, rows } = readTable(permissions);

test.each(rows)('$thing of a person whose account is $account is seen by those of the table, on every path', async ({ account, thing, cells }) => {
  const seen = await Promise.all(viewers.map(async (viewer) => [viewer, cellOf(await sightings(circles[account], thing, viewer))] as const));
  expect(Object.fromEntries(seen)).toEqual(cells);
});

async function person(name: string): Promise<Person> {
  const made = await signUp(house.url, name);
  opened.push(made);
  return made;
}

interface Told {
  readonly viewer: { readonly unreadNotificationCount: number; readonly notifications: { readonly nodes: readonly Notified[] } };
}
interface Notified {
  readonly kind: string;
  readonly actor: { readonly id: string } | null;
}
const toldTo = async (who: Person): Promise<string[]> => {
  const { viewer } = await who.data<Told>('{ viewer { unreadNotificationCount notifications { nodes { kind actor { id } } } } }');
  expect(viewer.unreadNotificationCount).toBe(viewer.notifications.nodes.length);
  return viewer.notifications.nodes.map(({ kind, actor }) => `${kind} ${actor?.id}`);
};
const sees = async (who: GraphClient, id: string) =>
  (await who.data<{ node: object | null }>('query ($id: ID!) { node(id: $id) { id ... on Post { text } ... on User { username } } }', { id }))
    .node !== null;

test('two people: one closes their account, the other asks, is let in, becomes a friend, and is blocked', async () => {
  const [mia, noah] = [await person('mia'), await person('noah')];
  await done(mia, 'UpdatePrivacy', { input: { isPrivate: true } });
  const open = await newPost(mia, 'For those whom I know');
  await eventually(async () => !(await sees(noah, open)));

  await done(noah, 'FollowUser', { id: mia.id });
  await eventually(async () => expect(await toldTo(mia)).toEqual([`FOLLOW_REQUEST ${noah.id}`]));
  await done(mia, 'ApproveFollowRequest', { id: noah.id });
  await eventually(async () => {
    expect(await sees(noah, open)).toBe(true);
    expect(await toldTo(noah)).toEqual([`FOLLOW_REQUEST_ACCEPTED ${mia.id}`]);
    expect(await toldTo(mia)).toEqual([`FOLLOW ${noah.id}`]);
  });

  await done(noah, 'SendFriendRequest', { id: mia.id });
  await eventually(async () => expect(await toldTo(mia)).toContain(`FRIEND_REQUEST ${noah.id}`));
  await done(mia, 'AcceptFriendRequest', { id: noah.id });
  const secret = await newPost(mia, 'For friends', { visibility: 'FRIENDS' });
  await eventually(async () => expect(await sees(noah, secret)).toBe(true));

  const live = noah.subscribe(operation('PostChanged'), { id: secret });
  await live.next();
  const { comment } = await done<{ comment: { id: string } }>(noah, 'CreateComment', { input: { postId: secret, text: 'Sweet' } });
  await eventually(async () => expect(await toldTo(mia)).toContain(`COMMENT ${noah.id}`));
  await done(mia, 'BlockUser', { id: noah.id });
  expect([await sees(mia, noah.id), await sees(noah, mia.id)]).toEqual([false, false]);
  await eventually(async () => {
    const document = 'query ($id: ID!) { post(id: $id) { comments { nodes { id } } } }';
    const { post } = await mia.data<{ post: { comments: { nodes: readonly object[] } } }>(document, { id: secret });
    expect(post.comments.nodes).toEqual([]);
    expect([await sees(noah, open), await sees(noah, secret), await sees(mia, comment.id)]).toEqual([false, false, false]);
    expect([await toldTo(mia), await toldTo(noah)]).toEqual([[], []]);
  });
  await expect(
    (async () => {
      for (;;) await live.next();
    })(),
  ).rejects.toThrow('NOT_FOUND');
});

test('three people: one writes, one mentions, answers and passes on, and the third, who follows that one, finds it', async () => {
  const [ada, ben, cleo] = [await person('ada'), await person('ben'), await person('cleo')];
  await done(cleo, 'FollowUser', { id: ben.id });
  // Only who is known by name can be mentioned.
  await house.user.backbone.settled();
  const original = await newPost(ada, 'First light #harbour', { contentWarning: 'Seagulls', language: 'en' });
  await done(ada, 'UpdatePost', { id: original, input: { text: 'First light at the #harbour' } });
  const { comment } = await done<{ comment: { id: string } }>(ada, 'CreateComment', { input: { postId: original, text: 'Who else was there?' } });
  await done(ben, 'CreateComment', { input: { postId: original, parentId: comment.id, text: 'I was, @ada and @cleo' } });
  await done(ben, 'AddReaction', { subjectId: comment.id, kind: 'LOVE' });
  await done(ben, 'CreateRepost', { postId: original });
  const quote = await newPost(ben, 'Look, @cleo', { quotedPostId: original });

  await eventually(async () => {
    expect((await toldTo(ada)).sort()).toEqual([`QUOTE ${ben.id}`, `REACTION ${ben.id}`, `REPLY ${ben.id}`, `REPOST ${ben.id}`]);
    expect(await toldTo(cleo)).toEqual([`MENTION ${ben.id}`, `MENTION ${ben.id}`]);
  });
  await eventually(async () => {
    const { viewer } = await cleo.data<{ viewer: { homeFeed: { edges: unknown[] } } }>(operation('HomeFeed'), { first: 10 });
    expect(viewer.homeFeed.edges).toMatchObject([
      { reason: 'FOLLOWING', node: { id: quote, quotedPost: { id: original, text: 'First light at the #harbour' } } },
      {
        reason: 'REPOST',
        repostedBy: [{ username: 'ben' }],
        node: { id: original, repostCount: 1, quoteCount: 1, facets: [{ hashtag: { name: 'harbour' } }] },
      },
    ]);
  });
  const { post } = await cleo.data<{ post: { revisions: { edges: unknown[] } } }>(operation('PostRevisions'), { id: original });
  expect(post.revisions.edges).toMatchObject([{ node: { text: 'First light #harbour', contentWarning: 'Seagulls' } }]);
  const replies = await cleo.data<{ node: { replies: { edges: unknown[] } } }>(operation('CommentReplies'), { id: comment.id });
  expect(replies.node.replies.edges).toMatchObject([
    { node: { author: { username: 'ben' }, facets: [{ user: { username: 'ada' } }, { user: { username: 'cleo' } }] } },
  ]);

  await done(ada, 'DeletePost', { id: original });
  await eventually(async () => {
    const { viewer } = await cleo.data<{ viewer: { homeFeed: { edges: unknown[] } } }>(operation('HomeFeed'), { first: 10 });
    expect(viewer.homeFeed.edges).toMatchObject([{ node: { id: quote, quotedPost: { id: original } } }]);
    expect(viewer.homeFeed.edges).toHaveLength(1);
    expect(await toldTo(ada)).toEqual([`QUOTE ${ben.id}`]);
    expect(await toldTo(cleo)).toEqual([`MENTION ${ben.id}`]);
  });
});
