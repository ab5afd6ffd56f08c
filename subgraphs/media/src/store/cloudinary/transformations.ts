import { focusOf } from '../../domain/focus';
import { type Format, frameOf, isCrop, type Variant, variants } from '../../domain/variants';
import type { Shown } from '../media-store';

const squares: Readonly<Partial<Record<Variant, number>>> = { THUMBNAIL: 320, FEED: 1_080, FULL: 2_048 };
const limit = (variant: Variant) => `c_limit,h_${squares[variant] ?? 2_048},w_${squares[variant] ?? 2_048}`;
const quality: Readonly<Record<Format, string>> = { WEBP: 'f_webp,q_82', AVIF: 'f_avif,q_55' };
/** Of pictures that move these stand still: `pg_1` is the first frame. */
const still = (variant: Variant, format: Format) => (variant === 'THUMBNAIL' || isCrop(variant) || format === 'AVIF' ? 'pg_1/' : '');

/** How Cloudinary makes a variant: the same that our own pipeline makes. Crops are cut out of the full one. */
export function transformationOf(variant: Variant, format: Format, media: Shown): string {
  if (!isCrop(variant)) return `${still(variant, format)}${limit(variant)}/${quality[format]}`;
  const { part = { ...media, left: 0, top: 0 }, width, height } = frameOf(variant, media, focusOf(media));
  const cut = `c_crop,h_${part.height},w_${part.width},x_${part.left},y_${part.top}`;
  return `pg_1/${limit('FULL')}/${cut}/c_scale,h_${height},w_${width}/${quality[format]}`;
}

/** What is made as soon as the file has arrived. */
export const eager: string = variants
  .filter((variant) => !isCrop(variant))
  .map((variant) => `${still(variant, 'WEBP')}${limit(variant)}/${quality.WEBP}`)
  .join('|');
