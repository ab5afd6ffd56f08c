import { newId } from '@ejazz/platform/ids/id';
import { eventually } from '@ejazz/testing/eventually';
import { processMedia } from '../src/domain/process-media';
import { upload } from '../src/domain/upload';
import { createProcessing } from '../src/jobs/processing';
import { twoHalves } from './pictures';
import { put, startMedia, type TestMedia } from './start-media';

let media: TestMedia;
let picture: Buffer;
let owner = '';

beforeAll(async () => {
  [media, picture] = await Promise.all([startMedia(), twoHalves(60, 40).png().toBuffer()]);
});
beforeEach(() => {
  owner = newId('usr');
});
afterAll(() => media.stop());

/** As if the bytes had arrived at a process that died at once: nobody is told to look. */
async function arrived(): Promise<string> {
  const { media: created } = await media.createUpload(owner, picture);
  async function* body() {
    yield picture;
  }
  const deps = { ...media.deps, processing: { ...media.deps.processing, wake: () => undefined } };
  await upload(deps, media.local, { mediaId: created.id, maxBytes: picture.length }, body());
  return created.id;
}

const rowOf = (id: string) => media.deps.db.media.findUniqueOrThrow({ where: { id } });
const filesOf = async (id: string) => (await media.files()).filter((name) => name.includes(id));

test('its owner hears live how far a file is', async () => {
  const { media: created, upload: target } = await media.createUpload(owner, picture);
  const events = media.watch(owner, created.id);
  expect(await events.next()).toMatchObject({ id: created.id, status: 'AWAITING_UPLOAD', thumbnail: null });
  await put(target.url, picture);
  let last = await events.next();
  // Work may be done before the state in between is read.
  if (last.status === 'PROCESSING') last = await events.next();
  expect(last).toEqual({ id: created.id, status: 'READY', failure: null, thumbnail: { url: expect.stringContaining('http') } });
  await events.stop();
});

test('nobody else hears of it, also when they may see the picture', async () => {
  const { id } = await media.uploaded(owner, picture);
  for (const viewer of [newId('usr'), undefined]) await expect(media.watch(viewer, id).next()).rejects.toThrow(/NOT_FOUND|UNAUTHENTICATED/);
  await expect(media.watch(owner, newId('med')).next()).rejects.toThrow('NOT_FOUND');
});

test('several processes share the work, and each file is made ready once', async () => {
  const other = createProcessing(media.deps, 2);
  await other.start();
  const ready = await Promise.all(Array.from({ length: 6 }, () => media.uploaded(owner, picture)));
  await other.stop();
  const rows = await Promise.all(ready.map(({ id }) => rowOf(id)));
  expect(rows.map(({ status, attempts, dueAt, version }) => ({ status, attempts, dueAt, version }))).toEqual(
    rows.map(() => ({ status: 'READY', attempts: 1, dueAt: null, version: 3 })),
  );
  const told = await media.deps.db.outboxEvent.findMany({ where: { payload: { path: ['ownerId'], equals: owner } } });
  expect(told).toHaveLength(6);
});

test('what was begun by a process that died is taken up again when its lease is over, not before', async () => {
  await media.deps.processing.stop();
  const id = await arrived();
  await media.deps.db.media.update({ where: { id }, data: { attempts: 1, dueAt: new Date(media.now().getTime() + 60_000) } });
  await media.deps.processing.start();
  await media.uploaded(owner, picture);
  expect(await rowOf(id)).toMatchObject({ status: 'PROCESSING', attempts: 1 });
  media.advance(60_000);
  expect(await media.processed(owner, id)).toMatchObject({ status: 'READY' });
  await eventually(async () => (await filesOf(id)).length === 3);
});

test('what fails for want of something is tried again, and writes the same files', async () => {
  await media.deps.processing.stop();
  const id = await arrived();
  const taken = { id, revision: (await rowOf(id)).revision ?? '', attempts: 0, byteSize: 0, focalX: null, focalY: null };
  await processMedia({ ...media.deps, transact: () => Promise.reject(new Error('killed')) }, taken);
  const { status, dueAt } = await rowOf(id);
  expect(status).toBe('PROCESSING');
  expect(dueAt?.getTime()).toBeGreaterThan(media.now().getTime());
  const before = await filesOf(id);
  media.advance(60_000);
  await media.deps.processing.start();
  await media.processed(owner, id);
  await eventually(async () => expect(await filesOf(id)).toEqual(before.filter((name) => !name.endsWith('original'))));
});

test('a file that was begun too often is given up: it may be what kills those who work on it', async () => {
  await media.deps.processing.stop();
  const id = await arrived();
  await media.deps.db.media.update({ where: { id }, data: { attempts: 5 } });
  await media.deps.processing.start();
  expect(await media.processed(owner, id)).toMatchObject({ status: 'FAILED', failure: { code: 'PROCESSING_FAILED' } });
  await eventually(async () => (await filesOf(id)).length === 0);
});
