import { createComment } from '../src/domain/create-comment';
import { createPost } from '../src/domain/create-post';
import { type PostHouse, person, startPostService, value } from './post-service';

let house: PostHouse;
beforeAll(async () => {
  house = await startPostService();
});
afterAll(() => house.stop());

const create = `mutation($input: CreateCommentInput!) {
  createComment(input: $input) {
    comment { id text author { id } post { id } viewerCanDelete }
    post { commentCount }
    clientRequestId
    userErrors { code field }
  }
}`;
const remove = 'mutation($id: ID!) { deleteComment(id: $id) { deletedCommentId post { commentCount } userErrors { code } } }';

const newPost = async (authorId = person()) => value(await createPost(house.deps, authorId, { text: 'Say something' }));
const newComment = async (authorId: string, postId: string) => value(await createComment(house.deps, authorId, { postId, text: 'Nice' }));

test('a comment comes back with its post, counted, and others are told', async () => {
  const post = await newPost();
  const actor = person();
  const { data } = await house.as(actor).ask(create, { input: { postId: post.id, text: ' Nice ', clientRequestId: 'c1' } });
  expect(data.createComment).toEqual({
    comment: { id: expect.stringMatching(/^cmt_/), text: 'Nice', author: { id: actor }, post: { id: post.id }, viewerCanDelete: true },
    post: { commentCount: 1 },
    clientRequestId: 'c1',
    userErrors: [],
  });
  expect(await house.told('comment.created')).toContainEqual({
    commentId: data.createComment.comment.id,
    postId: post.id,
    postAuthorId: post.authorId,
    parentId: null,
    parentAuthorId: null,
    mentionedIds: [],
    actorId: actor,
    createdAt: expect.any(String),
  });
});

test.each([
  ['', 'TEXT_REQUIRED'],
  [' \n', 'TEXT_REQUIRED'],
  ['x'.repeat(2_001), 'TEXT_TOO_LONG'],
])('a comment has 1 to 2,000 characters (%#)', async (text, code) => {
  const { id } = await newPost();
  const { data } = await house.as(person()).ask(create, { input: { postId: id, text } });
  expect(data.createComment).toMatchObject({ comment: null, post: null, userErrors: [{ code, field: ['input', 'text'] }] });
});

test('a request sent again gives the first comment; with another input it is an error', async () => {
  const { id } = await newPost();
  const actor = house.as(person());
  const input = { postId: id, text: 'Once', clientRequestId: 'c1' };
  const [first, second] = await Promise.all([actor.ask(create, { input }), actor.ask(create, { input })]);
  expect(second?.data.createComment.comment).toEqual(first?.data.createComment.comment);
  const reused = await actor.ask(create, { input: { ...input, text: 'Twice' } });
  expect(reused.data.createComment.userErrors).toEqual([{ code: 'CLIENT_REQUEST_ID_REUSED', field: ['input', 'clientRequestId'] }]);
  expect((await house.deps.db.post.findUniqueOrThrow({ where: { id } })).commentCount).toBe(1);
});

test('comments are deleted by who wrote them and by the author of the post, nobody else', async () => {
  const [author, writer] = [person(), person()];
  const post = await newPost(author);
  const ids = [(await newComment(writer, post.id)).comment?.id, (await newComment(writer, post.id)).comment?.id];
  const refusal = await house.as(person()).ask(remove, { id: ids[0] });
  expect(refusal.data.deleteComment).toEqual({ deletedCommentId: null, post: null, userErrors: [{ code: 'NOT_AUTHOR' }] });
  const own = await house.as(writer).ask(remove, { id: ids[0] });
  expect(own.data.deleteComment).toEqual({ deletedCommentId: ids[0], post: { commentCount: 1 }, userErrors: [] });
  const host = await house.as(author).ask(remove, { id: ids[1] });
  expect(host.data.deleteComment).toEqual({ deletedCommentId: ids[1], post: { commentCount: 0 }, userErrors: [] });
  const again = await house.as(author).ask(remove, { id: ids[1] });
  expect(again.data.deleteComment.userErrors).toEqual([{ code: 'COMMENT_NOT_FOUND' }]);
  expect(await house.told('comment.deleted')).toEqual(expect.arrayContaining(ids.map((commentId) => ({ commentId, postId: post.id }))));
});

test('comments are listed oldest first; reading on from the last one gives those written since', async () => {
  const { id } = await newPost();
  const written: string[] = [];
  const write = async (count: number) => {
    const made = await Promise.all(Array.from({ length: count }, () => newComment(person(), id)));
    written.push(...made.map(({ comment }) => comment?.id ?? ''));
  };
  const read = async (after: string | null) => {
    const { data } = await house.anonymous.ask(
      'query($id: ID!, $after: String) { post(id: $id) { comments(first: 3, after: $after) { nodes { id createdAt } totalCount pageInfo { hasNextPage endCursor } } } }',
      { id, after },
    );
    return data.post.comments;
  };
  const seen: { id: string; createdAt: string }[] = [];
  let after: string | null = null;
  const readAll = async () => {
    for (let more = true; more; ) {
      const page = await read(after);
      seen.push(...page.nodes);
      after = page.pageInfo.endCursor ?? after;
      more = page.pageInfo.hasNextPage;
    }
  };
  for (const count of [4, 0, 5, 3]) {
    // Read while they are being written, and again when they are.
    const writing = write(count);
    await readAll();
    await writing;
    await readAll();
    expect(seen.map((comment) => comment.id).sort()).toEqual([...written].sort());
  }
  expect(seen.map(({ createdAt }) => createdAt)).toEqual(seen.map(({ createdAt }) => createdAt).sort());
  expect((await read(null)).totalCount).toBe(12);
});

test('a page size that is none, or a cursor that is none of this list, is told to be so', async () => {
  const [{ id }, other] = await Promise.all([newPost(), newPost()]);
  const forged = (...keyset: unknown[]) => `after: "${Buffer.from(JSON.stringify(keyset)).toString('base64url')}"`;
  const foreign = [forged('reactions', id, 0, 'cmt_1'), forged('comments', other.id, 0, 'cmt_1'), forged('comments', id, 9e15, 'cmt_1')];
  for (const args of ['first: 0', 'first: 101', 'after: "nonsense"', forged('0000-01-01T00:00:00.000Z', 'cmt_1'), ...foreign]) {
    const { errors } = await house.anonymous.ask(`query($id: ID!) { post(id: $id) { comments(${args}) { nodes { id } } } }`, { id });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  }
});
