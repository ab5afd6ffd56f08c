import { postPublished } from '@ejazz/events/post';
import { newId } from '@ejazz/platform/ids/id';
import { type FakeCloudinary, startFakeCloudinary } from '@ejazz/testing/cloudinary/fake-cloudinary';
import { eventually } from '@ejazz/testing/eventually';
import sharp from 'sharp';
import { collectFiles } from '../src/domain/collect-files';
import { reviewMedia } from '../src/domain/review-media';
import { moving, phoneJpeg, twoHalves } from './pictures';
import { send, startMedia, type TestMedia } from './start-media';

let cloudinary: FakeCloudinary;
let media: TestMedia;
const owner = newId('usr');
const day = 24 * 3_600_000;

const picture = { full: 'variant { url width height }', small: 'thumbnail { url width height }' };
const get = (url: string, headers: Record<string, string> = {}) => fetch(url, { headers });
const sizeOf = async (response: Response) => {
  const { width, height, format } = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
  return { width, height, format };
};

describe.each(['a folder of this machine', 'Cloudinary'] as const)('files kept in %s', (where) => {
  beforeAll(async () => {
    cloudinary = await startFakeCloudinary();
    // The SDK looks here for whether it is to speak http, which Cloudinary itself does not.
    process.env.CLOUDINARY_URL = cloudinary.url;
    media = await startMedia(where === 'Cloudinary' ? { CLOUDINARY_URL: cloudinary.url } : {});
  });
  afterAll(async () => {
    delete process.env.CLOUDINARY_URL;
    await media.stop();
    await cloudinary.stop();
  });

  const kept = async (id: string) => (where === 'Cloudinary' ? cloudinary.assets.has(id) : (await media.files()).some((name) => name.includes(id)));

  it('are sent where the target says, worked on, and READY', async () => {
    const ready = await media.uploaded(owner, await phoneJpeg(600, 400), { altText: 'A flag' });
    expect(ready).toMatchObject({ status: 'READY', altText: 'A flag', width: 600, height: 400, isAnimated: false });
    expect(ready.blurhash).toHaveLength(28);
    expect(await kept(ready.id)).toBe(true);
  });

  it.each([
    ['FULL', 'WEBP', 600, 400, 'webp'],
    ['FEED', 'AVIF', 600, 400, 'heif'],
    ['THUMBNAIL', 'WEBP', 320, 213, 'webp'],
    ['AVATAR', 'WEBP', 400, 400, 'webp'],
    ['BANNER', 'AVIF', 600, 200, 'heif'],
  ])('are given as %s %s in the size that is said, whole or in parts', async (name, format, width, height, type) => {
    const { id } = await media.uploaded(owner, await twoHalves(600, 400).png().toBuffer());
    const { variant } = await media.look(owner, id, `variant(name: ${name}, format: ${format}) { url width height }`);
    expect(variant).toMatchObject({ width, height });
    const whole = await get(variant.url);
    expect(whole.headers.get('content-type')).toBe(format === 'AVIF' ? 'image/avif' : 'image/webp');
    const content = Buffer.from(await whole.clone().arrayBuffer());
    expect(await sizeOf(whole)).toEqual({ width, height, format: type });
    const part = await get(variant.url, { range: 'bytes=4-9' });
    expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([206, content.subarray(4, 10)]);
    expect((await get(variant.url, { range: `bytes=${content.length}-` })).status).toBe(416);
    expect((await get(variant.url, { 'if-none-match': whole.headers.get('etag') ?? '' })).status).toBe(304);
  });

  it('go on moving', async () => {
    expect(await media.uploaded(owner, await moving('gif', 60, 40))).toMatchObject({ isAnimated: true, width: 60, height: 40 });
  });

  it("are nobody else's to see until they are shown, and then everybody's", async () => {
    const { id } = await media.uploaded(owner, await twoHalves(30, 20).png().toBuffer());
    expect(await media.look(newId('usr'), id, picture.full)).toBeNull();
    const post = { postId: newId('pst'), authorId: owner, mediaIds: [id], createdAt: new Date().toISOString() };
    await media.tell(postPublished, { ...post, visibility: 'PUBLIC', version: 1 });
    const { variant } = await media.look(undefined, id, picture.full);
    expect(await sizeOf(await get(variant.url))).toMatchObject({ width: 30, height: 20 });
    await media.tell(postPublished, { ...post, visibility: 'ONLY_ME', version: 2 });
    expect((await get(variant.url)).status).toBe(404);
  });

  it('of which nothing can be made are refused or FAILED, and nothing is kept of them', async () => {
    const { media: created, upload } = await media.createUpload(owner, { length: 1_000 });
    const response = await send(upload, Buffer.from('not a picture'));
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await kept(created.id)).toBe(false);
    const long = await sharp({ create: { width: 16_385, height: 2, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const second = await media.createUpload(owner, long);
    if ((await send(second.upload, long)).ok) {
      expect(await media.processed(owner, second.media.id)).toMatchObject({ status: 'FAILED', failure: { code: 'DIMENSIONS_TOO_LARGE' } });
    }
    await eventually(async () => !(await kept(second.media.id)));
  });

  it('are deleted with all that was made of them when nobody uses them', async () => {
    const { id } = await media.uploaded(owner, await twoHalves(30, 20).png().toBuffer());
    const { thumbnail } = await media.look(owner, id, picture.small);
    expect((await get(thumbnail.url)).status).toBe(200);
    await media.deps.db.media.update({ where: { id }, data: { ownerId: newId('usr') } });
    await reviewMedia(media.deps, id);
    await reviewMedia(media.deps, id);
    expect(await kept(id)).toBe(false);
    expect((await get(thumbnail.url)).status).toBe(404);
  });

  it('that no row speaks of are collected, and no others', async () => {
    const [known, lost] = [
      await media.uploaded(owner, await twoHalves(30, 20).png().toBuffer()),
      await media.uploaded(owner, await moving('gif', 9, 9)),
    ];
    await media.deps.db.media.delete({ where: { id: lost.id } });
    await collectFiles(media.deps);
    expect([await kept(known.id), await kept(lost.id)]).toEqual([true, true]);
    await collectFiles({ ...media.deps, clock: { now: () => new Date(Date.now() + day) } });
    expect([await kept(known.id), await kept(lost.id)]).toEqual([true, false]);
  });
});
