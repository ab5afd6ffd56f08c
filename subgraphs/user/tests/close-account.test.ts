import { eraseDue } from '../src/domain/account/erase-account';
import { account, codes, signIn, signUp, type UserErrors } from './accounts';
import { graphActions } from './graph-actions';
import { day, startUserService, type UserHouse } from './user-service';

let house: UserHouse;
let graph: ReturnType<typeof graphActions>;
beforeAll(async () => {
  house = await startUserService();
  graph = graphActions(house);
});
afterAll(() => house.stop());

interface Closed extends UserErrors {
  readonly deletesAt?: string | null;
  readonly deactivated?: boolean;
}

async function close(name: 'deactivateAccount' | 'deleteAccount', userId: string, password: string): Promise<Closed> {
  const result = name === 'deleteAccount' ? 'deletesAt' : 'deactivated';
  const document = `mutation ($input: ${name === 'deleteAccount' ? 'DeleteAccountInput' : 'DeactivateAccountInput'}!) { closed: ${name}(input: $input) { ${result} userErrors { code field message } } }`;
  return (await house.as(userId).data<{ closed: Closed }>(document, { input: { password } })).closed;
}
const isSeen = async (viewerId: string | undefined, id: string) => (await house.as(viewerId).entities('User', [id], 'username'))[0] !== null;
const statuses = async (id: string) => (await house.told('user.account-changed')).filter(({ userId }) => userId === id).map(({ status }) => status);

test('a deactivated person is nowhere until they sign in again, with everything as it was', async () => {
  const [ada, bob] = [await account(house), await account(house)];
  await graph.act('followUser', bob.id, ada.id);
  expect(codes(await close('deactivateAccount', ada.id, 'a guess'))).toEqual(['PASSWORD_WRONG']);
  expect(await isSeen(bob.id, ada.id)).toBe(true);
  expect(await close('deactivateAccount', ada.id, ada.password)).toEqual({ deactivated: true, userErrors: [] });
  expect([await isSeen(bob.id, ada.id), await isSeen(undefined, ada.id)]).toEqual([false, false]);
  expect(codes(await graph.act('unfollowUser', bob.id, ada.id))).toEqual(['USER_NOT_FOUND']);
  expect(await house.deps.db.session.count({ where: { userId: ada.id, revokedAt: null } })).toBe(0);
  expect(codes(await signIn(house, ada.username, ada.password))).toEqual([]);
  expect([await isSeen(bob.id, ada.id), await graph.between(bob.id, ada.id)]).toEqual([true, ['isFollowing']]);
  expect(await statuses(ada.id)).toEqual(['DEACTIVATED', 'ACTIVE']);
});

test('who signs in during the time of grace keeps their account', async () => {
  const ada = await account(house);
  const { deletesAt } = await close('deleteAccount', ada.id, ada.password);
  expect(new Date(deletesAt ?? 0).getTime()).toBeGreaterThan(Date.now() + 29 * day);
  await signIn(house, ada.username, ada.password);
  house.advance(31 * day);
  await eraseDue(house.deps);
  expect([await isSeen(undefined, ada.id), await statuses(ada.id)]).toEqual([true, ['DEACTIVATED', 'ACTIVE']]);
});

test('a deleted account is erased when its time is over: nothing personal stays, others keep their counts, and its name is nobody’s for a time', async () => {
  const [ada, bob, cleo] = [await account(house), await account(house), await account(house)];
  await graph.act('followUser', ada.id, bob.id);
  await graph.act('followUser', cleo.id, ada.id);
  await graph.act('sendFriendRequest', bob.id, ada.id);
  await graph.act('blockUser', ada.id, (await house.person()).id);
  await close('deleteAccount', ada.id, ada.password);
  await eraseDue(house.deps);
  expect(await statuses(ada.id)).toEqual(['DEACTIVATED']);
  house.advance(31 * day);
  await eraseDue(house.deps);
  await eraseDue(house.deps);
  expect(await statuses(ada.id)).toEqual(['DEACTIVATED', 'DELETED']);
  expect(JSON.stringify(await house.deps.db.user.findUnique({ where: { id: ada.id } })).toLowerCase()).not.toContain(ada.username.toLowerCase());
  for (const id of [bob.id, cleo.id]) {
    expect(await house.deps.db.user.findUnique({ where: { id } })).toMatchObject({ followerCount: 0, followingCount: 0 });
  }
  const follows = (await house.told('user.follow-changed')).filter(({ followerId, followeeId }) => [followerId, followeeId].includes(ada.id));
  expect(follows.filter(({ following }) => following === false)).toHaveLength(2);
  expect(await house.deps.db.friendship.count({ where: { OR: [{ oneId: ada.id }, { otherId: ada.id }] } })).toBe(0);
  expect(codes(await signIn(house, ada.username, ada.password))).toEqual(['CREDENTIALS_WRONG']);
  const again = { username: ada.username, email: ada.email, password: ada.password };
  expect(codes(await signUp(house, again))).toEqual(['USERNAME_TAKEN']);
  house.advance(181 * day);
  expect(codes(await signUp(house, again))).toEqual([]);
});
