import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIncoming } from './incoming';

test('what a killed process left behind is removed, what may be in hand is not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ejazz-test-incoming-'));
  await Promise.all(['old', 'new'].map((name) => writeFile(join(folder, name), '')));
  const twoHoursAgo = new Date(Date.now() - 7_200_000);
  await utimes(join(folder, 'old'), twoHoursAgo, twoHoursAgo);
  await createIncoming(folder).removeOlder(new Date(Date.now() - 3_600_000));
  expect(await readdir(folder)).toEqual(['new']);
  await rm(folder, { recursive: true });
});
