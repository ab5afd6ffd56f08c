import { handleDigest } from '@ejazz/events/handle-digest';
import { blockChanged } from '@ejazz/events/user';
import { createComment } from '../src/domain/create-comment';
import { createPost, type PostDraft } from '../src/domain/create-post';
import { deletePost } from '../src/domain/delete-post';
import { createRepost, deleteRepost } from '../src/domain/reposts/change-repost';
import { updatePost } from '../src/domain/update-post';
import { type PostHouse, person, startPostService, value } from './post-service';

let house: PostHouse;
beforeAll(async () => {
  house = await startPostService();
});
afterAll(() => house.stop());

const newPost = async (draft: PostDraft = {}, author = person()) => value(await createPost(house.deps, author, { text: 'Pass it on', ...draft }));
const told = async (name: string, id: string) =>
  ((await house.told(name)) as { postId: string; commentId?: string }[]).filter((event) => (event.commentId ?? event.postId) === id);
const named = async (username: string) => {
  const userId = person();
  await house.deps.db.handle.create({ data: { digest: handleDigest(username), userId } });
  return userId;
};

describe('a repost', () => {
  test('counts once however often and by however many at once it is given and taken back, and is told with rising versions', async () => {
    const { id, authorId } = await newPost();
    const people = Array.from({ length: 12 }, person);
    await Promise.all([...people, ...people].map((actor) => createRepost(house.deps, actor, id)));
    await Promise.all(people.slice(0, 5).flatMap((actor) => [deleteRepost(house.deps, actor, id), deleteRepost(house.deps, actor, id)]));
    const first = people[0] ?? '';
    value(await createRepost(house.deps, first, id));
    const { data } = await house
      .as(first)
      .ask('query($id: ID!) { post(id: $id) { repostCount viewerHasReposted viewerCanRepost reposts(first: 100) { nodes { id } totalCount } } }', {
        id,
      });
    expect(data.post).toMatchObject({ repostCount: 8, viewerHasReposted: true, viewerCanRepost: true, reposts: { totalCount: 8 } });
    expect(data.post.reposts.nodes.map((user: { id: string }) => user.id).sort()).toEqual([first, ...people.slice(5)].sort());
    const events = (await told('post.repost-changed', id)) as unknown as {
      actorId: string;
      postAuthorId: string;
      reposted: boolean;
      version: number;
    }[];
    expect(events.filter(({ actorId }) => actorId === first).map(({ reposted, version }) => [reposted, version])).toEqual([
      [true, 1],
      [false, 2],
      [true, 3],
    ]);
    expect(events[0]?.postAuthorId).toBe(authorId);
  });

  test('is for what is public alone, and by whom the reader does not reach it is not shown', async () => {
    const author = person();
    const closed = await newPost({ visibility: 'FOLLOWERS' }, author);
    const mutation = 'mutation($id: ID!) { createRepost(postId: $id) { post { id } userErrors { code field } } }';
    expect((await house.as(author).ask(mutation, { id: closed.id })).data.createRepost.userErrors).toEqual([
      { code: 'NOT_PUBLIC', field: ['postId'] },
    ]);
    expect((await house.as(person()).ask(mutation, { id: closed.id })).data.createRepost.userErrors).toEqual([
      { code: 'POST_NOT_FOUND', field: ['postId'] },
    ]);
    const { id } = await newPost();
    const [me, blocked] = [person(), person()];
    value(await createRepost(house.deps, blocked, id));
    await house.tell(blockChanged, { blockerId: blocked, blockedId: me, blocking: true, version: 1 });
    const { data } = await house.as(me).ask('query($id: ID!) { post(id: $id) { reposts { nodes { id } } } }', { id });
    expect(data.post.reposts.nodes).toEqual([]);
  });
});

