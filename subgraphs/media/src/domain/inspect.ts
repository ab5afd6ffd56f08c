import { open } from 'node:fs/promises';
import sharp, { type SharpOptions } from 'sharp';
import { fileTypeOf, headLength } from './file-type';
import { mediaLimits } from './limits';
import { Refusal } from './refusal';
import type { Size } from './variants';

/** How files are read. 'error' takes what cameras write a little wrong, and refuses what is cut short or damaged. */
export const reading: SharpOptions = { limitInputPixels: mediaLimits.maxPixels, failOn: 'error' };

/** A picture, upright. */
export interface Inspected extends Size {
  /** Whether it moves, and is small enough to be kept so. */
  readonly animated: boolean;
}

/** Refuses a file (its path or its content) that is not one of ours, by its content. Nothing is decoded: it is soon done. */
export async function inspect(source: string | Buffer): Promise<Inspected> {
  const type = fileTypeOf(await headOf(source));
  if (!type) throw notSupported();
  // Measured without the limit, to tell a picture that is too large from one that is broken.
  const {
    format,
    compression,
    autoOrient: size,
    pages = 1,
  } = await sharp(source, { ...reading, limitInputPixels: false })
    .metadata()
    .catch(unreadable);
  if (format !== type || (format === 'heif' && compression !== 'av1')) throw notSupported();
  const { maxPixels, maxSidePixels } = mediaLimits;
  const pixels = size.width * size.height;
  if (pixels > maxPixels || Math.max(size.width, size.height) > maxSidePixels) {
    const most = `${maxPixels / 1e6} million pixels, and ${maxSidePixels} on a side`;
    throw new Refusal('DIMENSIONS_TOO_LARGE', `A picture has at most ${most}; this one has ${size.width} x ${size.height}.`);
  }
  return { ...size, animated: (format === 'gif' || format === 'webp') && pages > 1 && pixels * pages <= maxPixels };
}

async function headOf(source: string | Buffer): Promise<Buffer> {
  if (typeof source !== 'string') return source.subarray(0, headLength);
  const file = await open(source);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headLength), 0, headLength, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const notSupported = () => new Refusal('TYPE_NOT_SUPPORTED', 'A picture is a JPEG, PNG, WebP, GIF or AVIF file.');

/** What sharp says of a file that it cannot read. That it took too long is said of the machine. */
export function unreadable(cause: unknown): never {
  if (cause instanceof Error && cause.message.startsWith('timeout')) throw cause;
  throw new Refusal('IMAGE_UNREADABLE', 'The picture is damaged or incomplete.', { cause });
}
