import { newId } from '@ejazz/platform/ids/id';
import { twoHalves } from './pictures';
import { put, startMedia, type TestMedia } from './start-media';

let media: TestMedia;
const owner = newId('usr');

beforeAll(async () => {
  media = await startMedia();
});
afterAll(() => media.stop());

const codes = async (size: number, more: object = {}) =>
  (await media.createUpload(owner, { length: size }, more)).userErrors.map(({ code }: { code: string }) => code);

test('what cannot become a picture is refused before its bytes are sent', async () => {
  expect(await codes(0)).toEqual(['BYTE_SIZE_INVALID']);
  expect(await codes(10 * 1024 * 1024 + 1, { altText: 'x'.repeat(1_001) })).toEqual(['BYTE_SIZE_INVALID', 'ALT_TEXT_TOO_LONG']);
  expect(await codes(1, { focalPoint: { x: 1.1, y: 0 } })).toEqual(['FOCAL_POINT_INVALID']);
  expect(await codes(10 * 1024 * 1024, { altText: '🙂'.repeat(1_000) })).toEqual([]);
});

test('a request that is sent again creates one picture; with another input it is refused', async () => {
  const send = (size: number) => media.createUpload(owner, { length: size }, { clientRequestId: 'one' });
  const [first, second] = await Promise.all([send(1), send(1)]);
  expect(second.media.id).toBe(first.media.id);
  expect(second).toMatchObject({ clientRequestId: 'one', upload: { method: 'PUT' } });
  expect(await send(2)).toMatchObject({ media: null, upload: null, userErrors: [{ code: 'CLIENT_REQUEST_ID_REUSED' }] });
});

test('a replay for a picture whose bytes have arrived has no target any more', async () => {
  const bytes = await twoHalves(10, 10).png().toBuffer();
  const send = () => media.createUpload(owner, bytes, { clientRequestId: 'ready' });
  const { upload } = await send();
  await put(upload.url, bytes);
  expect(await send()).toMatchObject({ media: { status: expect.stringMatching(/PROCESSING|READY/) }, upload: null, userErrors: [] });
});

test('nobody uploads without being signed in', async () => {
  const input = { contentType: 'IMAGE_PNG', byteSize: 1 };
  const { data, errors } = await media.ask(
    undefined,
    'mutation ($input: CreateMediaUploadInput!) { createMediaUpload(input: $input) { media { id } } }',
    { input },
  );
  expect(data).toBeNull();
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

test('the limits are published', async () => {
  const { data } = await media.ask(
    undefined,
    '{ mediaLimits { maxByteSize maxPixels maxSidePixels maxAltTextLength contentTypes quota { files megabytes } } }',
  );
  expect(data.mediaLimits).toEqual({
    maxByteSize: 10_485_760,
    maxPixels: 50_000_000,
    maxSidePixels: 16_384,
    maxAltTextLength: 1_000,
    quota: { files: 20_000, megabytes: 10_000 },
    contentTypes: ['IMAGE_JPEG', 'IMAGE_PNG', 'IMAGE_WEBP', 'IMAGE_GIF', 'IMAGE_AVIF'],
  });
});
