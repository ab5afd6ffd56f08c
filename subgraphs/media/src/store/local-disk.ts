import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { prepareFolder } from './folder';
import type { Storage } from './storage';

/** In the name of what is not written to its end yet, which stands beside what it will be. */
const partial = '.partial.';

/** Files below a folder of this machine, spread over 256 folders. */
export function createLocalDisk(folder: string): Storage {
  const pathOf = (key: string) => {
    if (!/^[\w-][\w.-]*$/.test(key)) throw new Error(`"${key}" is not a key.`);
    // By a hash, because ids of one time begin alike.
    const [whole = key] = key.split(partial);
    return join(folder, createHash('sha256').update(whole).digest('hex').slice(0, 2), key);
  };
  return {
    prepare: () => prepareFolder(folder),
    async put(key, content) {
      const path = pathOf(key);
      const beginning = `${path}${partial}${randomUUID()}`;
      await mkdir(dirname(path), { recursive: true });
      try {
        await write(beginning, content);
        await rename(beginning, path);
      } catch (error) {
        await rm(beginning, { force: true });
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
    async *list() {
      for (const part of await readdir(folder)) {
        for (const key of await readdir(join(folder, part))) {
          const found = await stat(join(folder, part, key)).catch(absent);
          if (found) yield { key, changedAt: found.mtime };
        }
      }
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
