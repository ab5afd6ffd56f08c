import { newId } from '@ejazz/platform/ids/id';
import { signViewer, viewerHeader } from '@ejazz/platform/viewer/signed-viewer';
import { anonymous } from '@ejazz/platform/viewer/viewer';
import { clientWith } from '@ejazz/testing/subgraph-client';
import { sign } from 'jsonwebtoken';
import { startUserService, type UserHouse } from './user-service';

let house: UserHouse;
beforeAll(async () => {
  house = await startUserService();
});
afterAll(() => house.stop());

describe('a request is refused whole', () => {
  const refused = { status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] };
  const asking = (headers: Record<string, string>) => clientWith(house.url, () => headers).ask('{ __typename }');

  test('without a signed viewer', async () => {
    expect(await asking({})).toMatchObject(refused);
    expect(await asking({ [viewerHeader]: 'usr_1' })).toMatchObject(refused);
  });

  test('with a viewer signed for another subgraph, or with another key', async () => {
    expect(await asking({ [viewerHeader]: signViewer(anonymous, 'post', house.key) })).toMatchObject(refused);
    expect(await asking({ [viewerHeader]: signViewer(anonymous, 'user', 'another key') })).toMatchObject(refused);
  });

  test('with a viewer that has expired', async () => {
    const expired = sign({ roles: [] }, house.key, { algorithm: 'HS256', audience: 'user', expiresIn: -60 });
    expect(await asking({ [viewerHeader]: expired })).toMatchObject(refused);
  });
});

test.each([
  ['signOut', 'mutation { signOut { ended } }'],
  ['updateProfile', 'mutation { updateProfile(input: {}) { user { id } } }'],
  ['followUser', 'mutation { followUser(id: "usr_1") { user { id } } }'],
  ['unfollowUser', 'mutation { unfollowUser(id: "usr_1") { user { id } } }'],
])('%s refuses anonymous visitors', async (_name, document) => {
  const { data, errors } = await house.anonymous.ask(document);
  expect(data ?? null).toBeNull();
  expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
});

test('the viewer is who was signed, and nobody for an anonymous visitor', async () => {
  const { id, email } = await house.person();
  const document = '{ viewer { id email roles user { id } } }';
  expect(await house.as(id).data(document)).toEqual({ viewer: { id, email, roles: [], user: { id } } });
  expect(await house.anonymous.data(document)).toEqual({ viewer: null });
});

test('a reference to another person as viewer resolves to null, whoever asks', async () => {
  const [own, other] = [await house.person(), await house.person()];
  const found = await house.as(own.id).entities('Viewer', [own.id, other.id], 'id email');
  expect(found).toEqual([{ id: own.id, email: own.email }, null]);
  expect(await house.anonymous.entities('Viewer', [own.id], 'id email')).toEqual([null]);
});

test('a reference to somebody who does not exist resolves to null, however it is spelled', async () => {
  expect(await house.anonymous.entities('User', [newId('usr'), newId('pst'), '', 'usr_\u0000'], 'username')).toEqual([null, null, null, null]);
});

test('a person is found by user name without regard to case, with or without @', async () => {
  const { id, username } = await house.person();
  const document = 'query ($username: String!) { user(username: $username) { id } }';
  for (const spelling of [username, username.toUpperCase(), `@${username}`]) {
    expect(await house.anonymous.data(document, { username: spelling })).toEqual({ user: { id } });
  }
  for (const unknown of ['nobody', '', '@', 'nul\u0000']) {
    expect(await house.anonymous.data(document, { username: unknown })).toEqual({ user: null });
  }
});
