import { randomUUID } from 'node:crypto';
import { postDeleted, postPublished } from '@ejazz/events/post';
import { accountChanged, avatarChanged, blockChanged, followChanged, friendshipChanged } from '@ejazz/events/user';
import { createBus } from '@ejazz/platform/bus/create-bus';
import { type BatchJob, eventsQueue } from '@ejazz/platform/events/wire';
import { newId } from '@ejazz/platform/ids/id';
import { eventually } from '@ejazz/testing/eventually';
import { storePicture } from '../src/domain/store-picture';
import { twoHalves } from './pictures';
import { mediaOf, startMedia, type TestMedia } from './start-media';

let media: TestMedia;
let picture: Buffer;
let [owner, follower, stranger] = ['', '', ''];

beforeAll(async () => {
  [media, picture] = await Promise.all([startMedia(), twoHalves(20, 10).png().toBuffer()]);
});
afterAll(() => media.stop());

beforeEach(async () => {
  [owner, follower, stranger] = [newId('usr'), newId('usr'), newId('usr')];
  await media.tell(followChanged, { followerId: follower, followeeId: owner, following: true, version: 1, changedAt: now() });
});

const now = () => new Date().toISOString();
const store = async () => (await storePicture(media.deps, owner, picture)).id;
type Visibility = 'PUBLIC' | 'FOLLOWERS' | 'FRIENDS' | 'ONLY_ME';
const post = (mediaIds: string[], visibility: Visibility = 'PUBLIC', more: { version?: number; postId?: string; authorId?: string } = {}) => ({
  ...{ postId: newId('pst'), authorId: owner, visibility, mediaIds, createdAt: now(), version: 1 },
  ...more,
});
const publish = (...args: Parameters<typeof post>) => media.tell(postPublished, post(...args));

/** Whether each may see it, as an entity; and that the address each got works. */
async function seenBy(id: string) {
  const see = async (viewerId: string | undefined) => {
    const found = (await mediaOf(media, viewerId, [id])).media[0];
    if (found) expect((await fetch(found.variant.url)).status).toBe(200);
    return found !== null;
  };
  const [byOwner, byFollower, byStranger, byAnyone] = await Promise.all([owner, follower, stranger, undefined].map(see));
  return { owner: byOwner, follower: byFollower, stranger: byStranger, anyone: byAnyone };
}

const everyone = { owner: true, follower: true, stranger: true, anyone: true };
const followers = { owner: true, follower: true, stranger: false, anyone: false };
const ownerAlone = { owner: true, follower: false, stranger: false, anyone: false };
const addressFor = async (id: string, viewerId?: string): Promise<string> => (await mediaOf(media, viewerId, [id])).media[0].variant.url;
const statusOf = async (url: string) => (await fetch(url)).status;

test('a picture that is nowhere is for its owner alone', async () => {
  expect(await seenBy(await store())).toEqual(ownerAlone);
});

test('an avatar is for everyone until it is replaced', async () => {
  const id = await store();
  await media.tell(avatarChanged, { userId: owner, mediaId: id, version: 2 });
  expect(await seenBy(id)).toEqual(everyone);
  await media.tell(avatarChanged, { userId: owner, mediaId: null, version: 3 });
  expect(await seenBy(id)).toEqual(ownerAlone);
});

test("nobody shows another's picture by calling it their avatar or putting it into a post", async () => {
  const id = await store();
  await media.tell(avatarChanged, { userId: stranger, mediaId: id, version: 2 });
  await publish([id], 'PUBLIC', { authorId: stranger });
  expect(await seenBy(id)).toEqual(ownerAlone);
});

test.each([
  ['PUBLIC', everyone],
  ['FOLLOWERS', followers],
  ['FRIENDS', ownerAlone],
  ['ONLY_ME', ownerAlone],
] as const)('a picture in a post that is %s is for those who see the post', async (visibility, expected) => {
  const id = await store();
  await publish([id], visibility);
  expect(await seenBy(id)).toEqual(expected);
});

