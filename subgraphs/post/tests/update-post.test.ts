import { createPost, type PostDraft } from '../src/domain/create-post';
import { updatePost } from '../src/domain/update-post';
import { type PostHouse, person, startPostService, value } from './post-service';

let house: PostHouse;
beforeAll(async () => {
  house = await startPostService({}, { MEDIA_WAIT_MS: '0' });
});
afterAll(() => house.stop());

const mutation = `mutation($id: ID!, $input: UpdatePostInput!) {
  updatePost(id: $id, input: $input) {
    post { text contentWarning language visibility editedAt media { id } attachments { altText media { id } } revisions { nodes { text } } }
    userErrors { code field }
  }
}`;
const history = `query($id: ID!, $after: String, $first: Int! = 20) {
  post(id: $id) {
    text editedAt
    revisions(first: $first, after: $after) {
      nodes { text contentWarning language writtenAt attachments { altText media { id } } } pageInfo { hasNextPage endCursor }
    }
  }
}`;
const newPost = async (author: string, draft: PostDraft) => value(await createPost(house.deps, author, draft));
const update = async (who: string, id: string, input: object) => {
  const { data, errors } = await house.as(who).ask(mutation, { id, input });
  expect(errors).toBeUndefined();
  return data.updatePost;
};
const codes = (payload: { userErrors: { code: string }[] }) => payload.userErrors.map(({ code }) => code);

test('an edit changes what it names, keeps the rest, and leaves what was said before to be read', async () => {
  const author = person();
  const [first, second] = [await house.readyMedia(author), await house.readyMedia(author)];
  const altTexts = [{ mediaId: first, altText: 'A quay' }];
  const { id, createdAt } = await newPost(author, { text: 'One', mediaIds: [first], altTexts, contentWarning: 'Fish', language: 'EN-gb' });
  const { post } = await update(author, id, { text: 'Two', mediaIds: [second, first], altTexts: [{ mediaId: second, altText: 'A boat' }] });
  expect(post).toEqual({
    text: 'Two',
    contentWarning: 'Fish',
    language: 'en-GB',
    visibility: 'PUBLIC',
    editedAt: expect.any(String),
    media: [{ id: second }, { id: first }],
    attachments: [
      { altText: 'A boat', media: { id: second } },
      { altText: 'A quay', media: { id: first } },
    ],
    revisions: { nodes: [{ text: 'One' }] },
  });
  expect((await update(author, id, { contentWarning: null, language: null })).post).toMatchObject({ contentWarning: null, language: null });
  const { data } = await house.anonymous.ask(history, { id });
  expect(data.post.revisions.nodes).toEqual([
    expect.objectContaining({ text: 'Two', contentWarning: 'Fish', writtenAt: post.editedAt }),
    {
      text: 'One',
      contentWarning: 'Fish',
      language: 'en-GB',
      writtenAt: createdAt.toISOString(),
      attachments: [{ altText: 'A quay', media: { id: first } }],
    },
  ]);
  const told = (await house.told('post.published')) as { postId: string; version: number; mediaIds: string[] }[];
  expect(told.filter(({ postId }) => postId === id).map(({ version, mediaIds }) => [version, mediaIds])).toEqual([
    [1, [first]],
    [2, [second, first]],
    [3, [second, first]],
  ]);
});

test('an edit that changes nothing leaves no trace, and one of visibility none in the history', async () => {
  const author = person();
  const { id } = await newPost(author, { text: 'Same', visibility: 'FOLLOWERS' });
  expect((await update(author, id, { text: ' Same ' })).post).toMatchObject({ editedAt: null, revisions: { nodes: [] } });
  expect((await update(author, id, { visibility: 'PUBLIC' })).post).toMatchObject({ visibility: 'PUBLIC', editedAt: null, revisions: { nodes: [] } });
  expect((await house.anonymous.ask(history, { id })).data.post.text).toBe('Same');
});

test('opening a post does not open its past: what was said for followers stays with them', async () => {
  const [author, follower] = [person(), person()];
  await house.follow(follower, author);
  const { id } = await newPost(author, { text: 'Among us', visibility: 'FOLLOWERS' });
  await update(author, id, { text: 'Mine', visibility: 'ONLY_ME' });
  await update(author, id, { text: 'To all', visibility: 'PUBLIC' });
  await update(author, id, { text: 'To all of you' });
  const seenBy = async (who: string | undefined) =>
    (await house.as(who).ask(history, { id })).data.post.revisions.nodes.map(({ text }: { text: string }) => text);
  expect(await seenBy(author)).toEqual(['To all', 'Mine', 'Among us']);
  expect(await seenBy(follower)).toEqual(['To all', 'Among us']);
  expect(await seenBy(person())).toEqual(['To all']);
  expect(await seenBy(undefined)).toEqual(['To all']);
});

test('the history is read page by page, and edits at once lose none', async () => {
  const author = person();
  const { id } = await newPost(author, { text: '0' });
  await Promise.all([1, 2, 3, 4].map((number) => updatePost(house.deps, author, id, { text: String(number) })));
  const texts: string[] = [];
  let after: string | null = null;
  for (let more = true; more; ) {
    const { data } = await house.anonymous.ask(history, { id, first: 2, after });
    const { nodes, pageInfo } = data.post.revisions;
    texts.push(...nodes.map(({ text }: { text: string }) => text));
    after = pageInfo.endCursor;
    more = pageInfo.hasNextPage;
  }
  const { data } = await house.anonymous.ask(history, { id });
  expect([...texts, data.post.text].sort()).toEqual(['0', '1', '2', '3', '4']);
});

test.each([
  [{ text: '' }, 'CONTENT_REQUIRED', ['input']],
  [{ text: 'x'.repeat(5_001) }, 'TEXT_TOO_LONG', ['input', 'text']],
  [{ contentWarning: 'x'.repeat(201) }, 'CONTENT_WARNING_TOO_LONG', ['input', 'contentWarning']],
  [{ language: 'not a tag' }, 'LANGUAGE_INVALID', ['input', 'language']],
  [{ altTexts: [{ mediaId: 'med_01jx0000000000000000000000', altText: 'A quay' }] }, 'ALT_TEXT_MISPLACED', ['input', 'altTexts']],
  [{ mediaIds: ['med_01jx0000000000000000000000'] }, 'MEDIA_NOT_READY', ['input', 'mediaIds', '0']],
])('%j is refused and changes nothing', async (input, code, field) => {
  const author = person();
  const { id } = await newPost(author, { text: 'As it was' });
  const payload = await update(author, id, input);
  expect(payload).toEqual({ post: null, userErrors: [{ code, field }] });
  expect((await house.as(author).ask(history, { id })).data.post).toMatchObject({ text: 'As it was', revisions: { nodes: [] } });
});

test('nobody edits what is somebody else’s', async () => {
  const { id } = await newPost(person(), { text: 'Mine' });
  expect(codes(await update(person(), id, { text: 'Yours' }))).toEqual(['NOT_AUTHOR']);
});

test('the limits are published', async () => {
  const { data } = await house.anonymous.ask(
    '{ postLimits { maxTextLength maxTextBytes maxContentWarningLength maxMedia maxAltTextLength maxCommentLength maxCommentBytes } }',
  );
  expect(data.postLimits).toEqual({
    maxTextLength: 5_000,
    maxTextBytes: 40_000,
    maxContentWarningLength: 200,
    maxMedia: 4,
    maxAltTextLength: 1_000,
    maxCommentLength: 2_000,
    maxCommentBytes: 16_000,
  });
});
