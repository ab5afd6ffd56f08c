import type { Deps } from '../deps';
import { render } from './render';

export type Variant = 'THUMBNAIL' | 'FULL';

/** Where a variant is kept. The revision is in it: what another upload of the same picture wrote is never touched. */
export const fileKey = (mediaId: string, revision: string, variant: Variant): string => `${mediaId}.${revision}.${variant.toLowerCase()}.webp`;

/** Where the bytes that were sent wait until they are worked on; nobody is ever shown them. */
export const originalKey = (mediaId: string, revision: string): string => `${mediaId}.${revision}.original`;

/** What the database says of a picture's files. */
export interface Kept {
  readonly revision: string;
  readonly width: number;
  readonly height: number;
  readonly thumbnailWidth: number;
  readonly thumbnailHeight: number;
}

/** Makes the variants of a picture and keeps their files. */
export async function keepFiles(
  { rendering, storage }: Pick<Deps, 'rendering' | 'storage'>,
  mediaId: string,
  { source, revision }: { source: string | Buffer; revision: string },
): Promise<Kept> {
  const { full, thumbnail } = await rendering(() => render(source));
  await Promise.all([
    storage.put(fileKey(mediaId, revision, 'FULL'), full.content),
    storage.put(fileKey(mediaId, revision, 'THUMBNAIL'), thumbnail.content),
  ]);
  return { revision, width: full.width, height: full.height, thumbnailWidth: thumbnail.width, thumbnailHeight: thumbnail.height };
}

/** Removes what is shown of one revision, and what it was made of. */
export async function deleteFiles({ storage }: Pick<Deps, 'storage'>, mediaId: string, revision: string): Promise<void> {
  const keys = [originalKey(mediaId, revision), fileKey(mediaId, revision, 'FULL'), fileKey(mediaId, revision, 'THUMBNAIL')];
  await Promise.all(keys.map((key) => storage.delete(key)));
}