test('a picture in several posts is for those who see any of them', async () => {
  const id = await store();
  await publish([id], 'FOLLOWERS');
  const open = post([id], 'PUBLIC');
  await media.tell(postPublished, open);
  expect(await seenBy(id)).toEqual(everyone);
  await media.tell(postDeleted, { ...open, version: 2 });
  expect(await seenBy(id)).toEqual(followers);
});

test('an upload that is not ready is for its owner alone', async () => {
  const { media: awaiting } = await media.createUpload(owner, picture);
  await publish([awaiting.id]);
  expect((await mediaOf(media, stranger, [awaiting.id])).media).toEqual([null]);
  expect((await mediaOf(media, owner, [awaiting.id])).media).toMatchObject([{ status: 'AWAITING_UPLOAD', variant: null, thumbnail: null }]);
});

test('when a post is deleted its pictures are gone for others, and addresses given out stop working', async () => {
  const id = await store();
  const published = post([id]);
  await media.tell(postPublished, published);
  const [address, theirs] = [await addressFor(id), await addressFor(id, stranger)];
  expect(theirs).toBe(address);
  expect(await statusOf(address)).toBe(200);
  await media.tell(postDeleted, { ...published, version: 2 });
  expect(await seenBy(id)).toEqual(ownerAlone);
  expect(await statusOf(address)).toBe(404);
});

test('an address that a follower got is of no use after they ceased to follow, and is not made for others', async () => {
  const id = await store();
  await publish([id], 'FOLLOWERS');
  const address = await addressFor(id, follower);
  expect(await statusOf(address)).toBe(200);
  expect(await statusOf(address.replace(follower, owner))).toBe(403);
  await media.tell(followChanged, { followerId: follower, followeeId: owner, following: false, version: 2, changedAt: now() });
  expect(await statusOf(address)).toBe(404);
});

test('when a public post is made private its address stops working, and its owner gets another', async () => {
  const id = await store();
  const published = post([id]);
  await media.tell(postPublished, published);
  const address = await addressFor(id, owner);
  await media.tell(postPublished, { ...published, visibility: 'ONLY_ME', version: 2 });
  expect(await statusOf(address)).toBe(404);
  expect(await seenBy(id)).toEqual(ownerAlone);
});

test('a post whose pictures change shows the new ones alone', async () => {
  const [before, after] = [await store(), await store()];
  const published = post([before]);
  await media.tell(postPublished, published);
  await media.tell(postPublished, { ...published, mediaIds: [after], version: 2 });
  expect([await seenBy(before), await seenBy(after)]).toEqual([ownerAlone, everyone]);
});

test('pictures in posts for friends are for those who are', async () => {
  const id = await store();
  await publish([id], 'FRIENDS');
  const befriend = (status: 'FRIENDS' | 'ENDED', version: number) =>
    media.tell(friendshipChanged, { requesterId: stranger, addresseeId: owner, status, version, changedAt: now() });
  await befriend('FRIENDS', 2);
  expect(await seenBy(id)).toEqual({ owner: true, follower: false, stranger: true, anyone: false });
  await befriend('ENDED', 3);
  expect(await seenBy(id)).toEqual(ownerAlone);
});

const account = (more: { status?: 'DEACTIVATED' | 'DELETED'; isPrivate?: boolean }, version = 1) =>
  media.tell(accountChanged, { userId: owner, status: 'ACTIVE', isPrivate: false, defaultPostVisibility: 'PUBLIC', version, ...more });

test('pictures in public posts of a private account are for its followers; its avatar is for everyone', async () => {
  const [posted, avatar] = [await store(), await store()];
  await publish([posted]);
  await media.tell(avatarChanged, { userId: owner, mediaId: avatar, version: 2 });
  const address = await addressFor(posted);
  await account({ isPrivate: true });
  expect([await seenBy(posted), await seenBy(avatar), await statusOf(address)]).toEqual([followers, everyone, 404]);
  await account({}, 2);
  expect([await seenBy(posted), await statusOf(address)]).toEqual([everyone, 200]);
});

