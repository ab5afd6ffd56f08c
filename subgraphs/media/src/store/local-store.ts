import { join } from 'node:path';
import type { Clock } from '@ejazz/platform/clock/clock';
import type { Logger } from '@ejazz/platform/log/logger';
import { focusOf } from '../domain/focus';
import { createGate } from '../domain/gate';
import { inspect } from '../domain/inspect';
import { derive, render } from '../domain/render';
import { uploadTarget } from '../domain/upload-target';
import { type Format, frameOf, type Variant } from '../domain/variants';
import { fileKey, keysOf, originalKey } from './file-names';
import { createIncoming, type Incoming } from './incoming';
import { createLocalDisk } from './local-disk';
import type { Kept, MediaStore, Named, Shown, Spoken } from './media-store';
import type { Storage } from './storage';

/** Files below a folder of this machine, worked on here. Several instances may share the folder. */
export interface LocalStore extends MediaStore {
  readonly incoming: Incoming;
  readonly storage: Storage;
  /** Makes the variants that pages show at once of a file that is at hand. */
  keep(media: Named, source: string | Buffer): Promise<Kept>;
}

export interface LocalStoreOptions {
  readonly folder: string;
  readonly secret: string;
  /** Pictures that are worked on at a time: a decoded one takes up to 200 MB. */
  readonly renderings: number;
  readonly publicUrl: () => string;
  readonly clock: Clock;
  readonly log: Logger;
}

export function createLocalStore({ folder, secret, renderings, publicUrl, clock, log }: LocalStoreOptions): LocalStore {
  const storage = createLocalDisk(join(folder, 'files'));
  const incoming = createIncoming(join(folder, 'incoming'));
  const rendering = createGate(renderings);
  const making = new Map<string, Promise<void>>();

  async function keep(media: Named, source: string | Buffer): Promise<Kept> {
    const { animated, ...inspected } = await inspect(source);
    const { full, feed, thumbnail, ...kept } = await rendering(() => render(source, { ...inspected, animated }));
    const files = { FULL: full, FEED: feed, THUMBNAIL: thumbnail };
    await Promise.all(Object.entries(files).map(([variant, content]) => storage.put(fileKey(media, variant as keyof typeof files, 'WEBP'), content)));
    return { ...kept, animated };
  }

  /** However many ask at once, it is made once. */
  function make(media: Shown, variant: Variant, format: Format): Promise<void> {
    const key = fileKey(media, variant, format);
    const begun = making.get(key);
    if (begun) return begun;
    const frame = frameOf(variant, media, focusOf(media));
    const work = () =>
      storage.use(fileKey(media, 'FULL', 'WEBP'), (full) => derive(full, frame, format)).then((content) => storage.put(key, content));
    const made = rendering(work).finally(() => making.delete(key));
    making.set(key, made);
    return made;
  }

  return {
    storage,
    incoming,
    keep,
    async prepare() {
      await storage.prepare();
      await incoming.prepare();
    },
    uploadTarget: (expected) => uploadTarget({ secret, publicUrl, clock }, expected),
    process: (media) => storage.use(originalKey(media), (source) => keep(media, source)),
    forgetOriginal: (media) => storage.delete(originalKey(media)),
    async open(media, variant, format) {
      const key = fileKey(media, variant, format);
      const kept = await storage.open(key);
      if (kept) return kept;
      // What is not there yet, or is lost, is made of the full one.
      const full = await storage.open(fileKey(media, 'FULL', 'WEBP'));
      if (!full || key === fileKey(media, 'FULL', 'WEBP')) return void log.error({ key }, 'the file of a picture is missing');
      await make(media, variant, format);
      return storage.open(key);
    },
    publicUrl: () => undefined,
    async remove({ revision, ...media }) {
      if (revision) await Promise.all(keysOf({ ...media, revision }).map((key) => storage.delete(key)));
    },
    async collect(before, spokenOf) {
      await incoming.removeOlder(before);
      for await (const keys of inBatches(storage, before)) {
        const rows = await spokenOf([...new Set(keys.map((key) => key.split('.')[0] ?? ''))]);
        const known = new Set(rows.flatMap(filesOf));
        await Promise.all(keys.filter((key) => !known.has(key)).map((key) => storage.delete(key)));
      }
    },
  };
}

/** What was sent is of use only until it has been worked on. */
function filesOf({ status, revision, ...media }: Spoken): string[] {
  const keys = revision ? keysOf({ ...media, revision }) : [];
  return status === 'PROCESSING' ? keys : keys.slice(1);
}

async function* inBatches(storage: Storage, before: Date): AsyncGenerator<string[]> {
  let keys: string[] = [];
  for await (const { key, changedAt } of storage.list()) {
    if (changedAt < before && keys.push(key) === 500) {
      yield keys;
      keys = [];
    }
  }
  yield keys;
}
