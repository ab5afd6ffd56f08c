import { createPost } from '../src/domain/create-post';
import { type PostHouse, person, startPostService } from './post-service';

let house: PostHouse;
beforeAll(async () => {
  house = await startPostService({}, { MEDIA_WAIT_MS: '500' });
});
afterAll(() => house.stop());

const mutation = `mutation($input: CreatePostInput!) {
  createPost(input: $input) {
    post { id text visibility author { id } media { id } createdAt likeCount commentCount viewerHasLiked viewerCanReact viewerCanComment viewerCanDelete }
    clientRequestId
    userErrors { code field message }
  }
}`;

const create = async (author: string, input: object) => {
  const { data, errors } = await house.as(author).ask(mutation, { input });
  expect(errors).toBeUndefined();
  return data.createPost;
};
const codes = (payload: { userErrors: { code: string }[] }) => payload.userErrors.map(({ code }) => code);

test('a new post comes back as its author sees it, and others are told', async () => {
  const author = person();
  const media = [await house.readyMedia(author), await house.readyMedia(author)];
  const { post, userErrors } = await create(author, { text: '  Hello 👋  ', mediaIds: media, visibility: 'FOLLOWERS' });
  expect(userErrors).toEqual([]);
  expect(post).toEqual({
    id: expect.stringMatching(/^pst_/),
    text: 'Hello 👋',
    visibility: 'FOLLOWERS',
    author: { id: author },
    media: media.map((id) => ({ id })),
    createdAt: expect.any(String),
    likeCount: 0,
    commentCount: 0,
    viewerHasLiked: false,
    viewerCanReact: true,
    viewerCanComment: true,
    viewerCanDelete: true,
  });
  expect(await house.told('post.published')).toContainEqual({
    postId: post.id,
    authorId: author,
    visibility: 'FOLLOWERS',
    mediaIds: media,
    createdAt: post.createdAt,
    version: 1,
  });
});

test('a post is for everyone unless told otherwise', async () => {
  expect((await create(person(), { text: 'Hello' })).post.visibility).toBe('PUBLIC');
});

test('nobody who is not signed in publishes', async () => {
  const { data, errors } = await house.anonymous.ask(mutation, { input: { text: 'Hello' } });
  expect(data).toBeNull();
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
});

test.each([
  ['neither text nor media', { text: ' \n ' }, ['CONTENT_REQUIRED'], ['input']],
  ['one character too many', { text: '👨‍👩‍👧'.repeat(5_001) }, ['TEXT_TOO_LONG'], ['input', 'text']],
  ['media of no known form', { mediaIds: ['nonsense'] }, ['MEDIA_NOT_FOUND'], ['input', 'mediaIds', '0']],
])('%s is refused', async (_what, input, expected, field) => {
  const payload = await create(person(), input);
  expect(codes(payload)).toEqual(expected);
  expect(payload.userErrors[0].field).toEqual(field);
  expect(payload.post).toBeNull();
});

test('5,000 emoji fit', async () => {
  expect(codes(await create(person(), { text: '🙂'.repeat(5_000) }))).toEqual([]);
});

test('media must be at most 4, each once, and of one’s own', async () => {
  const author = person();
  const five = await Promise.all([1, 2, 3, 4, 5].map(() => house.readyMedia(author)));
  const foreign = await house.readyMedia(person());
  expect(codes(await create(author, { mediaIds: five }))).toEqual(['TOO_MANY_MEDIA']);
  expect(codes(await create(author, { mediaIds: [five[0], five[0]] }))).toEqual(['MEDIA_REPEATED']);
  expect((await create(author, { mediaIds: [five[0], foreign] })).userErrors).toEqual([
    { code: 'MEDIA_NOT_FOUND', field: ['input', 'mediaIds', '1'], message: expect.any(String) },
  ]);
  expect((await create(author, { mediaIds: five.slice(0, 4) })).post.media).toHaveLength(4);
});

test('media whose event is still on its way are waited for', async () => {
  const author = person();
  const [known, late] = [await house.readyMedia(author), 'med_01jx0000000000000000000000'];
  let asked = () => {};
  const hasAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  // The event arrives once the media has been looked for in vain.
  const db = new Proxy(house.deps.db, {
    get: (target, property) => {
      if (property === 'readyMedia') asked();
      return Reflect.get(target, property);
    },
  });
  const creating = createPost({ ...house.deps, db }, author, { mediaIds: [known, late] });
  await hasAsked;
  await house.deps.db.readyMedia.create({ data: { mediaId: late, ownerId: author } });
  expect((await creating).value).toMatchObject({ mediaIds: [known, late] });
});

test('media that stay unknown are not ready', async () => {
  const payload = await create(person(), { text: 'Look', mediaIds: ['med_01jx0000000000000000000001'] });
  expect(codes(payload)).toEqual(['MEDIA_NOT_READY']);
  expect(payload.post).toBeNull();
});

test('a request sent again gives the first result, also when both come at once', async () => {
  const author = person();
  const input = { text: 'Once', clientRequestId: 'tab-1' };
  const payloads = await Promise.all([1, 2, 3].map(() => create(author, input)));
  expect(new Set(payloads.map(({ post }) => post.id)).size).toBe(1);
  expect(payloads.map(({ clientRequestId }) => clientRequestId)).toEqual(['tab-1', 'tab-1', 'tab-1']);
  expect(await house.deps.db.post.count({ where: { authorId: author } })).toBe(1);
  expect(codes(await create(author, { ...input, text: 'Twice' }))).toEqual(['CLIENT_REQUEST_ID_REUSED']);
  expect((await create(person(), input)).post.id).not.toBe(payloads[0].post.id);
});

test('a client request id must be usable as one', async () => {
  const { errors } = await house.as(person()).ask(mutation, { input: { text: 'Hello', clientRequestId: 'x'.repeat(101) } });
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
});