test('nobody finds anything of an account that is not there', async () => {
  const [posted, avatar] = [await store(), await store()];
  await publish([posted]);
  await media.tell(avatarChanged, { userId: owner, mediaId: avatar, version: 2 });
  const addresses = [await addressFor(posted), await addressFor(avatar)];
  await account({ status: 'DEACTIVATED' });
  expect([await seenBy(posted), await seenBy(avatar)]).toEqual([ownerAlone, ownerAlone]);
  expect(await Promise.all(addresses.map(statusOf))).toEqual([404, 404]);
});

test('who has blocked or is blocked is given no picture of the other, and addresses of their own stop working', async () => {
  const [posted, shared] = [await store(), await store()];
  await publish([posted]);
  await publish([shared], 'FOLLOWERS');
  const address = await addressFor(shared, follower);
  for (const [blockerId, blockedId] of [
    [owner, follower],
    [stranger, owner],
  ] as const) {
    await media.tell(blockChanged, { blockerId, blockedId, blocking: true, version: 1 });
  }
  expect(await seenBy(posted)).toEqual({ owner: true, follower: false, stranger: false, anyone: true });
  expect(await statusOf(address)).toBe(404);
  await media.tell(blockChanged, { blockerId: owner, blockedId: follower, blocking: false, version: 2 });
  expect([await seenBy(posted), await statusOf(address)]).toEqual([{ owner: true, follower: true, stranger: false, anyone: true }, 200]);
});

test('events may come in any order, in one batch or several, and more than once', async () => {
  const [deleted, changed, replaced] = [await store(), await store(), await store()];
  const gone = post([deleted]);
  await media.tell(postDeleted, { ...gone, version: 2 });
  await media.tell(postPublished, gone, gone);
  const closed = post([changed]);
  await media.tell(postPublished, { ...closed, visibility: 'ONLY_ME', version: 2 }, closed);
  await media.tell(postPublished, closed);
  await media.tell(avatarChanged, { userId: owner, mediaId: null, version: 5 }, { userId: owner, mediaId: replaced, version: 4 });
  await media.tell(avatarChanged, { userId: owner, mediaId: replaced, version: 4 });
  await media.tell(followChanged, { followerId: stranger, followeeId: owner, following: false, version: 2, changedAt: now() });
  await media.tell(followChanged, { followerId: stranger, followeeId: owner, following: true, version: 1, changedAt: now() });
  await publish([replaced], 'FOLLOWERS');
  expect([await seenBy(deleted), await seenBy(changed), await seenBy(replaced)]).toEqual([ownerAlone, ownerAlone, followers]);
});

test('what does not exist is null among the others, in the order asked for', async () => {
  const [mine, other] = [await store(), await store()];
  await publish([mine]);
  const asked = [newId('med'), mine, 'nonsense', other];
  const { media: found } = await mediaOf(media, stranger, asked);
  expect(found.map((one: { id: string } | null) => one?.id)).toEqual([undefined, mine, undefined, undefined]);
});

test('a hundred pictures take one statement', async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, store));
  await media.tell(postPublished, ...ids.map((id) => post([id], 'FOLLOWERS')));
  const { media: found, statements } = await mediaOf(media, follower, [...ids, ...Array.from({ length: 80 }, () => newId('med'))]);
  expect(found.filter(Boolean)).toHaveLength(20);
  expect(statements).toBe(1);
});

test('a deletion that comes over the bus takes the picture from its address', async () => {
  const bus = createBus({ postgresUrl: media.bus.url, name: 'test', log: media.deps.log });
  await bus.start();
  const send = (name: string, payload: Record<string, unknown>) => {
    const event = { id: newId('evt'), name, version: 1, payload, requestId: randomUUID(), occurredAt: now() };
    const data: BatchJob = { producer: 'post', events: [event], again: false };
    return bus.queue(eventsQueue('media')).add([{ name: 'batch', data, rememberSeconds: 0 }]);
  };
  const id = await store();
  const published = post([id]);
  await send('post.published', published);
  const address = await eventually(() => addressFor(id));
  await send('post.deleted', { postId: published.postId, authorId: owner, version: 2 });
  await eventually(async () => (await statusOf(address)) === 404);
  await bus.stop();
});