describe('a quote', () => {
  const card = 'quotedPost { __typename ... on Post { id text } ... on UnavailablePost { id } }';
  const quotedBy = async (who: string | undefined, id: string) =>
    (await house.as(who).ask(`query($id: ID!) { post(id: $id) { ${card} } }`, { id })).data.post.quotedPost;

  test('shows what it quotes to who may see it, and to others only that there is something, without a reason', async () => {
    const [author, follower] = [person(), person()];
    await house.follow(follower, author);
    const quoted = await newPost({ text: 'Original' }, author);
    const quote = await newPost({ text: 'Look', quotedPostId: quoted.id });
    const shown = { __typename: 'Post', id: quoted.id, text: 'Original' };
    const unavailable = { __typename: 'UnavailablePost', id: quoted.id };
    expect(await quotedBy(undefined, quote.id)).toEqual(shown);
    expect(await quotedBy(undefined, quoted.id)).toBeNull();
    value(await updatePost(house.deps, author, quoted.id, { visibility: 'FOLLOWERS' }));
    expect([await quotedBy(follower, quote.id), await quotedBy(undefined, quote.id)]).toEqual([shown, unavailable]);
    value(await deletePost(house.deps, author, quoted.id));
    expect(await quotedBy(follower, quote.id)).toEqual(unavailable);
  });

  test('is counted while it is there, and listed for who may see it, page by page', async () => {
    const { id } = await newPost();
    const [author, follower] = [person(), person()];
    await house.follow(follower, author);
    const quotes = [];
    for (const visibility of ['PUBLIC', 'FOLLOWERS', 'PUBLIC'] as const) quotes.push(await newPost({ quotedPostId: id, visibility }, author));
    const listed = async (who: string | undefined) => {
      const ids: string[] = [];
      let after: string | null = null;
      for (let more = true; more; ) {
        const { data } = await house
          .as(who)
          .ask(
            'query($id: ID!, $after: String) { post(id: $id) { quoteCount quotes(first: 1, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }',
            { id, after },
          );
        expect(data.post.quoteCount).toBe(quotes.length);
        ids.push(...data.post.quotes.nodes.map((post: { id: string }) => post.id));
        after = data.post.quotes.pageInfo.endCursor;
        more = data.post.quotes.pageInfo.hasNextPage;
      }
      return ids;
    };
    const [one, two, three] = quotes.map((quote) => quote.id);
    expect(await listed(follower)).toEqual([three, two, one]);
    expect(await listed(undefined)).toEqual([three, one]);
    value(await deletePost(house.deps, author, quotes.pop()?.id ?? ''));
    expect(await listed(undefined)).toEqual([one]);
  });

  test('of what is not public is for its author alone, of what cannot be seen for nobody', async () => {
    const author = person();
    const closed = await newPost({ visibility: 'FOLLOWERS' }, author);
    const follower = person();
    await house.follow(follower, author);
    const codes = async (who: string) =>
      (await createPost(house.deps, who, { text: 'Look', quotedPostId: closed.id })).userErrors.map(({ code }) => code);
    expect([await codes(author), await codes(follower), await codes(person())]).toEqual([[], ['QUOTED_POST_NOT_PUBLIC'], ['QUOTED_POST_NOT_FOUND']]);
  });
});

test('those whom a post mentions or quotes are told if they may see it; an edit tells who is meant now', async () => {
  const [follower, stranger, quoted, author] = [await named('follower_1'), await named('stranger_1'), person(), person()];
  await house.follow(follower, author);
  const original = await newPost({}, quoted);
  const text = 'For @follower_1 and @stranger_1';
  const quote = await newPost({ text, visibility: 'FOLLOWERS', quotedPostId: original.id }, author);
  const common = { postId: quote.id, authorId: author, occurredAt: expect.any(String) };
  expect(await told('post.people-named', quote.id)).toEqual([{ ...common, mentionedIds: [follower], quotedAuthorId: null, version: 1 }]);
  value(await updatePost(house.deps, author, quote.id, { visibility: 'PUBLIC' }));
  value(await updatePost(house.deps, author, quote.id, { text: 'For @stranger_1' }));
  value(await updatePost(house.deps, author, quote.id, { text: 'For nobody' }));
  const events = (await told('post.people-named', quote.id)) as unknown as {
    mentionedIds: string[];
    quotedAuthorId: string | null;
    version: number;
  }[];
  expect(events.slice(1).map(({ mentionedIds, quotedAuthorId, version }) => [[...mentionedIds].sort(), quotedAuthorId, version])).toEqual([
    [[follower, stranger].sort(), quoted, 2],
    [[stranger], quoted, 3],
    [[], quoted, 4],
  ]);
  const silent = await newPost({ text: 'Nobody named' });
  expect(await told('post.people-named', silent.id)).toEqual([]);
});

test('those whom a comment mentions are told if they may see it', async () => {
  const [friend, blocked, writer] = [await named('friend_2'), await named('blocked_2'), person()];
  const post = await newPost();
  await house.tell(blockChanged, { blockerId: blocked, blockedId: writer, blocking: true, version: 1 });
  const { comment } = value(await createComment(house.deps, writer, { postId: post.id, text: '@friend_2 @blocked_2' }));
  expect(await told('comment.created', comment?.id ?? '')).toEqual([expect.objectContaining({ mentionedIds: [friend] })]);
});
