import { createHash, randomUUID } from 'node:crypto';
import { open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../domain/refusal';
import { prepareFolder } from './folder';

/** A body that has arrived whole, for as long as it is worked on. */
export interface ReceivedFile {
  readonly source: string;
  /** Comes from the content: the same file has the same. */
  readonly revision: string;
  readonly size: number;
}

/** Where bodies wait on disk, not in memory, while they arrive. */
export interface Incoming {
  prepare(): Promise<void>;
  /** Removes what was begun before then, and left behind by a killed process. */
  removeOlder(before: Date): Promise<void>;
  /** Works on a body of at most so many bytes; nothing of it stays afterwards, whatever happens. */
  receive<T>(body: AsyncIterable<Buffer>, maxBytes: number, work: (file: ReceivedFile) => Promise<T>): Promise<T>;
}

export function createIncoming(folder: string): Incoming {
  return {
    prepare: () => prepareFolder(folder),
    async removeOlder(before) {
      for (const name of await readdir(folder)) {
        const found = await stat(join(folder, name)).catch(() => undefined);
        if (found && found.mtime < before) await rm(join(folder, name), { force: true });
      }
    },
    async receive(body, maxBytes, work) {
      const source = join(folder, randomUUID());
      try {
        return await work({ source, ...(await write(source, body, maxBytes)) });
      } finally {
        await rm(source, { force: true });
      }
    },
  };
}

async function write(path: string, body: AsyncIterable<Buffer>, maxBytes: number): Promise<Omit<ReceivedFile, 'source'>> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx');
  let size = 0;
  try {
    for await (const chunk of body) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      hash.update(chunk);
      await file.appendFile(chunk);
    }
  } finally {
    await file.close();
  }
  return { revision: hash.digest('hex').slice(0, 32), size };
}

export const tooLarge = (maxBytes: number) => new Refusal('TOO_LARGE', `This upload may have at most ${maxBytes} bytes.`);
