import { request } from 'node:http';
import { newId } from '@ejazz/platform/ids/id';
import { eventually } from '@ejazz/testing/eventually';
import sharp from 'sharp';
import { upload } from '../src/domain/upload';
import { phoneJpeg, pictureWithPage, pixelBomb, polyglots, svgWithScript, twoHalves } from './pictures';
import { mediaOf, put, startMedia, type TestMedia } from './start-media';

let media: TestMedia;
let jpeg: Buffer;
const owner = newId('usr');

beforeAll(async () => {
  [media, jpeg] = await Promise.all([startMedia(), phoneJpeg(1_200, 900)]);
});
afterAll(() => media.stop());

const statusOf = async (id: string) => (await mediaOf(media, owner, [id])).media[0].status;
const filesOf = async (id: string) => (await media.files()).filter((name) => name.includes(id));

async function refusal(bytes: Buffer, more: object = {}) {
  const { media: created, upload: target } = await media.createUpload(owner, bytes, more);
  const response = await put(target.url, bytes, { headers: { 'content-type': 'image/jpeg' } });
  expect(await statusOf(created.id)).toBe('AWAITING_UPLOAD');
  expect(await filesOf(created.id)).toEqual([]);
  expect(await media.arriving()).toEqual([]);
  return { status: response.status, ...((await response.json()) as { error: string }) };
}

test('a picture is processed when its bytes have been sent to the given target', async () => {
  const { media: created, upload: target, userErrors } = await media.createUpload(owner, jpeg, { altText: ' A flag ' });
  expect(userErrors).toEqual([]);
  expect(created).toEqual({ id: expect.stringMatching(/^med_/), status: 'AWAITING_UPLOAD', altText: 'A flag', thumbnail: null });
  expect(target).toMatchObject({ method: 'PUT', headers: [{ name: 'Content-Type', value: 'image/jpeg' }] });
  const response = await put(target.url, jpeg);
  expect(response.status).toBe(202);
  expect(await response.json()).toEqual({ id: created.id, status: 'PROCESSING' });
  const ready = await media.processed(owner, created.id);
  expect(ready).toMatchObject({ status: 'READY', failure: null, kind: 'IMAGE', altText: 'A flag', width: 1_200, height: 900 });
  expect(ready.variant).toMatchObject({ width: 1_200, height: 900 });
  expect(ready.thumbnail).toMatchObject({ width: 320, height: 240 });
});

test('what is kept is upright WebP without place and device', async () => {
  const ready = await media.uploaded(owner, jpeg);
  const content = Buffer.from(await (await fetch(ready.variant.url)).arrayBuffer());
  const { exif, xmp, icc, orientation, format, width, height } = await sharp(content).metadata();
  expect({ exif, xmp, icc, orientation, format, width, height }).toEqual({ format: 'webp', width: 1_200, height: 900 });
  expect(content.includes('Camera Works')).toBe(false);
  const pixel = async (top: number) => [...(await sharp(content).extract({ left: 600, top, width: 1, height: 1 }).raw().toBuffer())];
  expect((await pixel(10))[0]).toBeGreaterThan(200);
  expect((await pixel(890))[2]).toBeGreaterThan(200);
});

test('a large picture is made to fit, a small one is not blown up', async () => {
  const [large, small] = await Promise.all([twoHalves(3_000, 1_500).png().toBuffer(), twoHalves(20, 10).png().toBuffer()]);
  for (const [bytes, width, height] of [[large, 2_048, 1_024] as const, [small, 20, 10] as const]) {
    expect(await media.uploaded(owner, bytes)).toMatchObject({ width, height });
  }
});

test.each(['png', 'webp', 'gif', 'avif'] as const)('%s is taken, whatever type was declared', async (format) => {
  const bytes = await twoHalves(40, 30)[format]().toBuffer();
  expect(await media.uploaded(owner, bytes)).toMatchObject({ status: 'READY', width: 40, height: 30 });
});

