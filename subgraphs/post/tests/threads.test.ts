import { blockChanged } from '@ejazz/events/user';
import fc from 'fast-check';
import type { CommentSort } from '../src/domain/comment-lists';
import { createComment } from '../src/domain/create-comment';
import { createPost } from '../src/domain/create-post';
import { deleteComment } from '../src/domain/delete-comment';
import { addReaction } from '../src/domain/reactions/react';
import { type PostHouse, person, startPostService, value } from './post-service';

let house: PostHouse;
beforeAll(async () => {
  house = await startPostService();
});
afterAll(() => house.stop());

const newPost = async () => value(await createPost(house.deps, person(), { text: 'Say something' }));
const write = async (postId: string, parentId?: string, authorId = person()) =>
  value(await createComment(house.deps, authorId, { postId, parentId, text: 'Nice' })).comment?.id ?? '';

interface Item {
  readonly __typename: string;
  readonly id: string;
  readonly replyCount: number;
}

const item = '__typename id replyCount';
const page = `edges { node { ${item} } } pageInfo { hasNextPage endCursor } totalCount`;
const below = {
  post: `query($id: ID!, $sort: CommentSort! = OLDEST, $first: Int! = 100, $after: String) { post(id: $id) { comments(sort: $sort, first: $first, after: $after) { ${page} } } }`,
  comment: `query($id: ID!, $sort: CommentSort! = OLDEST, $first: Int! = 100, $after: String) {
    _entities(representations: [{ __typename: "Comment", id: $id }]) { ... on Comment { replies(sort: $sort, first: $first, after: $after) { ${page} } } }
  }`,
};
async function listed(id: string, { sort = 'OLDEST' as CommentSort, first = 100, who = undefined as string | undefined } = {}): Promise<Item[]> {
  const items: Item[] = [];
  let after: string | null = null;
  for (let more = true; more; ) {
    const { data } = await house.as(who).ask(id.startsWith('pst') ? below.post : below.comment, { id, sort, first, after });
    const { edges, pageInfo } = data.post?.comments ?? data._entities[0].replies;
    items.push(...edges.map(({ node }: { node: Item }) => node));
    after = pageInfo.endCursor;
    more = pageInfo.hasNextPage;
  }
  return items;
}
const idsOf = (items: readonly Item[]) => items.map(({ id }) => id);

test('a comment answers another, at any depth, and is counted where it stands and at the post', async () => {
  const post = await newPost();
  const asker = person();
  const top = await write(post.id, undefined, asker);
  let parent = top;
  const chain = [top];
  for (let depth = 0; depth < 30; depth += 1) {
    parent = await write(post.id, parent);
    chain.push(parent);
  }
  expect(idsOf(await listed(post.id))).toEqual([top]);
  expect(idsOf(await listed(chain[28] ?? ''))).toEqual([chain[29]]);
  const { data } = await house.anonymous.ask(
    `query($post: ID!, $id: ID!) {
      post(id: $post) { commentCount comments { totalCount } }
      _entities(representations: [{ __typename: "Comment", id: $id }]) { ... on Comment { replyCount parent { id parent { id } } replies { totalCount } } }
    }`,
    { post: post.id, id: chain[2] },
  );
  expect(data.post).toEqual({ commentCount: 31, comments: { totalCount: 31 } });
  expect(data._entities).toEqual([{ replyCount: 1, parent: { id: chain[1], parent: { id: top } }, replies: { totalCount: 1 } }]);
  expect(await house.told('comment.created')).toContainEqual(expect.objectContaining({ commentId: chain[1], parentId: top, parentAuthorId: asker }));
});

test('what is answered must be below the same post, and there', async () => {
  const [post, other] = [await newPost(), await newPost()];
  const gone = await write(post.id, undefined, post.authorId);
  value(await deleteComment(house.deps, post.authorId, gone));
  for (const parentId of [await write(other.id), gone, 'cmt_01jx0000000000000000000000', 'nonsense', post.id]) {
    const { data } = await house
      .as(person())
      .ask('mutation($input: CreateCommentInput!) { createComment(input: $input) { comment { id } userErrors { code field } } }', {
        input: { postId: post.id, parentId, text: 'Lost' },
      });
    expect(data.createComment).toEqual({ comment: null, userErrors: [{ code: 'PARENT_NOT_FOUND', field: ['input', 'parentId'] }] });
  }
});

