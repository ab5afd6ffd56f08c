import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { postDeleted, postPublished } from '@ejazz/events/post';
import { accountChanged, avatarChanged } from '@ejazz/events/user';
import { newId } from '@ejazz/platform/ids/id';
import { collectFiles } from '../src/domain/collect-files';
import { reviewMedia } from '../src/domain/review-media';
import { storePicture } from '../src/domain/store-picture';
import { createCollecting } from '../src/jobs/collecting';
import { twoHalves } from './pictures';
import { mediaOf, put, startMedia, type TestMedia } from './start-media';

let media: TestMedia;
let picture: Buffer;
let owner = '';
const day = 24 * 3_600_000;

beforeAll(async () => {
  [media, picture] = await Promise.all([startMedia({ MEDIA_QUOTA_FILES: '3', MEDIA_QUOTA_MB: '2' }), twoHalves(20, 10).png().toBuffer()]);
});
beforeEach(() => {
  owner = newId('usr');
});
afterAll(() => media.stop());

const store = async () => (await storePicture(media.deps, owner, picture)).id;
const post = (mediaIds: string[], postId = newId('pst'), version = 1) => ({
  ...{ postId, authorId: owner, visibility: 'ONLY_ME' as const, mediaIds, createdAt: new Date().toISOString(), version },
});
const filesOf = async (id: string) => (await media.files()).filter((name) => name.includes(id)).length;

/** Does what is due by now, as the service does on and on. */
async function review(): Promise<void> {
  const due = await media.deps.db.media.findMany({ where: { reviewAt: { lte: media.now() } } });
  for (const { id } of due) await reviewMedia(media.deps, id);
}
const later = async (ms = day) => {
  media.advance(ms);
  await review();
};
const isThere = async (id: string) => (await mediaOf(media, owner, [id])).media[0] !== null;

test('an upload that never came is let go of after a day, not before', async () => {
  const { media: created } = await media.createUpload(owner, picture);
  await later(day - 60_000);
  expect(await isThere(created.id)).toBe(true);
  await later(60_000);
  expect(await isThere(created.id)).toBe(false);
});

test('a picture that nobody used is deleted with its files, and others are told once', async () => {
  const id = await store();
  expect(await filesOf(id)).toBe(3);
  await later();
  await reviewMedia(media.deps, id);
  expect([await isThere(id), await filesOf(id)]).toEqual([false, 0]);
  const told = await media.deps.db.outboxEvent.findMany({ where: { name: 'media.deleted', payload: { path: ['mediaId'], equals: id } } });
  expect(told.map(({ payload }) => payload)).toEqual([{ mediaId: id, ownerId: owner, version: 2 }]);
});

test('a picture in a post, or as an avatar, stays for as long as it is there, and a day longer', async () => {
  const [shown, face] = [await store(), await store()];
  const published = post([shown]);
  await media.tell(postPublished, published);
  await media.tell(avatarChanged, { userId: owner, mediaId: face, version: 2 });
  await later(3 * day);
  await media.tell(postDeleted, { postId: published.postId, authorId: owner, version: 2 });
  await media.tell(avatarChanged, { userId: owner, mediaId: null, version: 3 });
  await later(day - 60_000);
  expect([await isThere(shown), await isThere(face)]).toEqual([true, true]);
  await later(60_000);
  expect([await isThere(shown), await isThere(face), await filesOf(shown), await filesOf(face)]).toEqual([false, false, 0, 0]);
});

test('a picture that goes from one post into another stays', async () => {
  const id = await store();
  const first = post([id]);
  await media.tell(postPublished, first);
  await media.tell(postPublished, { ...first, mediaIds: [], version: 2 });
  await media.tell(postPublished, post([id]));
  await later(2 * day);
  expect(await isThere(id)).toBe(true);
});

test("nobody keeps another's picture by putting it into a post", async () => {
  const id = await store();
  await media.tell(postPublished, { ...post([id]), authorId: newId('usr') });
  await later();
  expect(await isThere(id)).toBe(false);
});

test('of a deleted account everything goes at once, what is in use too', async () => {
  const id = await store();
  await media.tell(postPublished, post([id]));
  const account = { userId: owner, isPrivate: false, defaultPostVisibility: 'PUBLIC' as const };
  await media.tell(accountChanged, { ...account, status: 'DEACTIVATED', version: 2 });
  await review();
  expect(await isThere(id)).toBe(true);
  await media.tell(accountChanged, { ...account, status: 'DELETED', version: 3 });
  await review();
  expect([await isThere(id), await filesOf(id)]).toEqual([false, 0]);
});

test('the service does it by itself', async () => {
  const id = await store();
  media.advance(day);
  const collecting = createCollecting(media.deps);
  await collecting.start();
  await media.gone(owner, id);
  await collecting.stop();
});

test('files that nobody knows are removed once they are old, and no others', async () => {
  const id = await store();
  const unknown = `${newId('med')}.0123.full.webp`;
  await media.local.storage.put(unknown, picture);
  await media.local.storage.put(`${id}.0123.full.webp`, picture);
  await writeFile(join(media.env.MEDIA_DIR, 'incoming', 'cut-off'), '');
  /** Files bear the time of the machine. */
  const collectIn = (hours: number) => collectFiles({ ...media.deps, clock: { now: () => new Date(Date.now() + hours * 3_600_000) } });
  await collectIn(0);
  expect([await filesOf(unknown), await filesOf(id), await media.arriving()]).toEqual([1, 4, ['cut-off']]);
  await collectIn(3);
  await collectIn(3);
  expect([await filesOf(unknown), await filesOf(id), await media.arriving()]).toEqual([0, 3, []]);
});

test('one person has so many files and so many bytes, of two at once too; what is let go of makes room', async () => {
  const ask = async (byteSize: number) =>
    (await media.createUpload(owner, { length: byteSize })).userErrors.map(({ code }: { code: string }) => code);
  expect(await Promise.all([ask(1_500_000), ask(1_500_000)]).then((codes) => codes.flat())).toEqual(['QUOTA_EXCEEDED']);
  expect(await ask(500_001)).toEqual(['QUOTA_EXCEEDED']);
  expect([await ask(10), await ask(10), await ask(10)]).toEqual([[], [], ['QUOTA_EXCEEDED']]);
  await later();
  const { upload } = await media.createUpload(owner, { length: 2_000_000 });
  expect(await ask(10)).toEqual(['QUOTA_EXCEEDED']);
  await put(upload.url, picture);
  expect(await ask(10)).toEqual([]);
});

test('a request that was refused for the quota may be sent again when there is room', async () => {
  const ask = () => media.createUpload(owner, { length: 1_500_000 }, { clientRequestId: 'again' });
  const { media: first } = await media.createUpload(owner, { length: 1_500_000 });
  expect(await ask()).toMatchObject({ media: null, userErrors: [{ code: 'QUOTA_EXCEEDED' }] });
  await media.deps.db.media.delete({ where: { id: first.id } });
  expect(await ask()).toMatchObject({ media: { status: 'AWAITING_UPLOAD' }, userErrors: [] });
});
