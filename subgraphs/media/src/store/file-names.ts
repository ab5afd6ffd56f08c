import { focusOf } from '../domain/focus';
import { type Format, formats, isCrop, type Variant, variants } from '../domain/variants';
import type { Named } from './media-store';

/** Tells apart what may be kept under one name: the content, and of crops what they were cut around. */
export function tagOf(media: Omit<Named, 'id'>, variant: Variant, format: Format): string {
  const { x, y } = focusOf(media);
  const cut = isCrop(variant) ? `.${Math.round(x * 1_000)}-${Math.round(y * 1_000)}` : '';
  return `${media.revision}.${variant.toLowerCase()}${cut}.${format.toLowerCase()}`;
}

/** Where a variant is kept. The revision is in it: what another upload of the same picture wrote is never touched. */
export const fileKey = (media: Named, variant: Variant, format: Format): string => `${media.id}.${tagOf(media, variant, format)}`;

/** Where the bytes that were sent wait until they are worked on; nobody is ever shown them. */
export const originalKey = ({ id, revision }: Pick<Named, 'id' | 'revision'>): string => `${id}.${revision}.original`;

/** Every file there may be of one revision, what it was made of first. */
export const keysOf = (media: Named): string[] => [
  originalKey(media),
  ...variants.flatMap((variant) => formats.map((format) => fileKey(media, variant, format))),
];
