import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { prepareFolder } from './folder';
import type { Storage } from './storage';

/** Files below a folder of this machine, spread over 256 folders. */
export function createLocalDisk(folder: string): Storage {
  const pathOf = (key: string) => {
    if (!/^[\w-][\w.-]*$/.test(key)) throw new Error(`"${key}" is not a key.`);
    // By a hash, because ids of one time begin alike.
    return join(folder, createHash('sha256').update(key).digest('hex').slice(0, 2), key);
  };
  return {
    prepare: () => prepareFolder(folder),
    async put(key, content) {
      const path = pathOf(key);
      const partial = `${path}.${randomUUID()}.partial`;
      await mkdir(dirname(path), { recursive: true });
      try {
        await write(partial, content);
        await rename(partial, path);
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
    },
    async take(key, from) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      await sync(from);
      await rename(from, path);
    },
    use: (key, work) => work(pathOf(key)),
    async open(key) {
      const path = pathOf(key);
      const found = await stat(path).catch(absent);
      return found && { size: found.size, stream: (range) => createReadStream(path, range) };
    },
    delete: (key) => rm(pathOf(key), { force: true }),
  };
}

/** On the disk, not in its cache, before it gets its name: a database row will say that it is there. */
async function write(path: string, content: Buffer): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function sync(path: string): Promise<void> {
  const file = await open(path);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
