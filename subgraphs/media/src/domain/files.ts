import type { Deps } from '../deps';
import type { Media } from '../generated/prisma/client';
import { inspect } from './inspect';
import { derive, render } from './render';
import { type FocalPoint, type Format, formats, frameOf, isCrop, type Size, type Variant, variants } from './variants';

/** What is known of a file whose variants can be shown. */
export type Shown = Pick<Media, 'id' | 'focalX' | 'focalY'> & Size & { readonly revision: string };

/** Whether there is something to be shown of it. */
export const isShown = <M extends Pick<Media, 'status' | 'revision' | 'width' | 'height'>>(
  media: M,
): media is M & Size & { readonly revision: string } =>
  media.status === 'READY' && media.revision !== null && media.width !== null && media.height !== null;

export const focusOf = ({ focalX, focalY }: Pick<Media, 'focalX' | 'focalY'>): FocalPoint => ({ x: focalX ?? 0.5, y: focalY ?? 0.5 });

/** Tells apart what may be kept under one name: the content, and of crops what they were cut around. */
export function tagOf({ revision, ...media }: Pick<Shown, 'revision' | 'focalX' | 'focalY'>, variant: Variant, format: Format): string {
  const { x, y } = focusOf(media);
  const cut = isCrop(variant) ? `.${Math.round(x * 1_000)}-${Math.round(y * 1_000)}` : '';
  return `${revision}.${variant.toLowerCase()}${cut}.${format.toLowerCase()}`;
}

/** Where a variant is kept. The revision is in it: what another upload of the same picture wrote is never touched. */
export const fileKey = (media: Omit<Shown, keyof Size>, variant: Variant, format: Format): string => `${media.id}.${tagOf(media, variant, format)}`;

/** Where the bytes that were sent wait until they are worked on; nobody is ever shown them. */
export const originalKey = (mediaId: string, revision: string): string => `${mediaId}.${revision}.original`;

type Needs = Pick<Deps, 'rendering' | 'storage'>;

/** What the database says of a picture's files. */
export interface Kept extends Size {
  readonly revision: string;
  readonly blurhash: string;
  readonly animated: boolean;
}

/** Makes the variants that pages show at once, and keeps their files. */
export async function keepFiles(
  { rendering, storage }: Needs,
  id: string,
  { source, revision }: { source: string | Buffer; revision: string },
): Promise<Kept> {
  const inspected = await inspect(source);
  const { width, height, blurhash, ...files } = await rendering(() => render(source, inspected));
  const media = { id, revision, width, height, focalX: null, focalY: null };
  await Promise.all([
    storage.put(fileKey(media, 'FULL', 'WEBP'), files.full),
    storage.put(fileKey(media, 'FEED', 'WEBP'), files.feed),
    storage.put(fileKey(media, 'THUMBNAIL', 'WEBP'), files.thumbnail),
  ]);
  return { revision, width, height, blurhash, animated: inspected.animated };
}

/** Makes a variant that nobody has asked for before, and keeps it; however many ask at once, it is made once. */
export function createDeriving({ rendering, storage }: Needs) {
  const inHand = new Map<string, Promise<void>>();
  return (media: Shown, variant: Variant, format: Format): Promise<void> => {
    const key = fileKey(media, variant, format);
    const begun = inHand.get(key);
    if (begun) return begun;
    const frame = frameOf(variant, media, focusOf(media));
    const making = rendering(async () => {
      await storage.put(key, await storage.use(fileKey(media, 'FULL', 'WEBP'), (full) => derive(full, frame, format)));
    }).finally(() => inHand.delete(key));
    inHand.set(key, making);
    return making;
  };
}

/** Every file there may be of one revision, with what it was made of. */
export const keysOf = (media: Omit<Shown, keyof Size>): string[] => [
  originalKey(media.id, media.revision),
  ...variants.flatMap((variant) => formats.map((format) => fileKey(media, variant, format))),
];

/** Removes what is shown of one revision, and what it was made of. */
export async function deleteFiles({ storage }: Pick<Deps, 'storage'>, media: Omit<Shown, keyof Size>): Promise<void> {
  await Promise.all(keysOf(media).map((key) => storage.delete(key)));
}