test.each([
  ['an SVG with a script', svgWithScript],
  ['text named as a JPEG', Buffer.from('not a picture at all')],
  ['a file of one byte', Buffer.from([0xff])],
  ['a TIFF', Buffer.from('49492a00080000000000', 'hex')],
])('%s is refused by its content', async (_name, bytes) => {
  expect(await refusal(bytes)).toMatchObject({ status: 415, error: 'TYPE_NOT_SUPPORTED' });
});

test('a picture that is cut short is found out when it is worked on; nothing is kept of it', async () => {
  const failed = await media.uploaded(owner, jpeg.subarray(0, jpeg.length / 2));
  expect(failed).toMatchObject({ status: 'FAILED', failure: { code: 'IMAGE_UNREADABLE' }, variant: null, width: null });
  await eventually(async () => (await filesOf(failed.id)).length === 0);
});

test('a few bytes that claim to be a giant picture are refused before they are decoded', async () => {
  expect(await refusal(pixelBomb())).toMatchObject({ status: 422, error: 'DIMENSIONS_TOO_LARGE' });
});

test.each(['script', 'page', 'film'] as const)('a file that only begins as a picture does, and is a %s, is refused', async (name) => {
  expect(await refusal(polyglots[name])).toMatchObject({ status: 422, error: 'IMAGE_UNREADABLE' });
});

test('of a picture that is a page as well nothing but the picture is kept', async () => {
  const ready = await media.uploaded(owner, pictureWithPage(await twoHalves(30, 20).jpeg().toBuffer()));
  expect(ready).toMatchObject({ status: 'READY', width: 30, height: 20 });
  const response = await fetch(ready.variant.url);
  expect([response.headers.get('content-type'), response.headers.get('x-content-type-options')]).toEqual(['image/webp', 'nosniff']);
  expect(Buffer.from(await response.arrayBuffer()).includes('script')).toBe(false);
});

test('a picture with few pixels but a side that is too long is refused', async () => {
  const line = await sharp({ create: { width: 16_385, height: 1, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  expect(await refusal(line)).toMatchObject({ status: 422, error: 'DIMENSIONS_TOO_LARGE' });
});

test('names with characters that cannot be seen lead nowhere, and say nothing', async () => {
  const { upload: target } = await media.createUpload(owner, jpeg);
  for (const unseen of ['%E2%80%8B', '%E2%80%AE', '%00', '\u200b']) {
    const response = await put(target.url.replace('?', `${unseen}?`), jpeg);
    expect([response.status, await response.json()]).toEqual([403, expect.objectContaining({ error: 'SIGNATURE_INVALID' })]);
  }
  const ready = await media.uploaded(owner, await twoHalves(30, 20).png().toBuffer(), { altText: '\u200b\u202e \u2060' });
  expect(ready.altText).toBe('');
  expect((await fetch(ready.variant.url.replace('full.webp', 'full%E2%80%8B.webp'))).status).toBe(404);
});

test('a body larger than declared is refused at once when it says so', async () => {
  const { upload: target } = await media.createUpload(owner, { length: 100 });
  const response = await put(target.url, jpeg);
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ error: 'TOO_LARGE' });
});

test('a body that does not say its size is cut when it grows too large', async () => {
  const { media: created, upload: target } = await media.createUpload(owner, { length: 100_000 });
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const endless = request(target.url, { method: 'PUT' }, (response) => resolve(response.resume().statusCode));
    endless.on('error', reject);
    const more = () => {
      if (endless.writable) endless.write(Buffer.alloc(50_000), more);
    };
    more();
    endless.on('close', () => resolve(undefined));
  });
  expect(status).toBe(413);
  await eventually(async () => (await media.arriving()).length === 0);
  expect(await filesOf(created.id)).toEqual([]);
});

test('an upload that is cut off leaves nothing behind and can be sent again', async () => {
  const { media: created, upload: target } = await media.createUpload(owner, jpeg);
  const cut = request(target.url, { method: 'PUT', headers: { 'content-length': jpeg.length } });
  cut.on('error', () => undefined);
  cut.write(jpeg.subarray(0, 1_000));
  await eventually(async () => (await media.arriving()).length === 1);
  cut.destroy();
  await eventually(async () => (await media.arriving()).length === 0);
  expect(await statusOf(created.id)).toBe('AWAITING_UPLOAD');
  expect((await put(target.url, jpeg)).status).toBe(202);
});