test('a deleted comment leaves its place where others answered it, until the last answer is gone too', async () => {
  const { id: postId, authorId } = await newPost();
  const top = await write(postId);
  const middle = await write(postId, top);
  const last = await write(postId, middle);
  const liveCursor = (await house.anonymous.ask('query($id: ID!) { post(id: $id) { comments { liveCursor } } }', { id: postId })).data.post.comments
    .liveCursor;
  const changed = `subscription($postId: ID!, $after: String) {
    commentsChanged(postId: $postId, after: $after) { ... on CommentDeleted { commentId placeholder { ${item} } } }
  }`;
  const events = house.anonymous.subscribe(changed, { postId, after: liveCursor });
  for (const id of [top, middle]) {
    value(await deleteComment(house.deps, authorId, id));
    expect(await events.next()).toEqual({ commentId: id, placeholder: { __typename: 'UnavailableComment', id, replyCount: 1 } });
  }
  expect(await listed(postId)).toEqual([{ __typename: 'UnavailableComment', id: top, replyCount: 1 }]);
  const { data } = await house.anonymous.ask(
    `query($id: ID!) { post(id: $id) { comments { nodes { ... on UnavailableComment { replies { nodes { ${item} ... on UnavailableComment { replies { nodes { ${item} parent { id } } } } } } } } } } }`,
    { id: postId },
  );
  const [{ replies }] = data.post.comments.nodes;
  expect(replies.nodes).toMatchObject([{ __typename: 'UnavailableComment', id: middle, replies: { nodes: [{ id: last, parent: { id: middle } }] } }]);
  expect((await house.anonymous.ask(below.comment, { id: middle })).data._entities).toEqual([null]);
  value(await deleteComment(house.deps, authorId, last));
  expect(await events.next()).toEqual({ commentId: last, placeholder: null });
  expect(await listed(postId)).toEqual([]);
  await events.stop();
});

test('a comment of somebody out of reach is shown as a deleted one is, for the sake of its answers alone', async () => {
  const { id } = await newPost();
  const [me, blocked] = [person(), person()];
  const [answered, alone] = [await write(id, undefined, blocked), await write(id, undefined, blocked)];
  const answer = await write(id, answered);
  await house.tell(blockChanged, { blockerId: me, blockedId: blocked, blocking: true, version: 1 });
  expect(await listed(id, { who: me })).toEqual([{ __typename: 'UnavailableComment', id: answered, replyCount: 1 }]);
  expect(idsOf(await listed(id))).toEqual([answered, alone]);
  const { data } = await house
    .as(me)
    .ask('query($id: ID!) { _entities(representations: [{ __typename: "Comment", id: $id }]) { ... on Comment { id parent { __typename id } } } }', {
      id: answer,
    });
  expect(data._entities).toEqual([{ id: answer, parent: { __typename: 'UnavailableComment', id: answered } }]);
});

test.each(['OLDEST', 'NEWEST', 'MOST_REACTED'] as const)('comments are read %s first, page by page, at every level', async (sort) => {
  const { id: postId } = await newPost();
  const top = await write(postId);
  for (const below of [postId, top]) {
    const ids = below === postId ? [top] : [];
    for (let count = 0; count < 5; count += 1) ids.push(await write(postId, below === postId ? undefined : below));
    for (const [place, id] of ids.entries())
      for (let times = 0; times < (place * 2) % 5; times += 1) value(await addReaction(house.deps, person(), id));
    const reactions = new Map(
      (await house.deps.db.comment.findMany({ where: { id: { in: ids } } })).map(({ id, reactionCount }) => [id, reactionCount]),
    );
    const orders = {
      OLDEST: [...ids].sort(),
      NEWEST: [...ids].sort().reverse(),
      MOST_REACTED: [...ids]
        .sort()
        .reverse()
        .sort((one, other) => (reactions.get(other) ?? 0) - (reactions.get(one) ?? 0)),
    };
    expect(idsOf(await listed(below, { sort, first: 2 }))).toEqual(orders[sort]);
  }
});

test('whoever answers and deletes at once, what is counted is what is shown', async () => {
  const action = fc.record({ delete: fc.boolean(), which: fc.nat() });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(action, { minLength: 1, maxLength: 5 }), { maxLength: 6 }), async (rounds) => {
      const { id: postId, authorId } = await newPost();
      const written = [await write(postId)];
      for (const round of rounds) {
        await Promise.all(
          round.map(async ({ delete: away, which }) => {
            const target = written[which % written.length] ?? '';
            if (away) await deleteComment(house.deps, authorId, target);
            else {
              const { value: made } = await createComment(house.deps, authorId, { postId, parentId: which % 4 === 0 ? null : target, text: 'Nice' });
              if (made?.comment) written.push(made.comment.id);
            }
          }),
        );
      }
      const rows = await house.deps.db.comment.findMany({ where: { postId } });
      const shown = (id: string): boolean =>
        rows.some((row) => row.id === id && (row.deletedAt === null || rows.some((reply) => reply.belowId === id && shown(reply.id))));
      const walk = async (id: string): Promise<Item[]> => {
        const items = await listed(id, { who: authorId });
        return [...items, ...(await Promise.all(items.filter(({ __typename }) => __typename === 'Comment').map((one) => walk(one.id)))).flat()];
      };
      for (const row of rows)
        expect([row.id, row.replyCount]).toEqual([row.id, rows.filter((reply) => reply.belowId === row.id && shown(reply.id)).length]);
      const alive = rows.filter(({ deletedAt }) => deletedAt === null);
      expect(await house.deps.db.post.findUniqueOrThrow({ where: { id: postId } })).toMatchObject({ commentCount: alive.length });
      const seen = await walk(postId);
      expect(new Set(idsOf(seen)).size).toBe(seen.length);
      for (const { id, __typename } of seen) expect([shown(id), alive.some((row) => row.id === id)]).toEqual([true, __typename === 'Comment']);
    }),
    { numRuns: 6 },
  );
});
