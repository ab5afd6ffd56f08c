import { postPublished } from '@ejazz/events/post';
import { newId } from '@ejazz/platform/ids/id';
import { type FakeCloudinary, startFakeCloudinary } from '@ejazz/testing/cloudinary/fake-cloudinary';
import { notificationSignature } from '@ejazz/testing/cloudinary/signatures';
import { eventually } from '@ejazz/testing/eventually';
import { readMediaEnv } from '../src/env';
import { twoHalves } from './pictures';
import { send, startMedia, type TestMedia } from './start-media';

let cloudinary: FakeCloudinary;
let media: TestMedia;
let picture: Buffer;
const owner = newId('usr');

beforeAll(async () => {
  cloudinary = await startFakeCloudinary({ algorithm: 'sha1' });
  process.env.CLOUDINARY_URL = cloudinary.url;
  [media, picture] = await Promise.all([startMedia({ CLOUDINARY_URL: cloudinary.url }), twoHalves(60, 40).png().toBuffer()]);
});
afterAll(async () => {
  delete process.env.CLOUDINARY_URL;
  await media.stop();
  await cloudinary.stop();
});
beforeEach(() => {
  cloudinary.silent = false;
});

const notify = (body: string, timestamp: number, signature: string) =>
  fetch(new URL('/cloudinary/notifications', media.url), {
    method: 'POST',
    headers: { 'x-cld-timestamp': String(timestamp), 'x-cld-signature': signature },
    body,
  });
const arrivalOf = (id: string) => JSON.stringify({ notification_type: 'upload', public_id: id, version: 1, bytes: 10 });
const seconds = () => Math.floor(Date.now() / 1_000);
const signed = (body: string, timestamp = seconds()) => notify(body, timestamp, notificationSignature(body, timestamp, cloudinary.secret, 'sha1'));
const statusOf = async (id: string) => (await media.look(owner, id, 'status')).status;

test('what the client may do is signed: nothing of it can be changed', async () => {
  const { upload } = await media.createUpload(owner, picture);
  const names = upload.fields.map(({ name }: { name: string }) => name);
  expect(names.sort()).toEqual(
    ['allowed_formats', 'api_key', 'eager', 'eager_async', 'notification_url', 'overwrite', 'public_id', 'signature', 'timestamp', 'type'].sort(),
  );
  for (const name of ['public_id', 'type', 'overwrite', 'eager', 'notification_url', 'timestamp', 'signature']) {
    const fields = upload.fields.map((field: { name: string; value: string }) => (field.name === name ? { name, value: `${field.value}1` } : field));
    expect((await send({ ...upload, fields }, picture)).status).toBe(401);
  }
  const more = [...upload.fields, { name: 'transformation', value: 'w_1' }];
  expect((await send({ ...upload, fields: more }, picture)).status).toBe(401);
});

test('a second upload to the same target changes nothing', async () => {
  const { media: created, upload } = await media.createUpload(owner, picture);
  await send(upload, picture);
  const { content } = cloudinary.assets.get(created.id) ?? {};
  await send(upload, await twoHalves(10, 10).png().toBuffer());
  expect(cloudinary.assets.get(created.id)?.content).toBe(content);
});

test('a notification is believed when it is signed with our secret in these minutes, and only then', async () => {
  const { media: created } = await media.createUpload(owner, picture);
  const body = arrivalOf(created.id);
  const right = notificationSignature(body, seconds(), cloudinary.secret, 'sha1');
  const refused = [
    await notify(body, seconds(), notificationSignature(body, seconds(), 'another secret', 'sha1')),
    await notify(body, seconds() + 1, right),
    await notify(`${body} `, seconds(), right),
    await notify(body, seconds(), ''),
    await notify(body, Number.NaN, ''),
    await signed(body, seconds() - 301),
    await signed(body, seconds() + 360),
  ];
  expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 403));
  expect(await statusOf(created.id)).toBe('AWAITING_UPLOAD');
});

test('what a signed notification says of a file that is not there does not make it READY', async () => {
  const { media: created } = await media.createUpload(owner, picture);
  expect((await signed(arrivalOf(created.id))).status).toBe(200);
  expect(await statusOf(created.id)).toBe('PROCESSING');
  expect((await signed(arrivalOf(newId('med')))).status).toBe(200);
  expect((await signed(JSON.stringify({ notification_type: 'delete', resources: [] }))).status).toBe(200);
});

test('a notification that comes twice, or late, has its effect once', async () => {
  const ready = await media.uploaded(owner, picture);
  const first = cloudinary.notifications.find(({ body }) => body.includes(ready.id));
  const row = () => media.deps.db.media.findUniqueOrThrow({ where: { id: ready.id } });
  const before = await row();
  expect((await notify(first?.body ?? '', first?.timestamp ?? 0, first?.signature ?? '')).status).toBe(200);
  expect(await row()).toEqual(before);
});

test('what everybody may see they fetch from Cloudinary itself; what is for some goes through us', async () => {
  const { id } = await media.uploaded(owner, picture);
  const { variant } = await media.look(owner, id, 'variant { url }');
  expect((await fetch(variant.url, { redirect: 'manual' })).status).toBe(200);
  await media.tell(postPublished, {
    postId: newId('pst'),
    authorId: owner,
    visibility: 'PUBLIC',
    mediaIds: [id],
    createdAt: new Date().toISOString(),
    version: 1,
  });
  const open = (await media.look(undefined, id, 'variant { url }')).variant.url;
  const redirected = await fetch(open, { redirect: 'manual' });
  expect([redirected.status, redirected.headers.get('cache-control')]).toEqual([302, 'private, max-age=60']);
  const location = redirected.headers.get('location') ?? '';
  expect(location).toMatch(/\/image\/authenticated\/s--[\w-]{32}--\//);
  expect((await fetch(location)).status).toBe(200);
  expect((await fetch(location.replace('w_2048', 'w_4096'))).status).toBe(401);
});

test('a secret that is malformed is told at the start, not with the first upload', () => {
  expect(() => readMediaEnv({ ...media.settings, CLOUDINARY_URL: 'https://cloudinary.com' })).toThrow('expected cloudinary://');
});

test('an upload of which Cloudinary could not tell us is let go of, there too', async () => {
  cloudinary.silent = true;
  const { media: created, upload } = await media.createUpload(owner, picture);
  await send(upload, picture);
  expect(await statusOf(created.id)).toBe('AWAITING_UPLOAD');
  media.advance(25 * 3_600_000);
  await eventually(async () => !cloudinary.assets.has(created.id), { patienceMs: 40_000 });
});
