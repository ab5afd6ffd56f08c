import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '@ejazz/platform/ids/id';
import sharp from 'sharp';
import { storePicture } from '../src/domain/store-picture';
import { twoHalves } from './pictures';
import { mediaOf, startMedia, type TestMedia } from './start-media';

let media: TestMedia;
let id = '';
const owner = newId('usr');
const hour = 3_600_000;

beforeAll(async () => {
  media = await startMedia();
  id = (await storePicture(media.deps, owner, await twoHalves(400, 200).png().toBuffer(), { altText: 'A flag', createdAt: new Date(0) })).id;
});
afterAll(() => media.stop());

const shown = async () => (await mediaOf(media, owner, [id])).media[0];

test('a picture comes with its type, and may be kept by the browser until the address expires', async () => {
  const { variant, thumbnail } = await shown();
  const response = await fetch(variant.url);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/webp',
    'x-content-type-options': 'nosniff',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': expect.stringMatching(/^private, max-age=\d+, immutable$/),
  });
  const maxAge = Number(/max-age=(\d+)/.exec(response.headers.get('cache-control') ?? '')?.[1]);
  const left = Number(new URL(variant.url).searchParams.get('expires')) - Date.now() / 1_000;
  expect(Math.abs(left - maxAge)).toBeLessThan(5);
  expect(left).toBeGreaterThan(6 * 3_600 - 5);
  const { width, height } = await sharp(await (await fetch(thumbnail.url)).arrayBuffer()).metadata();
  expect({ width, height }).toEqual({ width: thumbnail.width, height: thumbnail.height });
});

test('what the browser has already is not sent again', async () => {
  const { variant, thumbnail } = await shown();
  const etag = (await fetch(variant.url)).headers.get('etag') ?? '';
  const ask = async (url: string, header: string) => (await fetch(url, { headers: { 'if-none-match': header } })).status;
  expect(await ask(variant.url, etag)).toBe(304);
  expect(await ask(variant.url, `"other", W/${etag}`)).toBe(304);
  expect(await ask(variant.url, '"other"')).toBe(200);
  expect(await ask(thumbnail.url, etag)).toBe(200);
});

test('a part of a file is given to those who ask for one', async () => {
  const { variant } = await shown();
  const whole = Buffer.from(await (await fetch(variant.url)).arrayBuffer());
  const part = async (range: string, more: Record<string, string> = {}) => {
    const response = await fetch(variant.url, { headers: { range, ...more } });
    return { status: response.status, range: response.headers.get('content-range'), bytes: Buffer.from(await response.arrayBuffer()), response };
  };
  const size = whole.length;
  expect(await part('bytes=2-5')).toMatchObject({ status: 206, range: `bytes 2-5/${size}`, bytes: whole.subarray(2, 6) });
  expect(await part('bytes=-4')).toMatchObject({ status: 206, bytes: whole.subarray(-4) });
  expect(await part(`bytes=10-${size * 2}`)).toMatchObject({ status: 206, range: `bytes 10-${size - 1}/${size}`, bytes: whole.subarray(10) });
  expect(await part(`bytes=${size}-`)).toMatchObject({ status: 416, range: `bytes */${size}` });
  expect(await part('bytes=0-1,4-5')).toMatchObject({ status: 200, range: null, bytes: whole });
  const etag = (await fetch(variant.url)).headers.get('etag') ?? '';
  expect(await part('bytes=2-5', { 'if-range': etag })).toMatchObject({ status: 206, bytes: whole.subarray(2, 6) });
  expect(await part('bytes=2-5', { 'if-range': '"other"' })).toMatchObject({ status: 200, bytes: whole });
  expect(await part('bytes=2-5', { 'if-range': `W/${etag}` })).toMatchObject({ status: 200 });
  const head = await fetch(variant.url, { method: 'HEAD', headers: { range: 'bytes=2-5' } });
  expect([head.status, head.headers.get('content-length'), head.headers.get('accept-ranges')]).toEqual([206, '4', 'bytes']);
});

test('HEAD tells the same without the picture', async () => {
  const { variant } = await shown();
  const [got, head] = await Promise.all([fetch(variant.url), fetch(variant.url, { method: 'HEAD' })]);
  const content = await got.arrayBuffer();
  expect(head.status).toBe(200);
  expect(head.headers.get('content-length')).toBe(String(content.byteLength));
  expect((await head.arrayBuffer()).byteLength).toBe(0);
});

test('an address that was tampered with is refused', async () => {
  const { variant } = await shown();
  const forged = [
    variant.url.replace('full.webp', 'thumbnail.webp'),
    variant.url.replace(/viewer=[^&]+&/, ''),
    variant.url.replace(owner, newId('usr')),
    variant.url.replace(/expires=\d+/, 'expires=9999999999'),
    variant.url.replace(/signature=.*/, 'signature=x'),
  ];
  for (const url of forged) expect((await fetch(url)).status).toBe(403);
  const unknown = await fetch(variant.url.replace('full.webp', '..%2f..%2fsecret'));
  expect(unknown.status).toBe(404);
  expect(unknown.headers.get('cache-control')).toBe('no-store');
});

test('an upload address is no picture address', async () => {
  const { upload, media: awaiting } = await media.createUpload(owner, { length: 1 });
  const query = new URL(upload.url).search;
  expect((await fetch(new URL(`/media/${awaiting.id}/full.webp${query}`, upload.url))).status).toBe(403);
});

test('a picture whose file is lost is not found', async () => {
  const other = await storePicture(media.deps, owner, await twoHalves(8, 8).png().toBuffer());
  const [{ variant }] = (await mediaOf(media, owner, [other.id])).media;
  await rm(join(media.env.MEDIA_DIR, 'files'), { recursive: true });
  expect((await fetch(variant.url)).status).toBe(404);
});

test('storing a picture under an id that is taken changes nothing', async () => {
  const again = await storePicture(media.deps, newId('usr'), await twoHalves(8, 8).png().toBuffer(), { id });
  expect(again).toMatchObject({ id, ownerId: owner, width: 400, altText: 'A flag', createdAt: new Date(0) });
});

// Last, because it moves the clock.
test('an address stays the same for hours and then expires', async () => {
  const first = await shown();
  const addresses = new Set<string>();
  for (let hours = 0; hours < 12; hours += 1) {
    addresses.add((await shown()).variant.url);
    media.advance(hour);
  }
  expect(addresses.size).toBeGreaterThanOrEqual(2);
  expect(addresses.size).toBeLessThanOrEqual(3);
  const late = await fetch(first.variant.url);
  expect(late.status).toBe(410);
  expect(await late.json()).toMatchObject({ error: 'URL_EXPIRED' });
});
