import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createLocalDisk } from './local-disk';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ejazz-test-storage-'));
});
afterEach(() => rm(folder, { recursive: true }));

const read = async (key: string) => {
  const file = await createLocalDisk(folder).open(key);
  return file && { size: file.size, content: await text(file.stream()) };
};

test('a file is kept until it is deleted; put again it is replaced whole', async () => {
  const storage = createLocalDisk(folder);
  await storage.put('med_1.full.webp', Buffer.from('before'));
  await Promise.all([storage.put('med_1.full.webp', Buffer.from('after')), storage.put('med_1.full.webp', Buffer.from('after'))]);
  expect(await read('med_1.full.webp')).toEqual({ size: 5, content: 'after' });
  expect((await readdir(folder, { recursive: true })).filter((name) => name.includes('.'))).toHaveLength(1);
  await storage.delete('med_1.full.webp');
  await storage.delete('med_1.full.webp');
  expect(await read('med_1.full.webp')).toBeUndefined();
});

test('a key never leads out of the folder', async () => {
  const storage = createLocalDisk(folder);
  for (const key of ['../secret', '/etc/passwd', '.hidden', 'a/b', '']) await expect(storage.open(key)).rejects.toThrow('is not a key');
});

test('a folder that cannot be used is told with its remedy', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  await expect(createLocalDisk(join(file, 'below')).prepare()).rejects.toThrow('set MEDIA_DIR to another folder');
});
