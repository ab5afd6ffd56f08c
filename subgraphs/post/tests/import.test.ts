import { newId } from '@ejazz/platform/ids/id';
import { importComments, importPosts, importReactions } from '../src/domain/import';
import { type PostHouse, person, startPostService } from './post-service';

let house: PostHouse;
beforeAll(async () => {
  house = await startPostService();
});
afterAll(() => house.stop());

test('things of the past are brought in once, counted and told, however often they come', async () => {
  const authorId = person();
  const createdAt = new Date('2025-05-01T10:00:00.000Z');
  const posts = [1, 2, 3].map((hour) => {
    const moment = new Date(createdAt.getTime() + hour * 3_600_000);
    return { id: newId('pst'), authorId, text: `At ${hour}`, visibility: 'PUBLIC' as const, mediaIds: [], createdAt: moment };
  });
  const likes = posts.flatMap(({ id: postId }) =>
    [person(), person()].map((actorId) => ({ subjectId: postId, actorId, kind: 'LIKE' as const, reactedAt: createdAt })),
  );
  const comments = posts.map(({ id: postId }) => ({ id: newId('cmt'), postId, authorId, text: 'Indeed', createdAt }));
  for (const _time of [1, 2]) {
    await importPosts(house.deps, posts);
    await importReactions(house.deps, likes);
    await importComments(house.deps, comments);
  }
  const { data } = await house.anonymous.ask(
    'query($id: ID!) { _entities(representations: [{ __typename: "User", id: $id }]) { ... on User { posts { nodes { id createdAt likeCount commentCount } } } } }',
    { id: authorId },
  );
  expect(data._entities[0].posts.nodes).toEqual(
    [...posts].reverse().map(({ id, createdAt: moment }) => ({ id, createdAt: moment.toISOString(), likeCount: 2, commentCount: 1 })),
  );
  const counts = await Promise.all(
    ['post.published', 'post.reaction-changed', 'comment.created'].map(async (name) => (await house.told(name)).length),
  );
  expect(counts).toEqual([3, 6, 3]);
});
