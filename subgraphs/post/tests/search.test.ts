import { createPost } from '../src/domain/create-post';
import { deletePost } from '../src/domain/delete-post';
import { updatePost } from '../src/domain/update-post';
import type { PostVisibility } from '../src/generated/prisma/client';
import { type PostHouse, person, startPostService, value } from './post-service';

let house: PostHouse;
beforeAll(async () => {
  house = await startPostService();
});
afterAll(() => house.stop());

const newPost = async (text: string, visibility: PostVisibility = 'PUBLIC', author = person()) =>
  value(await createPost(house.deps, author, { text, visibility }));

async function pages(field: 'searchPosts' | 'searchHashtags', query: string, who?: string): Promise<string[]> {
  const found: string[] = [];
  let after: string | null = null;
  for (let more = true; more; ) {
    const key = field === 'searchPosts' ? 'id' : 'name';
    const { data, errors } = await house
      .as(who)
      .ask(
        `query($query: String!, $after: String) { found: ${field}(query: $query, first: 2, after: $after) { nodes { ${key} } pageInfo { hasNextPage endCursor } } }`,
        { query, after },
      );
    expect(errors).toBeUndefined();
    found.push(...data.found.nodes.map((node: Record<string, string>) => node[key]));
    after = data.found.pageInfo.endCursor;
    more = data.found.pageInfo.hasNextPage;
  }
  return found;
}

test('posts are found by all their words, however they are accented, latest first, by who may see them', async () => {
  const [author, follower] = [person(), person()];
  await house.follow(follower, author);
  const first = await newPost('Zürich by the night bus', 'PUBLIC', author);
  const closed = await newPost('A night in ZURICH', 'FOLLOWERS', author);
  const last = await newPost('The night train to Zurich', 'PUBLIC', author);
  const mine = await newPost('zürich night, mine', 'ONLY_ME', author);
  const gone = await newPost('zürich night, gone', 'PUBLIC', author);
  value(await deletePost(house.deps, author, gone.id));
  expect(await pages('searchPosts', 'zurich night')).toEqual([last.id, first.id]);
  expect(await pages('searchPosts', 'NIGHT Zürich', follower)).toEqual([last.id, closed.id, first.id]);
  expect(await pages('searchPosts', 'night zürich', author)).toEqual([mine.id, last.id, closed.id, first.id]);
  expect(await pages('searchPosts', '"night bus" zurich')).toEqual([first.id]);
  expect(await pages('searchPosts', 'zurich -bus')).toEqual([last.id]);
  value(await updatePost(house.deps, author, last.id, { text: 'The day train' }));
  expect(await pages('searchPosts', 'zurich night')).toEqual([first.id]);
});

test('a search for nothing finds nothing, one of signs does no harm, one too long is refused', async () => {
  await newPost('Something');
  for (const query of ['', ' ', '-something', '"', "';--", '\u0000', '&|!()<->', '#']) expect(await pages('searchPosts', query)).toEqual([]);
  for (const field of ['searchPosts', 'searchHashtags']) {
    const { errors } = await house.anonymous.ask(`query($query: String!) { ${field}(query: $query) { nodes { __typename } } }`, {
      query: 'x'.repeat(201),
    });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  }
});

test('a cursor of one search is none of another', async () => {
  for (const text of ['cursor one', 'cursor two']) await newPost(text);
  const { data } = await house.anonymous.ask('{ searchPosts(query: "cursor", first: 1) { pageInfo { endCursor } } }');
  const { errors } = await house.anonymous.ask('query($after: String) { searchPosts(query: "one", after: $after) { nodes { id } } }', {
    after: data.searchPosts.pageInfo.endCursor,
  });
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
});

test('hashtags are found by how they begin, and not those that stand only where one may not look', async () => {
  const author = person();
  await newPost('#Gärten #gartenzaun #garage');
  await newPost('#gartenheim', 'ONLY_ME', author);
  expect(await pages('searchHashtags', '#GARTEN')).toEqual(['gartenzaun']);
  expect(await pages('searchHashtags', 'ga', author)).toEqual(['garage', 'gartenheim', 'gartenzaun']);
  for (const query of ['', 'two words', '%', '1']) expect(await pages('searchHashtags', query)).toEqual([]);
});

test('bookmarks are one’s own, latest first, without what can no longer be seen', async () => {
  const [me, author] = [person(), person()];
  const posts = [];
  for (const text of ['one', 'two', 'three']) posts.push((await newPost(text, 'PUBLIC', author)).id);
  const [one = '', two = '', three = ''] = posts;
  const mark = async (mutation: 'createBookmark' | 'deleteBookmark', postId: string) =>
    (
      await house
        .as(me)
        .ask(`mutation($postId: ID!) { ${mutation}(postId: $postId) { post { viewerHasBookmarked } userErrors { code } } }`, { postId })
    ).data[mutation];
  for (const id of [three, one, two, three])
    expect(await mark('createBookmark', id)).toEqual({ post: { viewerHasBookmarked: true }, userErrors: [] });
  const kept = async (who: string) => {
    const { data } = await house.as(who).ask('{ viewer { bookmarks { edges { bookmarkedAt node { id viewerHasBookmarked } } } } }');
    return data.viewer.bookmarks.edges.map(({ node }: { node: { id: string } }) => node.id);
  };
  expect(await kept(me)).toEqual([two, one, three]);
  expect(await kept(author)).toEqual([]);
  expect(await mark('deleteBookmark', one)).toEqual({ post: { viewerHasBookmarked: false }, userErrors: [] });
  value(await updatePost(house.deps, author, two, { visibility: 'ONLY_ME' }));
  expect(await kept(me)).toEqual([three]);
  expect(await mark('deleteBookmark', two)).toEqual({ post: null, userErrors: [] });
  expect(await mark('deleteBookmark', two)).toEqual({ post: null, userErrors: [{ code: 'POST_NOT_FOUND' }] });
  expect(await mark('createBookmark', two)).toEqual({ post: null, userErrors: [{ code: 'POST_NOT_FOUND' }] });
});
