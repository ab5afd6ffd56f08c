import { createPost } from '../src/domain/create-post';
import { type PostHouse, person, startPostService, value } from './post-service';

let house: PostHouse;
beforeAll(async () => {
  house = await startPostService();
});
afterAll(() => house.stop());

const mutation = 'mutation($id: ID!) { deletePost(id: $id) { deletedPostId userErrors { code field } } }';

test('the author deletes a post for everyone, and others are told', async () => {
  const author = person();
  const { id } = value(await createPost(house.deps, author, { text: 'Gone soon' }));
  const { data } = await house.as(author).ask(mutation, { id });
  expect(data.deletePost).toEqual({ deletedPostId: id, userErrors: [] });
  expect((await house.as(author).ask('query($id: ID!) { post(id: $id) { id } }', { id })).data.post).toBeNull();
  expect(await house.told('post.deleted')).toContainEqual({ postId: id, authorId: author, version: 2 });
  const again = await house.as(author).ask(mutation, { id });
  expect(again.data.deletePost).toEqual({ deletedPostId: null, userErrors: [{ code: 'POST_NOT_FOUND', field: ['id'] }] });
});

test('nobody deletes somebody else’s post', async () => {
  const { id } = value(await createPost(house.deps, person(), { text: 'Mine' }));
  const other = house.as(person());
  expect((await other.ask(mutation, { id })).data.deletePost.userErrors).toEqual([{ code: 'NOT_AUTHOR', field: ['id'] }]);
  expect((await other.ask('query($id: ID!) { post(id: $id) { viewerCanDelete } }', { id })).data.post).toEqual({ viewerCanDelete: false });
});