test('the same upload again is answered with the same', async () => {
  const { media: created, upload: target } = await media.createUpload(owner, jpeg);
  await put(target.url, jpeg);
  await media.processed(owner, created.id);
  const again = await put(target.url, jpeg);
  expect(again.status).toBe(200);
  expect(await again.json()).toEqual({ id: created.id, status: 'READY' });
});

test('of several uploads of one picture at once one wins, and only its files stay', async () => {
  const others = await Promise.all([30, 40, 50].map((side) => twoHalves(side, side).png().toBuffer()));
  const { media: created, upload: target } = await media.createUpload(owner, { length: 100_000 });
  const statuses = await Promise.all(others.map(async (bytes) => (await put(target.url, bytes)).status));
  expect(statuses.sort()).toEqual([200, 200, 202]);
  const ready = await media.processed(owner, created.id);
  await eventually(async () => (await filesOf(created.id)).length === 3);
  const shown = await sharp(await (await fetch(ready.variant.url)).arrayBuffer()).metadata();
  expect([shown.width, shown.height]).toEqual([ready.width, ready.height]);
});

test('an upload whose service dies before it is written down is completed by its repeat', async () => {
  const { media: created, upload: target } = await media.createUpload(owner, jpeg);
  const dying = { ...media.deps, transact: () => Promise.reject(new Error('killed')) };
  async function* body() {
    yield jpeg;
  }
  await expect(upload(dying, media.local, { mediaId: created.id, maxBytes: jpeg.length }, body())).rejects.toThrow('killed');
  expect(await statusOf(created.id)).toBe('AWAITING_UPLOAD');
  expect((await put(target.url, jpeg)).status).toBe(202);
  expect(await media.processed(owner, created.id)).toMatchObject({ status: 'READY' });
  await eventually(async () => (await filesOf(created.id)).length === 3);
});

test('an address that was tampered with is refused', async () => {
  const { upload: target } = await media.createUpload(owner, jpeg);
  const other = await media.createUpload(owner, jpeg);
  const forged = [
    target.url.replace(/maxBytes=\d+/, 'maxBytes=10485760'),
    target.url.replace(/expires=\d+/, 'expires=9999999999'),
    target.url.replace(/med_\w+/, other.media.id),
    target.url.replace(/&signature=.*/, ''),
  ];
  for (const url of forged) {
    const response = await put(url, jpeg);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: 'SIGNATURE_INVALID' });
  }
});

test('browsers may send to the target from any page', async () => {
  const { upload: target } = await media.createUpload(owner, jpeg);
  const preflight = await fetch(target.url, { method: 'OPTIONS' });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-methods')).toBe('PUT');
  expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type');
  const refused = await put(`${target.url}x`, jpeg);
  expect([preflight, refused].map(({ headers }) => headers.get('access-control-allow-origin'))).toEqual(['*', '*']);
});

test('readiness is told once, with the size', async () => {
  const { media: created, upload: target } = await media.createUpload(owner, jpeg);
  await put(target.url, jpeg);
  await put(target.url, jpeg);
  await media.processed(owner, created.id);
  const told = await media.deps.db.outboxEvent.findMany({ where: { payload: { path: ['mediaId'], equals: created.id } } });
  expect(told.map(({ name, payload }) => ({ name, payload }))).toEqual([
    { name: 'media.ready', payload: { mediaId: created.id, ownerId: owner, width: 1_200, height: 900, version: 3 } },
  ]);
});

// Last, because it moves the clock.
test('a target expires after 15 minutes; a replay of the request gives a fresh one', async () => {
  const ask = () => media.createUpload(owner, jpeg, { clientRequestId: 'expiring' });
  const { upload: target } = await ask();
  media.advance(15 * 60_000);
  const late = await put(target.url, jpeg);
  expect(late.status).toBe(410);
  expect(await late.json()).toMatchObject({ error: 'UPLOAD_EXPIRED' });
  const { upload: fresh } = await ask();
  expect((await put(fresh.url, jpeg)).status).toBe(202);
});
