import { newId } from '@ejazz/platform/ids/id';
import { isBlurhashValid } from 'blurhash';
import sharp from 'sharp';
import { moving, twoHalves } from './pictures';
import { startMedia, type TestMedia } from './start-media';

let media: TestMedia;
let id = '';
const owner = newId('usr');

beforeAll(async () => {
  media = await startMedia();
  ({ id } = await media.uploaded(owner, await twoHalves(1_500, 600).png().toBuffer(), { focalPoint: { x: 0.5, y: 0.9 } }));
});
afterAll(() => media.stop());

const get = async ({ url }: { url: string }) => {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  const content = Buffer.from(await response.arrayBuffer());
  return { content, etag: response.headers.get('etag'), type: response.headers.get('content-type'), ...(await sharp(content).metadata()) };
};
const variant = (name: string, format: string) => media.look(owner, id, `variant(name: ${name}, format: ${format}) { url width height }`);
/** How red and how blue the middle of a picture is, which is red above and blue below. */
const middleOf = async (content: Buffer) => {
  const { width = 0, height = 0 } = await sharp(content).metadata();
  const pixel = sharp(content).extract({ left: width >> 1, top: height >> 1, width: 1, height: 1 });
  const [red = 0, , blue = 0] = await pixel.removeAlpha().raw().toBuffer();
  return [red, blue] as const;
};

test.each([
  ['THUMBNAIL', 320, 128],
  ['FEED', 1_080, 432],
  ['FULL', 1_500, 600],
  ['AVATAR', 400, 400],
  ['BANNER', 1_500, 500],
] as const)('%s can be had as WebP and as AVIF, as large as is said', async (name, width, height) => {
  for (const [format, type] of [
    ['WEBP', 'image/webp'],
    ['AVIF', 'image/avif'],
  ] as const) {
    const { variant: shown } = await variant(name, format);
    expect(shown).toMatchObject({ width, height });
    expect(await get(shown)).toMatchObject({ type, width, height });
  }
});

test('however many ask at once for what is not made yet, it is the same for all', async () => {
  const fresh = await media.uploaded(owner, await twoHalves(300, 200).png().toBuffer());
  const { variant: shown } = await media.look(owner, fresh.id, 'variant(name: AVATAR, format: AVIF) { url }');
  const etags = await Promise.all(Array.from({ length: 5 }, async () => (await get(shown)).etag));
  expect(new Set(etags).size).toBe(1);
  expect((await media.files()).filter((name) => name.includes(fresh.id) && name.endsWith('.avif'))).toHaveLength(1);
});

test('a crop shows what the picture is about; when that is said anew it has another address', async () => {
  const banner = async () => (await variant('BANNER', 'WEBP')).variant;
  const before = await banner();
  const below = await get(before);
  expect((await middleOf(below.content))[1]).toBeGreaterThan(200);
  const update =
    'mutation ($id: ID!, $input: UpdateMediaInput!) { updateMedia(id: $id, input: $input) { media { focalPoint { x y } altText } userErrors { code } } }';
  const change = async (input: object, by = owner) => (await media.ask(by, update, { id, input })).data.updateMedia;
  expect(await change({ focalPoint: { x: 0.5, y: 0.1 }, altText: ' A flag ' })).toEqual({
    media: { focalPoint: { x: 0.5, y: 0.1 }, altText: 'A flag' },
    userErrors: [],
  });
  const after = await banner();
  expect(after.url).not.toBe(before.url);
  const above = await get(after);
  expect((await middleOf(above.content))[0]).toBeGreaterThan(200);
  expect(above.etag).not.toBe(below.etag);
  expect(await change({ focalPoint: null })).toEqual({ media: { focalPoint: { x: 0.5, y: 0.5 }, altText: 'A flag' }, userErrors: [] });
  expect(await change({ focalPoint: { x: 2, y: 0 }, altText: 'x'.repeat(1_001) })).toMatchObject({
    media: null,
    userErrors: [{ code: 'ALT_TEXT_TOO_LONG' }, { code: 'FOCAL_POINT_INVALID' }],
  });
  expect(await change({ altText: 'Mine now' }, newId('usr'))).toMatchObject({ media: null, userErrors: [{ code: 'MEDIA_NOT_FOUND' }] });
});

test('an owner hears of what is said anew', async () => {
  const events = media.watch(owner, id);
  await events.next();
  await media.ask(owner, 'mutation ($id: ID!) { updateMedia(id: $id, input: { altText: "Anew" }) { userErrors { code } } }', { id });
  expect(await events.next()).toMatchObject({ id });
  await events.stop();
});

test('a few colours of it can be drawn until it has come', async () => {
  const { blurhash } = await media.look(owner, id, 'blurhash');
  expect(isBlurhashValid(blurhash)).toEqual({ result: true });
  expect(blurhash).toHaveLength(28);
});

test.each(['gif', 'webp'] as const)('an animated %s goes on moving, but for its thumbnail and as AVIF', async (format) => {
  const ready = await media.uploaded(owner, await moving(format, 60, 40));
  expect(ready).toMatchObject({ status: 'READY', isAnimated: true, width: 60, height: 40 });
  const shown = await media.look(
    owner,
    ready.id,
    'full: variant { url } avif: variant(format: AVIF) { url } thumbnail { url } avatar: variant(name: AVATAR) { url }',
  );
  expect(await get(shown.full)).toMatchObject({ pages: 3, width: 60, height: 40, delay: [100, 200, 300] });
  expect((await get(shown.avif)).pages ?? 1).toBe(1);
  expect((await get(shown.thumbnail)).pages).toBeUndefined();
  expect((await get(shown.avatar)).pages).toBeUndefined();
});

test.each([
  [
    'grey',
    () =>
      sharp({ create: { width: 9, height: 9, channels: 3, background: '#777' } })
        .greyscale()
        .png(),
  ],
  ['16 bits a channel', () => twoHalves(9, 9).toColourspace('rgb16').png()],
  ['CMYK', () => twoHalves(9, 9).toColourspace('cmyk').jpeg()],
  ['see-through', () => sharp({ create: { width: 9, height: 9, channels: 4, background: '#ff000080' } }).png()],
  ['one pixel', () => sharp({ create: { width: 1, height: 1, channels: 3, background: '#f00' } }).png()],
  ['very long', () => sharp({ create: { width: 16_384, height: 1, channels: 3, background: '#f00' } }).png()],
])('a picture that is %s is kept', async (_name, make) => {
  const ready = await media.uploaded(owner, await make().toBuffer());
  const shown = await media.look(owner, ready.id, 'variant { url width height } avatar: variant(name: AVATAR, format: AVIF) { url width height }');
  for (const { url, width, height } of [shown.variant, shown.avatar]) expect(await get({ url })).toMatchObject({ width, height, space: 'srgb' });
});
